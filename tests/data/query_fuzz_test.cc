// SPDX-License-Identifier: Apache-2.0
// Whatever stands in values, orders, places and cursors: it never becomes SQL, and what is found is what is asked for.
#include "db_fixture.h"
#include "device.h"
#include "whimbrel/data/query.h"
#include "whimbrel/data/repo.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
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
    /// 300 devices with such texts, and a repository on them.
    void SetUp() override {
        DataDb::SetUp();
        ASSERT_TRUE(session().execute(
            "CREATE TABLE devices (id bigint PRIMARY KEY, hostname text NOT NULL, ip text NOT NULL, protocol text NOT NULL, port int NOT NULL, "
            "username text, cred_ref text NOT NULL, vendor text, model text, site text, tags jsonb NOT NULL, metadata jsonb NOT NULL, "
            "inserted_at timestamptz(0) NOT NULL, updated_at timestamptz(0) NOT NULL)"));
        pool_ = Pool::open(url(), {.size = 1}).value();
        repo_.emplace(*pool_);
        std::vector<NewDevice> fresh;
        for (std::int64_t id = 0; id < 300; ++id)
            fresh.push_back({.id = id,
                             .hostname = text(random_),
                             .ip = text(random_),
                             .protocol = DeviceProtocol::ssh,
                             .port = static_cast<std::int32_t>(random_() % 5),
                             .cred_ref = "v",
                             .site = random_() % 3 == 0 ? std::nullopt : std::optional(text(random_)),
                             .tags = Json{"{}"},
                             .metadata = Json{"{}"}});
        ASSERT_EQ(repo_->insert_all<Device>(fresh).value(), 300);
        all_ = repo_->all(query<Device>().order_by(asc(device::id))).value();
    }

    Random random_{20'26};
    std::unique_ptr<Pool> pool_;
    std::optional<Repo> repo_;
    std::vector<Device> all_;
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
    auto& repo = *repo_;
    auto& random = random_;
    const auto& all = all_;
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

/// A condition of any shape, and what it says of a row: nothing where SQL says NULL.
struct Shape {
    Condition condition;
    std::function<std::optional<bool>(const Device&)> holds;
};

class Shapes {
public:
    Shapes(std::mt19937& random, std::function<std::string()> text) : random_(random), text_(std::move(text)) {}

    Shape any(int depth) {
        if (depth == 0 || random_() % 4 == 0) return leaf();
        const auto one = any(depth - 1);
        if (random_() % 4 == 0)
            return {!one.condition, [one](const Device& row) {
                        const auto holds = one.holds(row);
                        return holds ? std::optional(!*holds) : holds;
                    }};
        const auto other = any(depth - 1);
        const bool is_and = random_() % 2 == 0;
        return {is_and ? one.condition && other.condition : one.condition || other.condition, [=](const Device& row) -> std::optional<bool> {
                    const auto left = one.holds(row), right = other.holds(row);
                    if (left == !is_and || right == !is_and) return !is_and;  // false of AND, true of OR, whatever the other is
                    return left && right ? std::optional(is_and) : std::nullopt;
                }};
    }

private:
    static std::optional<bool> known(const std::optional<std::string>& value, const std::function<bool(const std::string&)>& holds) {
        return value ? std::optional(holds(*value)) : std::nullopt;
    }

    Shape leaf() {
        const auto value = text_(), other = text_();
        const auto port = static_cast<std::int32_t>(random_() % 5);
        switch (random_() % 12) {
            case 0:
                return {device::hostname == value, [=](const Device& row) { return row.hostname == value; }};
            case 1:
                return {device::hostname != value, [=](const Device& row) { return row.hostname != value; }};
            case 2:
                return {device::port < port, [=](const Device& row) { return row.port < port; }};
            case 3:
                return {device::port >= port, [=](const Device& row) { return row.port >= port; }};
            case 4:
                return {device::site == value, [=](const Device& row) { return known(row.site, [&](const auto& site) { return site == value; }); }};
            case 5:
                return {device::site != value, [=](const Device& row) { return known(row.site, [&](const auto& site) { return site != value; }); }};
            case 6:
                return {device::site == std::nullopt, [](const Device& row) { return !row.site; }};
            case 7:
                return {is_distinct(device::site, value), [=](const Device& row) { return row.site != value; }};
            case 8:
                return {in(device::site, {value, other}),
                        [=](const Device& row) { return known(row.site, [&](const auto& site) { return site == value || site == other; }); }};
            case 9:
                return {in(device::site, {}), [](const Device&) { return false; }};
            case 10:
                return {device::hostname == device::ip, [](const Device& row) { return row.hostname == row.ip; }};
            default:
                return {in(device::port, {port, 3}), [=](const Device& row) { return row.port == port || row.port == 3; }};
        }
    }

    std::mt19937& random_;
    std::function<std::string()> text_;
};

TEST_F(QueryFuzz, conditions_of_any_shape_mean_what_they_say) {
    Shapes shapes(random_, [&] { return random_() % 2 == 0 ? text(random_) : all_[random_() % all_.size()].site.value_or("x"); });
    std::size_t found = 0;
    for (int round = 0; round < 2'000; ++round) {
        const auto shape = shapes.any(5);
        const auto limit = random_() % 400, offset = random_() % 3;
        const bool is_up = random_() % 2 == 0;
        std::vector<std::int64_t> expected, given;
        for (const auto& row : all_)
            if (shape.holds(row) == true) expected.push_back(row.id);
        if (!is_up) std::ranges::reverse(expected);
        expected.erase(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(offset, expected.size())));
        expected.resize(std::min<std::size_t>(limit, expected.size()));
        auto asked = query<Device>().where(shape.condition).order_by(is_up ? asc(device::id) : desc(device::id));
        const auto rows = repo_->all(asked.limit(static_cast<std::int64_t>(limit)).offset(static_cast<std::int64_t>(offset)));
        ASSERT_TRUE(rows) << rows.error().render();
        for (const auto& row : *rows) given.push_back(row.id);
        ASSERT_EQ(given, expected) << "round " << round;
        found += given.size();
    }
    EXPECT_GT(found, 10'000U);
}

TEST_F(QueryFuzz, bytes_that_are_no_text_are_refused_and_never_cut) {
    auto& repo = *repo_;
    ASSERT_TRUE(session().execute("UPDATE devices SET hostname = 'r1' WHERE id = 1"));
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
