// SPDX-License-Identifier: Apache-2.0
// What is made of the commands' data is as it is committed. WHIMBREL_UPDATE=1 writes it anew.
#include "whimbrel/cli/help.h"
#include "tests/cli/folder.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace whimbrel::testing {
namespace {

void expect_file(const std::filesystem::path& file, const std::string& text) {
    if (std::getenv("WHIMBREL_UPDATE") != nullptr) return write_text(file, text);
    ASSERT_TRUE(std::filesystem::exists(file)) << file << " is missing: run the test with WHIMBREL_UPDATE=1";
    EXPECT_EQ(read_text(file), text) << file << " is out of date: run the test with WHIMBREL_UPDATE=1 and look at the difference";
}

const std::filesystem::path k_source = WHIMBREL_SOURCE_DIR;

TEST(Help, IsAsCommitted) {
    const ScratchFolder folder;
    for (const auto* command : cli::all_commands()) {
        if (command->listing != cli::Command::Listing::listed) continue;
        const auto ran = run(WHIMBREL_PROGRAM, {"help", std::string(command->name)}, folder.path());
        EXPECT_EQ(ran.code, 0);
        EXPECT_EQ(ran.err, "");
        expect_file(k_source / "tests/cli/golden" / (std::string(command->name) + ".txt"), ran.out);
        EXPECT_EQ(run(WHIMBREL_PROGRAM, {std::string(command->name), "--help"}, folder.path()).out, ran.out);
    }
    expect_file(k_source / "tests/cli/golden/whimbrel.txt", run(WHIMBREL_PROGRAM, {"--help"}, folder.path()).out);
}

TEST(Reference, IsUpToDate) {
    const auto folder = k_source / "docs/reference";
    expect_file(folder / "commands.md", cli::render_command_reference());
    expect_file(folder / "errors.md", cli::render_error_reference());
    expect_file(folder / "kinds.md", cli::render_kind_reference());
    expect_file(folder / "configuration.md", cli::render_configuration_reference());
}

TEST(Completion, LoadsInBash) {
    const ScratchFolder folder;
    const auto ran =
        run("bash",
            {"-c",
             "eval \"$(" WHIMBREL_PROGRAM " completion bash)\"; given() { COMP_WORDS=(whimbrel \"$@\"); COMP_CWORD=$#; _whimbrel; echo \"${COMPREPLY[@]}\"; }; "
             "given stat; given migrate --dr; given status --format ''; given help gen; given -d db gen; given explain W110 | cut -d ' ' -f 1; "
             "given with-postgres -- ls --c; "
             // Words as readline cuts them, and one that it does not cut.
             "given status --format =; given status --format = js; given status --format=js; given --database = db gen; "
             "given -d postgresql : //u : p @ h : 5432/d?sslmode = no gen"},
            folder.path());
    EXPECT_EQ(ran.err, "");
    EXPECT_EQ(ran.out, "status\n--dry-run\ntext json\ngenerate\ngenerate\nW1101\n\ntext json\njson\n--format=json\ngenerate\ngenerate\n");
}

/// Nothing needs these shells to be there.
bool has_program(const std::string& name) { return run("sh", {"-c", "command -v " + name}, "/").code == 0; }

TEST(Completion, LoadsInFish) {
    if (!has_program("fish")) GTEST_SKIP() << "there is no fish";
    const ScratchFolder folder;
    write_text(folder.path() / "a.sql", "");
    const auto ran = run("fish",
                         {"--no-config", "-c", WHIMBREL_PROGRAM " completion fish | source; for line in $argv; echo (complete -C $line | cut -f 1); end", "--",
                          "whimbrel stat", "whimbrel migrate --dr", "whimbrel status --format ", "whimbrel help gen", "whimbrel -d db gen",
                          "whimbrel explain W1104", "whimbrel migrate --steps ", "whimbrel init a", "whimbrel diff --from ", "whimbrel generate --na"},
                         folder.path(), {{"HOME", folder.path().string()}});
    EXPECT_EQ(ran.err, "");
    EXPECT_EQ(ran.out, "status\n--dry-run\njson text\ngenerate\ngenerate\nW1104\n\n\na.sql\n--name\n");
}

TEST(Completion, LoadsInZsh) {
    if (!has_program("zsh")) GTEST_SKIP() << "there is no zsh";
    const ScratchFolder folder;
    write_text(folder.path() / "_whimbrel", run(WHIMBREL_PROGRAM, {"completion", "zsh"}, folder.path()).out);
    const auto ran = run("zsh",
                         {"-f", (k_source / "tests/cli/candidates.zsh").string(), folder.path().string(), "whimbrel stat", "whimbrel migrate --dr",
                          "whimbrel status --format ", "whimbrel help gen", "whimbrel -d db gen", "whimbrel explain W1104", "whimbrel with-postgres -- whoam"},
                         folder.path(), {{"HOME", folder.path().string()}});
    EXPECT_EQ(ran.err, "");
    EXPECT_EQ(ran.out, "status\n--dry-run\ntext json\ngenerate\ngenerate\nW1104\nwhoami\n");
}

TEST(Explain, EveryCode) {
    const ScratchFolder folder;
    EXPECT_EQ(run(WHIMBREL_PROGRAM, {"explain", "W1104"}, folder.path()).out,
              "W1104 database_missing: the database does not exist\n\nThe server answered, but has no database of this name. `whimbrel setup` creates "
              "it.\n\nExit code 2.\n");
    const auto unknown = run(WHIMBREL_PROGRAM, {"explain", "W9999"}, folder.path());
    EXPECT_EQ(unknown.code, 64);
    EXPECT_EQ(unknown.err,
              "error[W1901]: there is no error \"W9999\"\nHINT: Run `whimbrel help explain` for its options.\nHINT: Run `whimbrel explain` for the list.\n");
}

}  // namespace
}  // namespace whimbrel::testing
