// SPDX-License-Identifier: Apache-2.0
// A subscription is made without its publisher, and what whoever runs the replication does with it afterwards is nobody's difference.
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view k_schema =
    "CREATE TABLE news (id integer PRIMARY KEY);\n"
    "CREATE SUBSCRIPTION news CONNECTION :'publisher' PUBLICATION p WITH (connect = false);\n"
    "COMMENT ON SUBSCRIPTION news IS 'from the editors';\n";

const std::map<std::string, std::string> k_values = {{"PUBLISHER", "host=publisher.invalid password=hidden"},
                                                     {"SUBSCRIPTION__NEWS__CONNECTION", "host=publisher.invalid password=hidden"}};

class Subscriptions : public ::testing::Test {
protected:
    Subscriptions() : database(*shared_server().make()), url(database.url().render()) { folder.write("schema/news.sql", k_schema); }

    std::string ask(const std::string& sql) {
        const auto rows = database.session().execute(sql);
        return rows ? (*rows)[0].string(0) : rows.error().render();
    }
    Ran expect(int code, const std::vector<std::string>& words) {
        auto ran = folder.expect(code, words, k_values);
        EXPECT_THAT(ran.all(), Not(HasSubstr("hidden"))) << words.front();
        return ran;
    }
    /// As it is once the replication has begun to copy a table.
    void take_up_work() {
        ASSERT_TRUE(database.session().execute(
            "ALTER SUBSCRIPTION news SET (slot_name = 'by_hand'); ALTER SUBSCRIPTION news ENABLE; SET allow_system_table_mods TO on; "
            "INSERT INTO pg_catalog.pg_subscription_rel (srsubid, srrelid, srsubstate) SELECT s.oid, 'news'::regclass, 'r' FROM pg_catalog.pg_subscription s "
            "JOIN pg_catalog.pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database(); RESET allow_system_table_mods"));
    }
    std::string here(const std::string& column) {
        return ask("SELECT " + column +
                   " FROM pg_catalog.pg_subscription WHERE subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())");
    }

    Folder folder{"numbering = \"sequential\"\n"};
    shadow::Database database;
    std::string url;
};

TEST_F(Subscriptions, AreMadeAndDroppedWithoutTheirPublisher) {
    expect(0, {"generate", "--name", "news"});
    expect(0, {"check"});
    expect(0, {"migrate", "-d", url});
    EXPECT_EQ(here("subconninfo"), k_values.at("PUBLISHER"));
    EXPECT_EQ(here("subenabled"), "f");
    expect(0, {"verify", "-d", url});
    // One that has done nothing yet goes without a question.
    expect(0, {"rollback", "-d", url});
    EXPECT_EQ(here("count(*)"), "0");
    EXPECT_EQ(ask("SELECT count(*) FROM pg_catalog.pg_description WHERE classoid = 'pg_catalog.pg_subscription'::regclass"), "0");
}

TEST_F(Subscriptions, AtWorkAreNobodysDifferenceAndNotDroppedUnasked) {
    expect(0, {"generate", "--name", "news"});
    expect(0, {"migrate", "-d", url});
    take_up_work();
    expect(0, {"verify", "-d", url});
    expect(0, {"status", "-d", url});
    EXPECT_EQ(expect(0, {"diff", "--from", url, "--to", "schema"}).out, "");
    expect(0, {"inventory", url});

    // What is altered in place keeps it at work.
    edit(folder.path() / "schema/news.sql", "connect = false", "connect = false, binary = true");
    expect(0, {"generate", "--name", "binary"});
    expect(0, {"migrate", "-d", url});
    EXPECT_EQ(here("subslotname || ' ' || subenabled || ' ' || subbinary"), "by_hand true true");
    expect(0, {"rollback", "-d", url});

    const auto refused = expect(2, {"rollback", "-d", url});
    EXPECT_THAT(refused.err, HasSubstr("error[W1807]: ALTER SUBSCRIPTION news DISABLE would lose"));
    EXPECT_EQ(here("count(*)"), "1");
    expect(0, {"rollback", "-d", url, "--allow-lossy", "subscription:news"});
    EXPECT_EQ(here("count(*)"), "0");
    EXPECT_EQ(ask("SELECT count(*) FROM pg_catalog.pg_subscription_rel"), "0");
}

TEST_F(Subscriptions, AreReadByARoleThatMayNotReadTheirConnection) {
    ASSERT_TRUE(
        database.session().execute("CREATE SUBSCRIPTION news CONNECTION 'host=publisher.invalid password=hidden' PUBLICATION p WITH (connect = false); "
                                   "CREATE ROLE subscription_reader LOGIN"));
    const std::string as_reader = url + (url.find('?') == std::string::npos ? "?" : "&") + "user=subscription_reader";
    for (const auto& source : {url, as_reader}) EXPECT_THAT(expect(0, {"inventory", source}).out, HasSubstr("subscription  1 "));
    expect(0, {"pull", "--from", as_reader, "--output", "pulled"});
    EXPECT_THAT(folder.read("pulled/subscriptions.sql"),
                HasSubstr("CREATE SUBSCRIPTION news CONNECTION :'subscription__news__connection' PUBLICATION p WITH (connect = false, slot_name = 'news'"));
    EXPECT_EQ(expect(0, {"diff", "--from", "pulled", "--to", as_reader}).out, "");
    ASSERT_TRUE(database.session().execute("DROP ROLE subscription_reader"));
}

}  // namespace
}  // namespace whimbrel::testing
