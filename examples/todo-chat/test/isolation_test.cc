// Rows of one user are nobody else's business; what is his goes with him.
#include "conversation.h"
#include "message.h"
#include "schema.h"
#include "task.h"
#include "tests/data/example_db.h"
#include "user.h"

namespace todo {
namespace {

namespace data = whimbrel::data;
using ::testing::HasSubstr;
using whimbrel::ErrorCode;
using whimbrel::testing::error_of;

class Isolation : public ::testing::Test {
protected:
    User user(const std::string& email) { return repo_.insert<User>({.email = email, .password_hash = "x"}).value(); }

    whimbrel::testing::ExampleDb db_{"todo-chat", schema};
    data::Repo repo_ = db_.repo();
    User ada_ = user("ada@example.org"), bob_ = user("bob@example.org");
    data::ScopedRepo adas_ = repo_.scoped(ada_.id), bobs_ = repo_.scoped(bob_.id);
};

TEST_F(Isolation, everybody_sees_and_changes_what_is_his) {
    const auto task = adas_.insert<Task>({.title = "write"}).value();
    EXPECT_EQ(task.user_id, ada_.id);
    ASSERT_TRUE(bobs_.insert<Task>({.title = "read"}));
    EXPECT_EQ(adas_.count(data::query<Task>()).value(), 1);
    EXPECT_EQ(adas_.all(data::query<Task>()).value().front().title, "write");
    EXPECT_EQ(bobs_.get<Task>(task.id).value(), std::nullopt);
    EXPECT_EQ(adas_.get<Task>(task.id).value(), task);

    auto stolen = data::change(task).set(task::title, "mine now");
    EXPECT_EQ(bobs_.update(stolen).error().code, ErrorCode::row_missing);
    EXPECT_EQ(bobs_.remove(task).error().code, ErrorCode::row_missing);
    EXPECT_EQ(bobs_.remove_all(data::query<Task>().where(task::id == task.id)).value(), 0);
    // Whose it says that it is does not matter: it is written for whom the repository is.
    EXPECT_EQ(bobs_.insert<Task>({.user_id = ada_.id, .title = "smuggled"}).value().user_id, bob_.id);
    auto given_away = data::change(task).set(task::user_id, bob_.id).set(task::title, "kept");
    EXPECT_EQ(adas_.update(given_away).value().user_id, ada_.id);
    EXPECT_EQ(adas_.insert_all<Task>(std::vector<NewTask>(100, {.title = "many"})).value(), 100);
    EXPECT_EQ(bobs_.count(data::query<Task>()).value(), 2);
}

TEST_F(Isolation, a_transaction_is_of_the_same_user) {
    const auto done = adas_.transaction([](data::ScopedRepo& inner) -> whimbrel::Result<Task> { return inner.insert<Task>({.title = "inside"}); });
    EXPECT_EQ(done.value().user_id, ada_.id);
    EXPECT_FALSE(bobs_.exists(data::query<Task>()).value());
}

TEST_F(Isolation, conversations_come_by_recency_and_messages_in_order) {
    using namespace std::chrono_literals;
    const auto start = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::sys_days{std::chrono::year{2026} / 1 / 1});
    const auto older = adas_.insert<Conversation>({.title = "older", .updated_at = start}).value();
    const auto newer = adas_.insert<Conversation>({.title = "newer", .updated_at = start + 1h}).value();
    ASSERT_TRUE(bobs_.insert<Conversation>({.title = "bob's"}));
    for (int at = 0; at < 3; ++at)
        ASSERT_TRUE(
            adas_.insert<Message>({.conversation_id = newer.id, .role = MessageRole::user, .content = std::to_string(at), .created_at = start + at * 1min}));

    const auto recent = adas_.all(data::query<Conversation>().order_by(desc(conversation::updated_at))).value();
    ASSERT_EQ(recent.size(), 2U);
    EXPECT_EQ(recent[0].title, "newer");
    EXPECT_EQ(recent[1].title, "older");
    const auto messages = adas_.preload(recent, conversation::messages, data::query<Message>().order_by(asc(message::created_at))).value();
    ASSERT_EQ(messages.of(recent[0]).size(), 3U);
    EXPECT_EQ(messages.of(recent[0])[2].content, "2");
    EXPECT_TRUE(messages.of(older).empty());
}

TEST_F(Isolation, calls_of_tools_are_read_as_they_were_written) {
    const auto talk = adas_.insert<Conversation>({}).value();
    const data::Json calls{R"([{"id": "call_1", "name": "add_task", "arguments": {"title": "Ünïcode \" \\ \n", "n": 1.50}}])"};
    const auto said = adas_.insert<Message>({.conversation_id = talk.id, .role = MessageRole::agent, .content = "", .tool_calls = calls}).value();
    // jsonb puts the shorter key first.
    EXPECT_EQ(said.tool_calls->text, R"([{"id": "call_1", "name": "add_task", "arguments": {"n": 1.50, "title": "Ünïcode \" \\ \n"}}])");
    EXPECT_EQ(adas_.count(data::query<Message>().where(contains(message::tool_calls, data::Json{R"([{"name": "add_task"}])"}))).value(), 1);
    auto cleared = data::change(said).set(message::tool_calls, std::nullopt);
    EXPECT_EQ(adas_.update(cleared).value().tool_calls, std::nullopt);
    auto wrong = data::change<Message>().cast(data::Input::from_strings({{"role", "system"}, {"content", "x"}, {"tool_calls", "[1,"}}),
                                              {message::role, message::content, message::tool_calls});
    EXPECT_EQ(wrong.errors_on(message::role), std::vector<std::string>{"is invalid"});
    EXPECT_EQ(wrong.errors_on(message::tool_calls), std::vector<std::string>{"is invalid"});
}

TEST_F(Isolation, what_is_a_users_goes_with_him) {
    const auto talk = adas_.insert<Conversation>({}).value();
    ASSERT_TRUE(adas_.insert<Message>({.conversation_id = talk.id, .role = MessageRole::user, .content = "hello"}));
    ASSERT_TRUE(adas_.insert<Task>({.title = "write"}));
    ASSERT_TRUE(bobs_.insert<Task>({.title = "read"}));
    ASSERT_TRUE(repo_.remove(ada_));
    EXPECT_FALSE(adas_.exists(data::query<Conversation>()).value());
    EXPECT_FALSE(adas_.exists(data::query<Message>()).value());
    EXPECT_FALSE(adas_.exists(data::query<Task>()).value());
    EXPECT_TRUE(bobs_.exists(data::query<Task>()).value());
}

}  // namespace
}  // namespace todo
