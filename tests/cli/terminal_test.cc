// SPDX-License-Identifier: Apache-2.0
// The program on a terminal: questions, confirmations, colours.
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <deque>
#include <functional>

namespace whimbrel::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view k_interrupt = "\x03";

/// Runs the program with a terminal of its own, and types each answer once a prompt stands there. What the terminal showed is in `out`,
/// the typed lines included. `meanwhile` is called before the first answer.
Ran on_terminal(const Folder& folder, std::vector<std::string> words, std::deque<std::string> answers, const std::function<void()>& meanwhile = {}) {
    words.insert(words.begin(), WHIMBREL_PROGRAM);
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child == 0) {
        ::unsetenv("NO_COLOR");
        std::vector<char*> argv;
        for (auto& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        if (::chdir(folder.path().c_str()) == 0) ::execv(WHIMBREL_PROGRAM, argv.data());
        ::_exit(127);
    }
    Ran ran;
    std::size_t answered = 0;
    for (std::array<char, 4096> buffer{};;) {
        const auto size = ::read(terminal, buffer.data(), buffer.size());
        if (size <= 0) break;
        for (const char c : std::string_view(buffer.data(), static_cast<std::size_t>(size)))
            if (c != '\r') ran.out += c;
        if (ran.out.size() == answered || answers.empty() || !(ran.out.ends_with("\n> ") || ran.out.ends_with("[y/N] "))) continue;
        if (meanwhile && answered == 0) meanwhile();
        const auto text = answers.front() == k_interrupt ? answers.front() : answers.front() + "\n";
        answers.pop_front();
        if (::write(terminal, text.data(), text.size()) < 0) break;
        answered = ran.out.size();
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(terminal);
    ran.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return ran;
}

class Terminal : public ::testing::Test {
protected:
    Terminal() {
        folder.write("schema/users.sql", "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text\n);\n");
        folder.expect(0, {"generate", "--name", "create_users"});
        folder.write("schema/users.sql", "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    nick text,\n    age int NOT NULL\n);\n");
    }
    Folder folder{"numbering = \"sequential\"\n"};
};

const std::string k_rename =
    "is column nick of table public.users new, or was it called something else before?\n"
    "  - Answer name if it was name before: its rows stay.\n"
    "  - Answer none if it is new: what it resembles is dropped.\n"
    "> ";
const std::string k_fill =
    "how do existing rows of public.users get a value for the new column age?\n"
    "  - write `-- @fill <expression>` beside the column age in the declaration\n"
    "  - give the column a DEFAULT\n"
    "  - let the column be NULL\n"
    "> ";

TEST_F(Terminal, AsksUntilTheAnswerFits) {
    const auto ran = on_terminal(folder, {"generate", "--name", "add_age", "--no-color"}, {"mane", "name", "18"});
    EXPECT_EQ(ran.code, 0);
    EXPECT_EQ(ran.out, "loading schema\n" + k_rename + "mane\nwarning: \"mane\" is no answer to that\n" + k_rename + "name\n" + k_fill +
                           "18\nproving up and down\n"
                           "migrations/0002_add_age.up.sql\nmigrations/0002_add_age.down.sql\n"
                           "  rename column name to nick of table public.users\n"
                           "  alter table public.users: columns[age] is new\n"
                           "  down: lossy table:public.users/column:age: drops the column and its values\n"
                           "proven: up, down and up again\n");
    EXPECT_THAT(folder.read("migrations/0002_add_age.up.sql"), HasSubstr("UPDATE public.users SET age = 18 WHERE age IS NULL;"));
}

TEST_F(Terminal, AnEmptyAnswerLeavesTheQuestionOpen) {
    const auto ran = on_terminal(folder, {"generate", "--name", "add_age", "--no-color", "--quiet"}, {"name", ""});
    EXPECT_EQ(ran.code, 3);
    // For a person once, and not as JSON too.
    EXPECT_EQ(ran.out, k_rename + "name\n" + k_fill +
                           "\nerror[W1601]: 1 question is open; nothing was written:\n"
                           "  fill:table:public.users/column:age\n"
                           "    how do existing rows of public.users get a value for the new column age?\n"
                           "    - write `-- @fill <expression>` beside the column age in the declaration\n"
                           "    - give the column a DEFAULT\n"
                           "    - let the column be NULL\n"
                           "HINT: Answer beside the declaration, by --answer ID=VALUE, or by --answers FILE.\n");
}

TEST_F(Terminal, CtrlCAtAQuestion) {
    const auto ran = on_terminal(folder, {"generate", "--name", "add_age", "--no-color", "--quiet"}, {std::string(k_interrupt)});
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.out, k_rename + "^C\nerror[W1108]: interrupted; nothing was written\n");
    EXPECT_FALSE(folder.has("migrations/0002_add_age.up.sql"));
}

TEST_F(Terminal, ConfirmsAPush) {
    auto database = *shared_server().make();
    const std::vector<std::string> push{"push", "--no-color", "--quiet", "-d", database.url().render(), "--confirm", database.name()};
    const auto question = "apply 1 statement to " + database.session().describe() + "? [y/N] ";
    const auto no = on_terminal(folder, push, {"n"});
    EXPECT_EQ(no.code, 0);
    EXPECT_THAT(no.out, EndsWith(question + "n\n"));
    const auto interrupted = on_terminal(folder, push, {std::string(k_interrupt)});
    EXPECT_EQ(interrupted.code, 2);
    EXPECT_THAT(interrupted.out, EndsWith(question + "^C\nerror[W1108]: interrupted; nothing was changed\n"));
    EXPECT_FALSE(database.session().execute("SELECT FROM users"));
    EXPECT_EQ(on_terminal(folder, push, {"yes"}).code, 0);
    EXPECT_TRUE(database.session().execute("SELECT FROM users"));
}

TEST_F(Terminal, SomebodyElseChangesTheDatabaseBeforeTheYes) {
    auto database = *shared_server().make();
    const auto ran = on_terminal(folder, {"push", "--no-color", "--quiet", "-d", database.url().render(), "--confirm", database.name()}, {"y"},
                                 [&] { ASSERT_TRUE(database.session().execute("CREATE TABLE users (id int)")); });
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.out, EndsWith("? [y/N] y\n"
                                  "error[W1106]: the server refused a statement\n"
                                  "  --> (push):6:1\n"
                                  "  server: 42P07 relation \"users\" already exists\n"
                                  "  while applying the plan, step 1 of 1; nothing of it was applied\n"
                                  "HINT: Correct the cause and run `whimbrel push` again.\n"));
}

TEST_F(Terminal, ColoursErrorsUnlessToldOtherwise) {
    EXPECT_THAT(on_terminal(folder, {"frob"}, {}).out, StartsWith("\033[31merror[W1901]\033[0m: there is no command \"frob\"\n"));
    EXPECT_THAT(on_terminal(folder, {"frob", "--no-color"}, {}).out, Not(HasSubstr("\033")));
    EXPECT_THAT(on_terminal(folder, {"--no-color", "check", "--config", "nix"}, {}).out, Not(HasSubstr("\033")));
}

}  // namespace
}  // namespace whimbrel::testing
