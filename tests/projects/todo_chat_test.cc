// SPDX-License-Identifier: Apache-2.0
// examples/todo-chat on a real server: numbered SQL files that were there before whimbrel.
#include "tests/projects/project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <thread>

namespace whimbrel {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using testing::Lines;
using testing::Project;
using ::testing::SizeIs;

constexpr const char* k_user = "'00000000-0000-4000-8000-000000000401'";

struct TodoChat : ::testing::Test {
    Project project{"todo-chat"};
    fs::path migrations = project.folder() / "migrations";

    /// The folder as it was before whimbrel: the four numbered files, nothing else.
    void forget_adoption() {
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(migrations)) files.push_back(entry.path());
        for (const auto& file : files) {
            const auto name = file.filename().string();
            if (!name.ends_with(".sql") || name.ends_with(".down.sql")) fs::remove(file);
        }
    }
    std::map<std::string, std::string> numbered_files() {
        std::map<std::string, std::string> files;
        for (const auto& entry : fs::directory_iterator(migrations)) {
            const auto name = entry.path().filename().string();
            if (name.ends_with(".sql") && !name.ends_with(".down.sql")) files[name] = testing::read_text(entry.path());
        }
        return files;
    }
    void run_file(const std::string& name) { project.execute(testing::read_text(migrations / name)); }
};

TEST_F(TodoChat, numbered_files_are_adopted_as_they_are) {
    forget_adoption();
    const auto before = numbered_files();
    ASSERT_THAT(before, SizeIs(4));
    project.expect(0, {"adopt"});
    EXPECT_EQ(numbered_files(), before);
    for (const auto* name : {"000_create_users_table", "001_create_tasks_table", "002_add_conversations_table", "003_add_messages_table"})
        EXPECT_TRUE(fs::exists(migrations / (std::string(name) + ".down.sql"))) << name;
    EXPECT_TRUE(fs::exists(migrations / "whimbrel.lock"));
    EXPECT_TRUE(fs::exists(migrations / "snapshot.jsonl"));
    EXPECT_THAT(project.expect(0, {"adopt"}).err, HasSubstr("nothing to adopt"));
    project.expect(0, {"types"});  // they name the last migration, whose identity is another one now
    EXPECT_TRUE(project.json(0, {"check"}).at("clean").get<bool>());
    EXPECT_EQ(project.json(0, {"generate", "--name", "more"}).at("outcome"), "nothing_to_do");

    // The committed lock file and down files are those that adopt writes.
    const fs::path example = fs::path(WHIMBREL_SOURCE_DIR) / "examples/todo-chat/migrations";
    for (const auto& entry : fs::directory_iterator(example)) {
        const auto name = entry.path().filename().string();
        if (!name.ends_with(".down.sql")) continue;
        EXPECT_EQ(testing::without_header(testing::read_text(migrations / name)), testing::without_header(testing::read_text(entry.path())))
            << "run scripts/examples.sh";
    }
}

TEST_F(TodoChat, what_a_database_has_already_is_a_baseline) {
    forget_adoption();
    run_file("000_create_users_table.sql");
    run_file("001_create_tasks_table.sql");
    project.execute(std::string("INSERT INTO users (id, email, password_hash) VALUES (") + k_user + ", 'a@example.org', 'x')");
    project.execute(std::string("INSERT INTO tasks (user_id, title) VALUES (") + k_user + ", 'kept')");
    const auto tables = project.query("SELECT oid, relfilenode FROM pg_class WHERE relname IN ('users', 'tasks') ORDER BY relname");

    project.expect(0, {"adopt", "--baseline", "auto"});
    const auto applied = project.json(0, {"migrate"}).at("versions");
    EXPECT_EQ(applied, nlohmann::json({"002", "003"}));
    EXPECT_THAT(project.tables(), ElementsAre("conversations", "messages", "tasks", "users"));
    EXPECT_EQ(project.query("SELECT oid, relfilenode FROM pg_class WHERE relname IN ('users', 'tasks') ORDER BY relname"), tables)
        << "existing tables were touched";
    EXPECT_THAT(project.query("SELECT title FROM tasks"), ElementsAre("kept"));
    project.expect(0, {"verify"});
}

TEST_F(TodoChat, everything_is_verified_and_listed) {
    project.expect(0, {"migrate"});
    EXPECT_THAT(project.columns("messages"), ElementsAre("id uuid! gen_random_uuid()", "conversation_id uuid!", "user_id uuid!", "role character varying(20)!",
                                                         "content text!", "tool_calls jsonb", "created_at timestamp with time zone! CURRENT_TIMESTAMP",
                                                         "updated_at timestamp with time zone! CURRENT_TIMESTAMP"));
    EXPECT_THAT(project.foreign_keys(), ElementsAre("conversations(user_id) -> users(id) c", "messages(conversation_id) -> conversations(id) c",
                                                    "messages(user_id) -> users(id) c", "tasks(user_id) -> users(id) c"));
    EXPECT_THAT(project.indexes(),
                ElementsAre("idx_conversations_user_id: conversations(user_id)", "idx_conversations_user_id_updated_at: conversations(user_id, updated_at)",
                            "idx_messages_conversation_id: messages(conversation_id)",
                            "idx_messages_conversation_id_created_at: messages(conversation_id, created_at)", "idx_messages_user_id: messages(user_id)",
                            "idx_tasks_user_id: tasks(user_id)", "idx_tasks_user_id_created_at: tasks(user_id, created_at)", "idx_users_email: users(email)"));

    const auto report = project.json(0, {"verify"});
    std::map<std::string, std::vector<std::string>> listed;
    for (const auto& item : report.at("items")) {
        EXPECT_EQ(item.at("state"), "same") << item;
        listed[item.at("heading").get<std::string>()].push_back(item.at("subject").get<std::string>() + ": " + item.at("detail").get<std::string>());
    }
    EXPECT_THAT(listed["Tables"], SizeIs(4));
    EXPECT_THAT(listed["Columns"], SizeIs(26));
    EXPECT_THAT(listed["Columns"], IsSupersetOf({"public.tasks.title: character varying(255), not null", "public.messages.tool_calls: jsonb"}));
    EXPECT_THAT(listed["Indexes"], SizeIs(8));
    EXPECT_THAT(listed["Foreign keys"], IsSupersetOf({"public.tasks.tasks_user_id_fkey: (user_id) → public.users (id), on delete cascade"}));
    EXPECT_THAT(listed["Foreign keys"], SizeIs(4));
    EXPECT_THAT(listed["Checks"], SizeIs(1));
    const auto markdown = project.expect(0, {"verify", "--markdown"}).out;
    EXPECT_THAT(markdown, HasSubstr("## Foreign keys\n"));
    EXPECT_THAT(markdown, HasSubstr("- ✓ public.tasks.title: character varying(255), not null\n"));
    EXPECT_EQ(project.failure_of("INSERT INTO messages (conversation_id, user_id, role, content) VALUES (gen_random_uuid(), gen_random_uuid(), 'robot', '')"),
              "23514 messages_role_check");
}

TEST_F(TodoChat, the_dependency_graph_is_computed_and_drawn) {
    const auto text = project.expect(0, {"status", "--graph", "text"}).out;
    EXPECT_THAT(text, HasSubstr("users\n→ conversations, tasks (side by side)\n→ messages\n"));
    const auto graph = nlohmann::json::parse(project.expect(0, {"status", "--graph", "json"}).out);
    EXPECT_EQ(graph.at("levels"), nlohmann::json::parse(R"([["users"], ["conversations", "tasks"], ["messages"]])"));
    EXPECT_THAT(graph.at("edges"), SizeIs(4));
    EXPECT_THAT(graph.at("cycles"), IsEmpty());
    const auto dot = project.expect(0, {"status", "--graph", "dot"}).out;
    EXPECT_THAT(dot, HasSubstr("digraph"));
    for (const auto* edge : {R"("users" -> "tasks")", R"("users" -> "conversations")", R"("conversations" -> "messages")", R"("users" -> "messages")"})
        EXPECT_THAT(dot, HasSubstr(edge));
}

TEST_F(TodoChat, deleting_a_user_removes_what_is_theirs) {
    project.expect(0, {"migrate"});
    project.execute("INSERT INTO users (email, password_hash) VALUES ('a@example.org', 'x'), ('b@example.org', 'x')");
    project.execute("INSERT INTO tasks (user_id, title) SELECT id, 't' FROM users; INSERT INTO conversations (user_id) SELECT id FROM users");
    project.execute("INSERT INTO messages (conversation_id, user_id, role, content) SELECT id, user_id, 'user', 'hello' FROM conversations");
    project.execute("DELETE FROM users WHERE email = 'a@example.org'");
    EXPECT_THAT(project.query(
                    "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM tasks), (SELECT count(*) FROM conversations), (SELECT count(*) FROM messages)"),
                ElementsAre("1|1|1|1"));
}

TEST_F(TodoChat, the_dashboard_reads_the_composite_index_of_a_million_tasks) {
    project.expect(0, {"migrate"});
    project.execute("INSERT INTO users (email, password_hash) SELECT n || '@example.org', 'x' FROM generate_series(1, 100) n");
    // What is measured is the plan: the foreign key's check of every row, and the other indexes, only cost time here.
    project.execute("SET session_replication_role = replica");
    project.execute(R"(
        WITH numbered AS (SELECT id, row_number() OVER (ORDER BY email) - 1 AS n FROM users)
        INSERT INTO tasks (user_id, title, created_at)
        SELECT numbered.id, 't', timestamptz '2026-01-01' + m * interval '1 second' FROM generate_series(1, 1000000) m JOIN numbered ON numbered.n = m % 100)");
    project.execute("ANALYZE tasks");
    const auto user = project.query("SELECT id FROM users LIMIT 1").at(0);
    const auto dashboard = "SELECT id, title, completed, created_at FROM tasks WHERE user_id = '" + user + "' ORDER BY created_at DESC LIMIT 50";
    EXPECT_THAT(project.indexes_used(dashboard), ElementsAre("idx_tasks_user_id_created_at")) << project.plan_of(dashboard);
    EXPECT_THAT(project.plan_of(dashboard), ::testing::Not(HasSubstr("\"Sort\""))) << "the index gives the order";
    EXPECT_THAT(project.query(dashboard), SizeIs(50));
}

TEST_F(TodoChat, running_again_is_safe) {
    project.expect(0, {"migrate"});
    project.expect(0, {"seed"});
    EXPECT_THAT(project.json(0, {"migrate"}).at("versions"), IsEmpty());
    EXPECT_THAT(project.query("SELECT title FROM tasks"), ElementsAre("Try whimbrel"));
    project.expect(0, {"rollback", "--to", "001"});
    EXPECT_THAT(project.tables(), ElementsAre("tasks", "users"));
    EXPECT_THAT(project.query("SELECT title FROM tasks"), ElementsAre("Try whimbrel"));
    project.expect(0, {"rollback", "--steps", "2", "--allow-lossy", "*"});
    EXPECT_THAT(project.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"), IsEmpty());
}

TEST_F(TodoChat, the_application_migrates_when_it_starts) {
    const auto start = [&](std::vector<std::string> words) {
        words.insert(words.begin(), project.url());
        return testing::run(WHIMBREL_TODO_CHAT, words, project.folder());
    };
    // Several at once: one applies, the others wait and find nothing to do.
    std::vector<testing::Ran> ran(3);
    {
        std::vector<std::jthread> threads;
        for (auto& one : ran) threads.emplace_back([&] { one = start({}); });
    }
    std::size_t applied = 0;
    for (const auto& one : ran) {
        EXPECT_EQ(one.code, 0) << one.all();
        EXPECT_THAT(one.out, HasSubstr("ready\n"));
        for (auto at = one.out.find("applied "); at != std::string::npos; at = one.out.find("applied ", at + 1)) ++applied;
    }
    EXPECT_EQ(applied, 4U);
    EXPECT_THAT(project.tables(), SizeIs(4));
    EXPECT_EQ(start({migrations.string()}).out, "ready\n");
    project.expect(0, {"status", "--exit-code"});
    EXPECT_EQ(start({"no/such/folder"}).code, 2);
}

}  // namespace
}  // namespace whimbrel
