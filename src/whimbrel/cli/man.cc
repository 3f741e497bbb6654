// SPDX-License-Identifier: Apache-2.0
// whimbrel(1), in the macros of man(7).
#include "whimbrel/base/format.h"
#include "whimbrel/cli/help.h"
#include "whimbrel/cli/tool_version.h"

namespace whimbrel::cli {

namespace {

/// roff takes a backslash, and a dot or quote at the start of a line, for its own.
std::string escaped(std::string_view text) {
    std::string out;
    bool at_start = true;
    for (const char c : text) {
        if (at_start && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\') out += "\\e";
        else if (c == '-') out += "\\-";
        else out += c;
        at_start = c == '\n';
    }
    return out;
}

std::string paragraphs(std::string_view text) {
    std::string out = escaped(text);
    for (auto at = out.find("\n\n"); at != std::string::npos; at = out.find("\n\n", at + 5)) out.replace(at, 2, "\n.PP\n");
    return out.ends_with('\n') ? out : out + "\n";
}

std::string render_options(std::span<const Option> options) {
    std::string out;
    for (const auto& option : options) {
        out += ".TP\n";
        if (option.letter != '\0') out += format("\\fB\\-{}\\fR, ", option.letter);
        out += format("\\fB{}\\fR", escaped("--" + std::string(option.name)));
        if (!option.value.empty()) out += format(" \\fI{}\\fR", escaped(option.value));
        out += '\n' + escaped(option.help);
        if (!option.fallback.empty()) out += escaped(format(" (default: {})", option.fallback));
        out += '\n';
    }
    return out;
}

std::string render_command(const Command& command) {
    std::string out = format(".SS {}\n{}.PP\n.nf\n{}\n.fi\n", command.name, paragraphs(command.description), escaped(synopsis(command)));
    for (const auto& argument : command.arguments) out += format(".TP\n\\fI{}\\fR\n{}\n", escaped(argument.name), escaped(argument.help));
    out += render_options(command.options);
    if (!command.example.empty()) out += format(".PP\nExample:\n.PP\n.nf\n.RS\n{}\n.RE\n.fi\n", escaped(command.example));
    return out;
}

}  // namespace

std::string render_man_page() {
    std::string out =
        format(".TH WHIMBREL 1 \"\" \"whimbrel {}\" \"User Commands\"\n.SH NAME\nwhimbrel \\- keeps a PostgreSQL database in step with its declared schema\n",
               k_tool_version);
    out += ".SH SYNOPSIS\n\\fBwhimbrel\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n.SH DESCRIPTION\n";
    out += escaped(
               "whimbrel keeps a PostgreSQL database in step with a schema that is declared once, in plain SQL. From the declaration it writes the migration "
               "up and down, "
               "proves both on a real PostgreSQL before it writes them, applies them safely and verifies what is there.") +
           "\n";
    out += ".SH COMMANDS\n";
    for (const auto* command : all_commands())
        if (command->listing == Command::Listing::listed) out += render_command(*command);
    out += ".SH GLOBAL OPTIONS\n" + render_options(global_options()) + ".SH EXIT STATUS\n";
    for (const auto& [code, when] : {std::pair{ExitCode::done, "done, or nothing to do"},
                                     {ExitCode::findings, "differences or findings"},
                                     {ExitCode::failed, "failed"},
                                     {ExitCode::question, "a question is open"},
                                     {ExitCode::unmanaged, "objects that are neither managed nor ignored"},
                                     {ExitCode::usage, "the command line is wrong"}})
        out += format(".TP\n.B {}\n{}\n", static_cast<int>(code), when);
    out +=
        ".SH ENVIRONMENT\n.TP\n.B DATABASE_URL, POSTGRES_URL\nThe database, where no \\-\\-database is given.\n.TP\n.B WHIMBREL_PG_BIN\n"
        "Folder of the PostgreSQL server programs.\n.TP\n.B WHIMBREL_CACHE\nFolder of the throwaway servers.\n.TP\n.B WHIMBREL_SHADOW_PRELOAD\nModules that "
        "the throwaway servers load (shared_preload_libraries): providers of security labels.\n.TP\n.B NO_COLOR\nNo colours.\n";
    return out + ".SH SEE ALSO\n.BR psql (1),\n.BR pg_dump (1)\n";
}

}  // namespace whimbrel::cli
