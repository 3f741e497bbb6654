// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/command_line.h"
#include "whimbrel/cli/help.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace whimbrel::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(CommandLine, GlobalOptionsStandAnywhere) {
    for (const auto& words : {std::vector<std::string>{"--format", "json", "generate", "--name", "a b"},
                              {"generate", "--name=a b", "--format=json"},
                              {"generate", "-n", "a b", "--format", "json"}}) {
        const auto given = parse_command_line(words);
        ASSERT_TRUE(given) << given.error().render();
        EXPECT_EQ(given->command->name, "generate");
        EXPECT_THAT(given->options.at("name"), ElementsAre("a b"));
        EXPECT_THAT(given->options.at("format"), ElementsAre("json"));
    }
}

TEST(CommandLine, OptionsMayRepeatWhereTheySaySo) {
    const auto given = parse_command_line({"generate", "--rename", "table:public.a=b", "--rename", "table:public.c=d", "--name", "x"});
    ASSERT_TRUE(given) << given.error().render();
    EXPECT_THAT(given->options.at("rename"), ElementsAre("table:public.a=b", "table:public.c=d"));
}

TEST(CommandLine, AnotherProgramsWordsAreLeftAlone) {
    const auto given = parse_command_line({"with-postgres", "--quiet", "--", "sh", "-c", "exit 3", "--format", "--"});
    ASSERT_TRUE(given) << given.error().render();
    EXPECT_THAT(given->arguments.at("COMMAND"), ElementsAre("sh", "-c", "exit 3", "--format", "--"));
    EXPECT_TRUE(given->options.contains("quiet"));
    EXPECT_FALSE(given->options.contains("format"));
}

TEST(CommandLine, ArgumentsInOrder) {
    const auto given = parse_command_line({"prove", "1", "2", "--quiet", "3"});
    ASSERT_TRUE(given) << given.error().render();
    EXPECT_THAT(given->arguments.at("VERSION"), ElementsAre("1", "2", "3"));
}

TEST(CommandLine, AGraphWithoutAFormIsText) {
    for (const auto& words : {std::vector<std::string>{"status", "--graph"},
                              {"status", "--graph", "--quiet"},
                              {"status", "--graph=text"},
                              {"--format", "json", "status", "--graph", "-d", "x"}}) {
        const auto given = parse_command_line(words);
        ASSERT_TRUE(given) << given.error().render();
        EXPECT_THAT(given->options.at("graph"), ElementsAre("text"));
    }
}

struct Wrong {
    std::vector<std::string> words;
    std::string diagnostic;
};
class CommandLineErrors : public testing::TestWithParam<Wrong> {};
TEST_P(CommandLineErrors, SayWhatIsWrong) {
    const auto given = parse_command_line(GetParam().words);
    ASSERT_FALSE(given);
    EXPECT_EQ(given.error().render(), GetParam().diagnostic);
    EXPECT_EQ(given.error().exit_code(), ExitCode::usage);
}
INSTANTIATE_TEST_SUITE_P(
    All, CommandLineErrors,
    testing::Values(
        Wrong{{"genrate"},
              "error[W1901]: there is no command \"genrate\"\nHINT: Run `whimbrel help` for the list of commands.\nHINT: Write `whimbrel generate`, if that is "
              "what is meant.\n"},
        Wrong{{"migrate", "--dry-rum"},
              "error[W1901]: migrate has no option --dry-rum\nHINT: Run `whimbrel help migrate` for its options.\nHINT: Write --dry-run, if that is what is "
              "meant.\n"},
        Wrong{
            {"with-postgres", "make"},
            "error[W1901]: with-postgres runs what stands behind --, and \"make\" stands before it\nHINT: Run `whimbrel help with-postgres` for its options.\n"
            "HINT: Write `whimbrel with-postgres -- make`.\n"},
        Wrong{{"version", "extra"}, "error[W1901]: version takes no further argument \"extra\"\nHINT: Run `whimbrel help version` for its options.\n"},
        Wrong{{"new"}, "error[W1901]: new needs NAME\nHINT: Run `whimbrel help new` for its options.\n"},
        Wrong{{"status", "--format", "xml"},
              "error[W1901]: --format is one of text, json, and \"xml\" is not\nHINT: Run `whimbrel help status` for its options.\n"},
        Wrong{{"generate", "--name", "a", "--name", "b"},
              "error[W1901]: --name was given more than once\nHINT: Run `whimbrel help generate` for its options.\n"},
        Wrong{{"--graph", "status"},
              "error[W1901]: --graph stands before the command, and it is an option of `status`\nHINT: Write `whimbrel status --graph`.\n"},
        Wrong{{"-n", "generate"}, "error[W1901]: -n stands before the command, and it is an option of `generate`\nHINT: Write `whimbrel generate -n NAME`.\n"},
        Wrong{{"--fold"},
              "error[W1901]: there is no option --fold\nHINT: Run `whimbrel help` for the list of commands.\nHINT: --fold is an option of `rebase`.\n"},
        Wrong{{"migrate", "-d", ""},
              "error[W1901]: the value of --database is empty\nHINT: Give --database a value, or leave it out; look whether the variable that it came from is "
              "set.\n"},
        Wrong{{"generate", "--name"}, "error[W1901]: --name needs a value\nHINT: Run `whimbrel help generate` for its options.\n"}));

TEST(Commands, AreDescribed) {
    std::set<std::string_view> names;
    for (const auto* command : all_commands()) {
        EXPECT_TRUE(names.insert(command->name).second) << command->name;
        EXPECT_NE(command->run, nullptr) << command->name;
        EXPECT_FALSE(command->summary.empty()) << command->name;
        EXPECT_FALSE(command->summary.ends_with('.')) << command->name;
        EXPECT_TRUE(command->description.ends_with('.')) << command->name;
        if (command->listing == Command::Listing::listed) {
            EXPECT_THAT(std::string(command->example), HasSubstr("$ ")) << command->name;
        }
        for (const auto& option : command->options) {
            EXPECT_TRUE(option.help.ends_with('.')) << command->name << " --" << option.name;
            for (const auto& global : global_options()) EXPECT_NE(option.name, global.name) << command->name;
        }
    }
}

TEST(Help, KeepsToItsWidth) {
    for (const auto* command : all_commands()) {
        const auto text = render_help(*command);
        for (std::size_t begin = 0; begin < text.size();) {
            const auto end = text.find('\n', begin);
            if (text.compare(begin, 4, "  $ ") != 0) {
                EXPECT_LE(end - begin, 112U) << text.substr(begin, end - begin);
            }
            begin = end + 1;
        }
    }
}

TEST(Completion, NamesEveryCommand) {
    for (const auto* shell : {"bash", "zsh", "fish"}) {
        const auto script = render_completion(shell);
        for (const auto* command : all_commands())
            if (command->listing == Command::Listing::listed) {
                EXPECT_THAT(script, HasSubstr(std::string(command->name))) << shell;
            }
    }
}

}  // namespace
}  // namespace whimbrel::cli
