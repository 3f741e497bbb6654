// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/init.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/shadow/server_programs.h"

namespace whimbrel::project {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view k_attributes = "*.sql text eol=lf\n";
constexpr std::string_view k_env_sample =
    "# Copy to .env, which git should ignore. whimbrel reads it from beside whimbrel.toml.\n"
    "DATABASE_URL=postgresql://localhost:5432/app\n";

std::string configuration(int postgres) {
    const auto version = postgres != 0 ? format("postgres = {}\n", postgres) : std::string("# postgres = 15\n");
    return "# whimbrel.toml: see docs/reference/configuration.md\n"
           "\n"
           "# Major version of the throwaway PostgreSQL on which migrations are made and proven.\n" +
           version +
           "\n"
           "schema = \"schema\"\n"
           "migrations = \"migrations\"\n"
           "seeds = \"seeds\"\n"
           "\n"
           "# Databases that push and reset may change are marked, and chosen by name: whimbrel push --database dev\n"
           "# [databases.dev]\n"
           "# url = \"${DATABASE_URL}\"\n"
           "# development = true\n";
}

struct Writer {
    const fs::path& folder;
    InitReport& report;

    [[nodiscard]] bool keep(const std::string& name) const {
        std::error_code ec;
        if (!fs::exists(folder / name, ec)) return false;
        report.kept.push_back(name);
        return true;
    }
    [[nodiscard]] Result<> write(const std::string& name, std::string_view content) const {
        if (keep(name)) return {};
        WHIMBREL_CHECK(write_file(folder / name, content));
        report.written.push_back(name);
        return {};
    }
    [[nodiscard]] Result<> make_folder(const std::string& name) const {
        if (keep(name + "/")) return {};
        std::error_code ec;
        fs::create_directories(folder / name, ec);
        if (ec) return fail(ErrorCode::file_unwritable, format("cannot make {}: {}", name, ec.message()));
        report.written.push_back(name + "/");
        return {};
    }
};

Result<> write_attributes(const Writer& writer) {
    std::error_code ec;
    const auto path = writer.folder / ".gitattributes";
    if (!fs::exists(path, ec)) return writer.write(".gitattributes", k_attributes);
    WHIMBREL_TRY(auto text, read_file(path));
    if (text.find("*.sql") != std::string::npos) {
        writer.report.kept.emplace_back(".gitattributes");
        return {};
    }
    if (!text.empty() && text.back() != '\n') text += '\n';
    WHIMBREL_CHECK(write_file(path, text + std::string(k_attributes)));
    writer.report.written.emplace_back(".gitattributes");
    return {};
}

}  // namespace

Result<InitReport> init(const Environment& environment, int postgres) {
    InitReport report;
    report.postgres = postgres;
    if (postgres == 0)
        if (const auto programs = shadow::choose_server_programs(environment, 0)) report.postgres = programs->version.major();
    const Writer writer{environment.working_folder, report};
    WHIMBREL_CHECK(writer.write("whimbrel.toml", configuration(report.postgres)));
    WHIMBREL_CHECK(writer.make_folder("schema"));
    WHIMBREL_CHECK(writer.make_folder("migrations"));
    WHIMBREL_CHECK(write_attributes(writer));
    WHIMBREL_CHECK(writer.write(".env.sample", k_env_sample));
    return report;
}

}  // namespace whimbrel::project
