// SPDX-License-Identifier: Apache-2.0
// Whatever stands in values, orders, places and cursors: it never becomes SQL, and what is found is what is asked for.
#include "db_fixture.h"
#include "device.h"
#include "whimbrel/data/repo.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace whimbrel::data {
namespace {

using namespace net_auto;

class QueryFuzz : public DataDb {
protected:
    using Random = std::mt19937;
    static std::string pick(Random& random, const std::vector<std::string>& from) { return from[random() % from.size()]; }
    /// Text as nobody would like it.
    static std::string text(Random& random) {
        static const std::vector<std::string> pieces{
            "'", "\"", "\\", "--", "/*", ";", "%", "_", "$1", "{", "}", "NULL", "(", ",", " ", "é", "a", "B", "DROP TABLE devices", "\n", "\t", "::int"};
        std::string out;
        for (auto left = random() % 6; left > 0; --left) out += pick(random, pieces);
        return out;
    }
};

/// The server saw a statement of ours with a value in it: what it may refuse is the value.
bool is_about_a_value(const Error& error) {
    if (error.code == ErrorCode::request_invalid) return true;
    return error.server && (error.server->sqlstate.starts_with("22") || error.server->sqlstate == "54000");
}

template <class T>
void expect_value_error(const Result<T>& result) {
    if (result) return;
    EXPECT_TRUE(is_about_a_value(result.error())) << result.error().render();
}

TEST_F(QueryFuzz, what_is_found_is_what_was_asked_for) {
    ASSERT_TRUE(
        session().execute("CREATE TABLE devices (id bigint PRIMARY KEY, hostname text NOT NULL, ip text NOT NULL, protocol text NOT NULL, port int NOT NULL, "
                          "username text, cred_ref text NOT NULL, vendor text, model text, site text, tags jsonb NOT NULL, metadata jsonb NOT NULL, "
                          "inserted_at timestamptz(0) NOT NULL, updated_at timestamptz(0) NOT NULL)"));
    const auto pool = Pool::open(url(), {.size = 1}).value();
    Repo repo(*pool);
    Random random(20'26);
    std::vector<NewDevice> fresh;
    for (std::int64_t id = 0; id < 300; ++id)
        fresh.push_back({.id = id,
                         .hostname = text(random),
                         .ip = text(random),
                         .protocol = DeviceProtocol::ssh,
                         .port = static_cast<std::int32_t>(random() % 5),
                         .cred_ref = "v",
                         .site = random() % 3 == 0 ? std::nullopt : std::optional(text(random)),
                         .tags = Json{"{}"},
                         .metadata = Json{"{}"}});
    ASSERT_EQ(repo.insert_all<Device>(fresh).value(), 300);
    const auto all = repo.all(query<Device>()).value();
    const auto count_of = [&](auto holds) { return std::ranges::count_if(all, holds); };

    for (int round = 0; round < 400; ++round) {
        const auto value = random() % 2 == 0 ? text(random) : all[random() % all.size()].hostname;
        const auto other = text(random);
        EXPECT_EQ(repo.count(query<Device>().where(device::hostname == value)).value(), count_of([&](const Device& row) { return row.hostname == value; }))
            << value;
        EXPECT_EQ(repo.count(query<Device>().where(contains(device::hostname, value) && !(device::ip == other))).value(), count_of([&](const Device& row) {
                      const auto lower = [](std::string out) {
                          std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
                          return out;
                      };
                      return lower(row.hostname).find(lower(value)) != std::string::npos && row.ip != other;
                  }))
            << value;
        EXPECT_EQ(repo.count(query<Device>().where(in(device::site, {value, other, "x"}) || device::port >= 4)).value(),
                  count_of([&](const Device& row) { return (row.site && (*row.site == value || *row.site == other || *row.site == "x")) || row.port >= 4; }))
            << value;
        EXPECT_EQ(repo.count(query<Device>().where(is_distinct(device::site, value))).value(), count_of([&](const Device& row) { return row.site != value; }));
        EXPECT_EQ(repo.count(query<Device>().where(path(device::metadata, value, other) == value)).value(), 0);
        EXPECT_EQ(repo.count(query<Device>().where(has_key(device::tags, value))).value(), 0);
        EXPECT_EQ(repo.all(query<Device>().sort_by(value, {asc(device::hostname)}).limit(3)).value().size(), 3U);
        for (const auto& result : {repo.page_after(query<Device>().order_by(asc(device::hostname)), value, 5),
                                   repo.page_after(query<Device>().order_by(asc(device::hostname)), "{" + value + "," + other + "}", 5)})
            expect_value_error(result);
        const auto matched = repo.count(query<Device>().where(like(device::hostname, value)));
        expect_value_error(matched);
        const auto held = repo.count(query<Device>().where(contains(device::tags, Json{value})));
        expect_value_error(held);
    }
    EXPECT_EQ(repo.count(query<Device>()).value(), 300);
}

TEST_F(QueryFuzz, bytes_that_are_no_text_are_refused_and_never_cut) {
    ASSERT_TRUE(session().execute(
        "CREATE TABLE devices (id bigint, hostname text, ip text, protocol text, port int, username text, cred_ref text, vendor text, model text, site text, "
        "tags jsonb, metadata jsonb, inserted_at timestamptz(0), updated_at timestamptz(0)); INSERT INTO devices (id, hostname) VALUES (1, 'r1')"));
    const auto pool = Pool::open(url(), {.size = 1}).value();
    Repo repo(*pool);
    const std::string nul("r1\0x", 4), broken("r1\xC3\x28");
    for (const auto& value : {nul, broken})
        for (const auto& result :
             {repo.count(query<Device>().where(device::hostname == value)), repo.count(query<Device>().where(contains(device::hostname, value))),
              repo.count(query<Device>().where(in(device::hostname, {value}))), repo.count(query<Device>().where(path(device::tags, value) == value)),
              repo.count(query<Device>().where(has_key(device::tags, value)))}) {
            ASSERT_FALSE(result);
            EXPECT_TRUE(is_about_a_value(result.error())) << result.error().render();
        }
    EXPECT_TRUE(is_about_a_value(repo.get<Device>(std::string("1\0", 2)).error()));
    EXPECT_EQ(repo.count(query<Device>().where(device::hostname == "r1")).value(), 1);
}

}  // namespace
}  // namespace whimbrel::data
