// SPDX-License-Identifier: Apache-2.0
// Writing rows, on the net-auto example's own schema and generated types.
#include "whimbrel/data/changeset.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/data/query.h"
#include "whimbrel/data/repo.h"

#include "device.h"
#include "device_group.h"
#include "device_group_membership.h"
#include "net_auto_db.h"
#include "run.h"
#include "schema.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace versioned {

struct Note {
    std::int64_t id = 0;
    std::string text;
    std::int32_t version = 0;
};
struct NewNote {
    std::int64_t id = 0;
    std::string text;
    std::optional<std::int32_t> version{};
};
namespace note {
inline constexpr whimbrel::data::Column<Note, std::string> text{1};
}

}  // namespace versioned

template <>
struct whimbrel::data::Relation<versioned::Note> {
    using New = versioned::NewNote;
    using Row = versioned::Note;
    static constexpr std::array<ColumnInfo, 3> columns{{
        column<&Row::id>("id", "bigint", Given::required),
        column<&Row::text>("text", "text", Given::required),
        column<&Row::version>("lock_version", "integer", Given::optional),
    }};
    static constexpr std::array<NewColumn, 3> fresh_columns{{
        fresh<&New::id, &Row::id>(0),
        fresh<&New::text, &Row::text>(1),
        fresh<&New::version, &Row::version>(2),
    }};
    static constexpr std::array<std::uint16_t, 1> primary_key{0};
    static constexpr std::array<std::string_view, 1> key_columns{"id"};
    static constexpr std::array<ConstraintInfo, 1> constraints{{{"notes_pkey", ConstraintInfo::Sort::primary_key, "public", "notes", key_columns, "id", ""}}};
    static constexpr RelationInfo info{
        .schema = "public", .name = "notes", .columns = columns, .fresh = fresh_columns, .primary_key = primary_key, .constraints = constraints, .version = 2};
};

namespace whimbrel::data {
namespace {

using namespace net_auto;
using testing::HasSubstr;

class RepoWriteDb : public NetAutoDb {};

TEST_F(RepoWriteDb, inserts_what_is_given_and_returns_what_the_server_made) {
    const auto made = repo().insert<Device>({.hostname = "r1", .ip = "::1", .cred_ref = "v", .tags = Json{R"({"rack": 7})"}}).value();
    EXPECT_GT(made.id, 0);
    EXPECT_EQ(made.protocol, DeviceProtocol::ssh);
    EXPECT_EQ(made.port, 22);
    EXPECT_EQ(made.site, std::nullopt);
    EXPECT_EQ(made.tags.text, R"({"rack": 7})");
    EXPECT_EQ(made.metadata.text, "{}");
    EXPECT_NE(made.inserted_at, TimestampTz{});
    EXPECT_EQ(repo().get<Device>(made.id).value(), made);
    EXPECT_EQ(repo().get<Device>(made.id + 1).value(), std::nullopt);
}

TEST_F(RepoWriteDb, says_a_violation_on_its_field) {
    device("r1");
    const auto twice = repo().insert<Device>({.hostname = "r1", .ip = "1", .cred_ref = "v", .site = "ams"});
    EXPECT_THAT(error_of(twice), HasSubstr("error[W2011]: devices: hostname has already been taken"));
    EXPECT_THAT(error_of(repo().insert<Device>({.hostname = "r2", .ip = "1", .port = 0, .cred_ref = "v"})), HasSubstr("devices: port is invalid"));
    EXPECT_THAT(error_of(repo().insert<Run>({.command = "x", .device_id = 4711})), HasSubstr("runs: device does not exist"));
    new_run(device("r3"));
    ASSERT_TRUE(session().execute("ALTER TABLE devices ADD CONSTRAINT short CHECK (length(hostname) < 4)"));
    EXPECT_THAT(error_of(repo().insert<Device>({.hostname = "long-one", .ip = "1", .cred_ref = "v"})),
                HasSubstr("error[W2010]: the database has a constraint short on devices that the generated code does not know"));
}

TEST_F(RepoWriteDb, inserts_many_by_copy_or_by_statements_all_or_none) {
    std::vector<NewDevice> many(1'000);
    for (std::size_t at = 0; at < many.size(); ++at) many[at] = {.hostname = "c" + std::to_string(at), .ip = "1", .cred_ref = "v", .site = "s"};
    // The last of them is there already: none is left.
    device("c999", "s");
    EXPECT_THAT(error_of(repo().insert_all<Device>(many)), HasSubstr("error[W2011]: devices: hostname has already been taken"));
    EXPECT_EQ(repo().remove_all(query<Device>()).value(), 1);
    EXPECT_EQ(repo().insert_all<Device>(many).value(), 1'000);
    const auto read = repo().get_by<Device>(device::hostname == "c999").value();
    EXPECT_EQ(read->port, 22);
    EXPECT_NE(read->updated_at, TimestampTz{});
}

TEST_F(RepoWriteDb, rows_that_leave_a_column_without_default_out_have_NULL) {
    std::vector<NewDevice> many(200);
    for (std::size_t at = 0; at < many.size(); ++at) {
        many[at] = {.hostname = "c" + std::to_string(at), .ip = "1", .cred_ref = "v"};
        if (at % 4 == 0) many[at].site = "s";
    }
    EXPECT_EQ(repo().insert_all<Device>(many).value(), 200);
    EXPECT_EQ(repo().count(query<Device>().where(device::site == std::nullopt)).value(), 150);
    EXPECT_EQ(repo().count(query<Device>().where(device::site == "s")).value(), 50);
}

TEST_F(RepoWriteDb, mixed_rows_leave_defaults_to_the_server) {
    std::vector<NewDevice> many(3'000);
    for (std::size_t at = 0; at < many.size(); ++at) {
        many[at] = {.hostname = "c" + std::to_string(at), .ip = "1", .cred_ref = "v", .site = "s"};
        if (at % 2 == 0) many[at].port = 2222;
    }
    many.back().hostname = "c0";
    EXPECT_THAT(error_of(repo().insert_all<Device>(many)), HasSubstr("devices: hostname has already been taken"));
    EXPECT_EQ(repo().count(query<Device>()).value(), 0);
    many.back().hostname = "last";
    EXPECT_EQ(repo().insert_all<Device>(many).value(), 3'000);
    EXPECT_EQ(repo().count(query<Device>().where(device::port == 2222)).value(), 1'500);
    EXPECT_EQ(repo().insert_all<Device>({}).value(), 0);
}

TEST_F(RepoWriteDb, upserts_by_a_constraint) {
    const NewDevice fresh{.hostname = "r1", .ip = "1", .port = 23, .cred_ref = "v", .site = "ams"};
    const auto made = repo().upsert<Device>(fresh, {.constraint = "devices_hostname_site_index"}).value();
    auto changed = fresh;
    changed.ip = "2";
    const auto again = repo().upsert<Device>(changed, {.constraint = "devices_hostname_site_index"}).value();
    EXPECT_EQ(again->id, made->id);
    EXPECT_EQ(again->ip, "2");
    EXPECT_EQ(repo().upsert<Device>(fresh, {.constraint = "devices_hostname_site_index", .then = OnConflict::Then::nothing}).value(), std::nullopt);
    EXPECT_EQ(repo().upsert<Device>(fresh, {.constraint = "devices_port_check"}).error().code, ErrorCode::request_invalid);
    // What the list of constraints does not tell of them.
    for (const auto* const index :
         {"INDEX devices_hostname_site_index ON devices (hostname, site) WHERE port > 0", "INDEX devices_hostname_site_index ON devices (lower(hostname))"}) {
        ASSERT_TRUE(session().execute("DROP INDEX devices_hostname_site_index; CREATE UNIQUE " + std::string(index)));
        EXPECT_THAT(
            error_of(repo().upsert<Device>(fresh, {.constraint = "devices_hostname_site_index"})),
            HasSubstr("error[W2013]: an upsert of devices cannot be told by devices_hostname_site_index, which is partial, of expressions or deferrable\n"));
    }
    ASSERT_TRUE(session().execute(
        "DROP INDEX devices_hostname_site_index; ALTER TABLE devices ADD CONSTRAINT devices_hostname_site_index UNIQUE (hostname, site) DEFERRABLE"));
    EXPECT_THAT(error_of(repo().upsert<Device>(changed, {.constraint = "devices_hostname_site_index"})),
                HasSubstr("cannot be told by devices_hostname_site_index"));
}

TEST_F(RepoWriteDb, removes_and_tells_what_stands_in_the_way) {
    const auto one = device("r1"), two = device("r2");
    new_run(one);
    ASSERT_TRUE(repo().remove(two));
    EXPECT_EQ(repo().remove(two).error().code, ErrorCode::row_missing);
    EXPECT_THAT(error_of(repo().remove(one)), HasSubstr("devices: runs are still associated with this entry"));
    EXPECT_EQ(repo().remove_all(query<Run>().where(run::device_id == one.id)).value(), 1);
    EXPECT_TRUE(repo().remove(one));
}

TEST_F(RepoWriteDb, inserts_and_updates_by_changesets) {
    auto fresh = change<Device>().cast(Input::from_strings({{"hostname", "r1"}, {"ip", "10.0.0.1"}, {"cred_ref", "v"}, {"port", "2222"}}),
                                       {device::hostname, device::ip, device::cred_ref, device::port, device::site});
    const auto made = repo().insert(fresh).value();
    EXPECT_EQ(made.port, 2222);

    auto nothing = change(made).set(device::port, 2222);
    pool_->acquire().value()->execute("SET default_transaction_read_only = on").value();
    EXPECT_EQ(repo().update(nothing).value(), made);  // no statement was sent: it would have been refused
    EXPECT_EQ(repo().get<Device>(made.id).value()->port, 2222);
    pool_->acquire().value()->execute("SET default_transaction_read_only = off").value();

    // Another column that somebody changed meanwhile stays: only the changed ones are sent.
    ASSERT_TRUE(session().execute("UPDATE devices SET vendor = 'theirs', updated_at = '2000-01-01'"));
    auto changes = change(made).set(device::port, 23).set(device::site, "ams");
    const auto changed = repo().update(changes).value();
    EXPECT_EQ(changed.port, 23);
    EXPECT_EQ(changed.site, "ams");
    EXPECT_EQ(changed.vendor, "theirs");
    EXPECT_GT(changed.updated_at, made.inserted_at - std::chrono::hours{1});

    auto invalid = change(made).set(device::port, 70'000);
    EXPECT_THAT(error_of(repo().update(invalid)), HasSubstr("error[W2011]: devices: port must be less than or equal to 65535"));
    EXPECT_EQ(invalid.render_errors(), "port: must be less than or equal to 65535");

    ASSERT_TRUE(repo().remove(made));
    auto late = change(made).set(device::port, 24);
    EXPECT_EQ(repo().update(late).error().code, ErrorCode::row_missing);
}

TEST_F(RepoWriteDb, a_refused_changeset_has_the_error_on_its_field) {
    const auto one = device("r1");
    const auto group = repo().insert<DeviceGroup>({.name = "core"}).value();
    const auto membership = [&] {
        return change<DeviceGroupMembership>()
            .set(device_group_membership::device_id, one.id)
            .set(device_group_membership::device_group_id, group.id)
            .message("devices_device_groups_unique", "device already added to this group");
    };
    auto first = membership(), second = membership();
    ASSERT_TRUE(repo().insert(first));
    EXPECT_EQ(repo().insert(second).error().code, ErrorCode::changes_invalid);
    EXPECT_EQ(second.render_errors(), "device_id: device already added to this group");
    auto orphan = change<Run>().set(run::command, "show").set(run::device_id, 4711);
    EXPECT_EQ(repo().insert(orphan).error().code, ErrorCode::changes_invalid);
    EXPECT_EQ(orphan.render_errors(), "device: does not exist");
    auto again = change(one).set(device::hostname, "r1");
    EXPECT_FALSE(again.has_changes());
}

TEST_F(RepoWriteDb, transactions_nest_roll_back_and_are_run_again) {
    const auto failed = repo().transaction([&](Repo& inner) -> Result<int> {
        EXPECT_TRUE(inner.insert<Device>({.hostname = "kept", .ip = "1", .cred_ref = "v"}));
        const auto nested = inner.transaction([](Repo& deep) -> Result<int> {
            EXPECT_TRUE(deep.insert<Device>({.hostname = "lost", .ip = "1", .cred_ref = "v"}));
            return fail(ErrorCode::request_invalid, "changed my mind");
        });
        EXPECT_EQ(nested.error().message, "changed my mind");
        // A violation inside of a savepoint leaves the transaction whole.
        EXPECT_FALSE(
            inner.transaction([](Repo& deep) -> Result<Device> { return deep.insert<Device>({.hostname = "kept", .ip = "1", .port = 0, .cred_ref = "v"}); }));
        return static_cast<int>(inner.count(query<Device>()).value());
    });
    EXPECT_EQ(failed.value(), 1);
    const auto undone = repo().transaction([](Repo& inner) -> Result<> {
        EXPECT_TRUE(inner.insert<Device>({.hostname = "undone", .ip = "1", .cred_ref = "v"}));
        return fail(ErrorCode::interrupted, "no");
    });
    EXPECT_EQ(undone.error().message, "no");
    EXPECT_EQ(repo().count(query<Device>()).value(), 1);

    // Two that read what the other writes: one of them cannot be serialized, and runs again.
    const auto counting = [&] {
        int runs = 0;
        const auto done = repo().transaction(
            [&](Repo& inner) -> Result<> {
                ++runs;
                WHIMBREL_TRY(const auto seen, inner.count(query<Device>()));
                if (runs == 1) {
                    const auto other = repo().transaction(
                        [&](Repo& second) -> Result<> {
                            WHIMBREL_TRY(const auto count, second.count(query<Device>()));
                            WHIMBREL_CHECK(second.insert<Device>({.hostname = "n" + std::to_string(count), .ip = "1", .cred_ref = "v"}));
                            return {};
                        },
                        {.isolation = Isolation::serializable});
                    EXPECT_TRUE(other) << error_of(other);
                }
                WHIMBREL_CHECK(inner.insert<Device>({.hostname = "n" + std::to_string(seen), .ip = "1", .cred_ref = "v"}));
                return {};
            },
            {.isolation = Isolation::serializable, .retries = 3});
        EXPECT_TRUE(done) << error_of(done);
        return runs;
    };
    EXPECT_EQ(counting(), 2);
    EXPECT_EQ(repo().count(query<Device>()).value(), 3);
}

TEST_F(RepoWriteDb, the_victim_of_a_deadlock_is_run_again) {
    const auto one = device("r1"), two = device("r2");
    std::atomic<int> locked = 0, runs = 0;
    const auto take = [&](const Device& first, const Device& second) {
        return repo().transaction(
            [&](Repo& inner) -> Result<> {
                ++runs;
                WHIMBREL_CHECK(inner.lock(first));
                ++locked;
                while (locked < 2) std::this_thread::sleep_for(std::chrono::milliseconds{1});
                WHIMBREL_CHECK(inner.lock(second));
                return {};
            },
            {.retries = 3});
    };
    Result<> other;
    std::jthread thread([&] { other = take(two, one); });
    const auto done = take(one, two);
    thread.join();
    EXPECT_TRUE(done) << error_of(done);
    EXPECT_TRUE(other) << error_of(other);
    EXPECT_EQ(runs, 3);
}

TEST_F(RepoWriteDb, a_change_that_comes_second_is_refused) {
    using versioned::Note;
    ASSERT_TRUE(session().execute("CREATE TABLE notes (id bigint PRIMARY KEY, text text NOT NULL, lock_version integer NOT NULL)"));
    const auto made = repo().insert<Note>({.id = 1, .text = "first"}).value();
    EXPECT_EQ(made.version, 1);
    auto mine = change(made).set(versioned::note::text, "mine"), theirs = change(made).set(versioned::note::text, "theirs");
    EXPECT_EQ(repo().update(theirs).value().version, 2);
    EXPECT_THAT(error_of(repo().update(mine)), HasSubstr("error[W2008]: the row of notes was changed, or removed, since it was read"));
    EXPECT_EQ(repo().remove(made).error().code, ErrorCode::row_changed);
    const auto again = repo().get<Note>(1).value();
    EXPECT_EQ(again->text, "theirs");
    EXPECT_EQ(repo().upsert<Note>({.id = 1, .text = "put"}, {.constraint = "notes_pkey"}).value()->version, 3);
    EXPECT_EQ(repo().insert_all<Note>(std::vector<versioned::NewNote>{{.id = 2, .text = "b"}, {.id = 3, .text = "c", .version = 7}}).value(), 2);
    EXPECT_EQ(repo().get<Note>(2).value()->version, 1);
    EXPECT_EQ(repo().get<Note>(3).value()->version, 7);
    EXPECT_TRUE(repo().remove(*repo().get<Note>(1).value()));
}

}  // namespace
}  // namespace whimbrel::data
