// SPDX-License-Identifier: Apache-2.0
// On the net-auto example's own schema and generated types.
#include "whimbrel/data/connection.h"
#include "whimbrel/data/repo.h"

#include "command_template.h"
#include "db_fixture.h"
#include "device.h"
#include "device_group.h"
#include "device_group_membership.h"
#include "run.h"
#include "run_chunk.h"
#include "schema.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
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
using testing::ElementsAre;
using testing::HasSubstr;

class RepoDb : public DataDb {
protected:
    using Run = net_auto::Run;  // not testing::Test's

    void SetUp() override {
        DataDb::SetUp();
        for (const auto* file : {"inventory.sql", "automation.sql"}) {
            std::ifstream in(std::filesystem::path(WHIMBREL_NET_AUTO) / "schema" / file);
            std::stringstream text;
            text << in.rdbuf();
            const auto done = session().execute(text.str());
            ASSERT_TRUE(done) << file << ": " << done.error().render();
        }
        auto pool = Pool::open(url(), {.size = 4});
        ASSERT_TRUE(pool) << pool.error().render();
        pool_ = std::move(*pool);
        repo_.emplace(*pool_);
    }
    Repo& repo() { return *repo_; }
    Device device(const std::string& hostname, std::optional<std::string> site = "ams") {
        return repo().insert<Device>({.hostname = hostname, .ip = "10.0.0.1", .cred_ref = "vault", .site = std::move(site)}).value();
    }
    Run new_run(const Device& of, RunStatus status = RunStatus::pending) {
        return repo().insert<Run>({.command = "show", .status = status, .device_id = of.id}).value();
    }

    std::unique_ptr<Pool> pool_;
    std::optional<Repo> repo_;
};

template <class T>
std::string error_of(const Result<T>& result) {
    return result ? "no error" : result.error().render();
}

TEST_F(RepoDb, inserts_what_is_given_and_returns_what_the_server_made) {
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

TEST_F(RepoDb, says_a_violation_on_its_field) {
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

TEST_F(RepoDb, selects_by_conditions_order_and_number) {
    for (const auto* name : {"a1", "a2", "b1", "b_2"}) device(name, std::string_view(name).starts_with('a') ? std::optional<std::string>("ams") : std::nullopt);
    const auto names = [&](const Query<Device>& query) {
        std::vector<std::string> out;
        const auto rows = repo().all(query).value();
        for (const auto& row : rows) out.push_back(row.hostname);
        return out;
    };
    EXPECT_THAT(names(query<Device>().where(device::site == "ams").order_by(desc(device::hostname))), ElementsAre("a2", "a1"));
    EXPECT_THAT(names(query<Device>().where(device::site == std::nullopt).order_by(asc(device::hostname)).limit(1)), ElementsAre("b1"));
    EXPECT_THAT(names(query<Device>().where(contains(device::hostname, "_2"))), ElementsAre("b_2"));
    EXPECT_THAT(names(query<Device>().where(in(device::hostname, {"a1", "b1", "x"})).sort_by("-hostname", {asc(device::hostname), asc(device::id)})),
                ElementsAre("b1", "a1"));
    EXPECT_THAT(names(query<Device>().where(in(device::hostname, {}))), ElementsAre());
    EXPECT_THAT(names(query<Device>().sort_by("password; DROP TABLE devices", {desc(device::hostname)}).limit(2)), ElementsAre("b_2", "b1"));
    EXPECT_THAT(names(query<Device>()
                          .where(!(device::port > 21) || (device::protocol == DeviceProtocol::ssh && ilike(device::hostname, "A%")))
                          .order_by(asc(device::id))
                          .offset(1)),
                ElementsAre("a2"));
    EXPECT_EQ(repo().count(query<Device>()).value(), 4);
    EXPECT_EQ(repo().count(query<Device>().limit(3)).value(), 3);
    EXPECT_TRUE(repo().exists(query<Device>().where(device::hostname == "a1")).value());
    EXPECT_FALSE(repo().exists(query<Device>().where(device::hostname == "'; DROP TABLE devices; --")).value());
    EXPECT_EQ(repo().get_by<Device>(device::hostname == "b1").value()->hostname, "b1");
    EXPECT_EQ(repo().get_by<Device>(device::site == "ams").error().code, ErrorCode::several_rows);
    EXPECT_EQ(error_of(repo().all(query<Device>().where(run::bytes > 5))),
              "error[W2013]: the query asks for bytes of runs, which it does not take rows from\nHINT: Join it: query<…>().join(…).\n");
    EXPECT_EQ(repo().all(query<Device>().limit(-1)).error().code, ErrorCode::request_invalid);
}

TEST_F(RepoDb, reads_places_in_documents) {
    ASSERT_TRUE(repo().insert<Device>({.hostname = "r1", .ip = "1", .cred_ref = "v", .metadata = Json{R"({"rack": {"row": 7}, "x'\"": "y"})"}}));
    const auto counts = [&](Condition condition) { return repo().count(query<Device>().where(std::move(condition))).value(); };
    EXPECT_EQ(counts(path(device::metadata, "rack", "row") == "7"), 1);
    EXPECT_EQ(counts(path(device::metadata, "x'\"") == "y"), 1);
    EXPECT_EQ(counts(path(device::metadata, "nothing").is_null()), 1);
    EXPECT_EQ(counts(path(device::metadata, "nothing") != "7"), 1);
    EXPECT_EQ(counts(contains(device::metadata, Json{R"({"rack": {}})"})), 1);
    EXPECT_EQ(counts(has_key(device::metadata, "rack")), 1);
    EXPECT_EQ(counts(has_key(device::metadata, "row")), 0);
}

TEST_F(RepoDb, joins_along_foreign_keys) {
    const auto one = device("r1"), two = device("r2");
    new_run(one, RunStatus::ok);
    new_run(one, RunStatus::error);
    new_run(two, RunStatus::error);
    const auto runs = repo().all(query<Run>().join(run::device).where(device::hostname == "r1").order_by(asc(run::id))).value();
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].status, RunStatus::ok);
    EXPECT_EQ(repo().count(query<Device>().join(device::runs).where(run::status == RunStatus::error)).value(), 2);
    EXPECT_EQ(repo().count(query<Device>().left_join(device::runs).where(run::id == std::nullopt)).value(), 0);
    EXPECT_THAT(error_of(repo().all(query<Run>().join(run::device).join(run::device))), HasSubstr("devices is joined twice"));
}

TEST_F(RepoDb, preloads_each_association_by_one_statement) {
    const auto one = device("r1"), two = device("r2"), none = device("r3");
    const auto first = new_run(one), second = new_run(one), third = new_run(two);
    for (int seq = 0; seq < 3; ++seq) ASSERT_TRUE(repo().insert<RunChunk>({.seq = seq, .data = "x", .run_id = second.id}));
    const std::vector devices{one, two, none};
    const auto runs = repo().preload(devices, device::runs, query<Run>().order_by(desc(run::id))).value();
    ASSERT_EQ(runs.of(one).size(), 2U);
    EXPECT_EQ(runs.of(one)[0].id, second.id);
    EXPECT_EQ(runs.of(two)[0].id, third.id);
    EXPECT_TRUE(runs.of(none).empty());
    const auto chunks = repo().preload(runs.rows(), run::run_chunks).value();
    EXPECT_EQ(chunks.of(runs.of(one)[0]).size(), 3U);
    EXPECT_TRUE(chunks.of(runs.of(two)[0]).empty());

    const auto owners = repo().preload(std::vector{first, third}, run::device).value();
    EXPECT_EQ(owners.one_of(first)->hostname, "r1");
    EXPECT_EQ(owners.one_of(third)->hostname, "r2");
    EXPECT_EQ(repo().preload(std::vector{first}, run::command_template).value().one_of(first), nullptr);

    const auto group = repo().insert<DeviceGroup>({.name = "core"}).value();
    ASSERT_TRUE(repo().insert<DeviceGroupMembership>({.device_id = one.id, .device_group_id = group.id}));
    const auto groups = repo().preload(devices, device::device_groups).value();
    EXPECT_EQ(groups.one_of(one)->name, "core");
    EXPECT_TRUE(groups.of(two).empty());
    EXPECT_TRUE(repo().preload(std::vector<Device>{}, device::runs).value().rows().empty());
}

TEST_F(RepoDb, pages_by_number_and_behind_a_cursor) {
    for (int at = 0; at < 25; ++at) device("r" + std::to_string(100 + at));
    const auto page = repo().page(query<Device>().order_by(asc(device::hostname)), {.number = 3, .size = 10}).value();
    EXPECT_EQ(page.total, 25);
    EXPECT_EQ(page.pages(), 3);
    ASSERT_EQ(page.rows.size(), 5U);
    EXPECT_EQ(page.rows[0].hostname, "r120");
    EXPECT_EQ(repo().page(query<Device>(), {.number = 0}).error().code, ErrorCode::request_invalid);

    std::vector<std::string> seen;
    std::string cursor;
    do {
        auto next = repo().page_after(query<Device>().order_by(asc(device::port)).order_by(desc(device::hostname)), cursor, 10).value();
        for (const auto& row : next.rows) seen.push_back(row.hostname);
        cursor = next.next;
    } while (!cursor.empty());
    ASSERT_EQ(seen.size(), 25U);
    EXPECT_TRUE(std::ranges::is_sorted(seen, std::greater{}));
    EXPECT_THAT(error_of(repo().page_after(query<Device>(), "nonsense", 10)), HasSubstr("the cursor is none of this query's"));
    EXPECT_THAT(error_of(repo().page_after(query<Device>().order_by(asc(device::site)), "", 10)), HasSubstr("which may be NULL"));
}

TEST_F(RepoDb, inserts_many_by_copy_or_by_statements_all_or_none) {
    std::vector<NewDevice> many(1'000);
    for (std::size_t at = 0; at < many.size(); ++at) many[at] = {.hostname = "c" + std::to_string(at), .ip = "1", .cred_ref = "v"};
    EXPECT_EQ(repo().insert_all<Device>(many).value(), 1'000);
    const auto read = repo().get_by<Device>(device::hostname == "c999").value();
    EXPECT_EQ(read->port, 22);
    EXPECT_NE(read->updated_at, TimestampTz{});
    // Again: the first of them is taken.
    EXPECT_THAT(error_of(repo().insert_all<Device>(many)), HasSubstr("no error"));
}

TEST_F(RepoDb, rows_that_leave_a_column_without_default_out_have_NULL) {
    std::vector<NewDevice> many(200);
    for (std::size_t at = 0; at < many.size(); ++at) {
        many[at] = {.hostname = "c" + std::to_string(at), .ip = "1", .cred_ref = "v"};
        if (at % 4 == 0) many[at].site = "s";
    }
    EXPECT_EQ(repo().insert_all<Device>(many).value(), 200);
    EXPECT_EQ(repo().count(query<Device>().where(device::site == std::nullopt)).value(), 150);
    EXPECT_EQ(repo().count(query<Device>().where(device::site == "s")).value(), 50);
}

TEST_F(RepoDb, mixed_rows_leave_defaults_to_the_server) {
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

TEST_F(RepoDb, upserts_by_a_constraint) {
    const NewDevice fresh{.hostname = "r1", .ip = "1", .port = 23, .cred_ref = "v", .site = "ams"};
    const auto made = repo().upsert<Device>(fresh, {.constraint = "devices_hostname_site_index"}).value();
    auto changed = fresh;
    changed.ip = "2";
    const auto again = repo().upsert<Device>(changed, {.constraint = "devices_hostname_site_index"}).value();
    EXPECT_EQ(again->id, made->id);
    EXPECT_EQ(again->ip, "2");
    EXPECT_EQ(repo().upsert<Device>(fresh, {.constraint = "devices_hostname_site_index", .then = OnConflict::Then::nothing}).value(), std::nullopt);
    EXPECT_EQ(repo().upsert<Device>(fresh, {.constraint = "devices_port_check"}).error().code, ErrorCode::request_invalid);
}

TEST_F(RepoDb, removes_and_tells_what_stands_in_the_way) {
    const auto one = device("r1"), two = device("r2");
    new_run(one);
    ASSERT_TRUE(repo().remove(two));
    EXPECT_EQ(repo().remove(two).error().code, ErrorCode::row_missing);
    EXPECT_THAT(error_of(repo().remove(one)), HasSubstr("devices: runs are still associated with this entry"));
    EXPECT_EQ(repo().remove_all(query<Run>().where(run::device_id == one.id)).value(), 1);
    EXPECT_TRUE(repo().remove(one));
}

TEST_F(RepoDb, inserts_and_updates_by_changesets) {
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

TEST_F(RepoDb, a_refused_changeset_has_the_error_on_its_field) {
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

TEST_F(RepoDb, transactions_nest_roll_back_and_are_run_again) {
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

TEST_F(RepoDb, a_change_that_comes_second_is_refused) {
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

TEST_F(RepoDb, locks_a_row_until_the_transaction_ends) {
    const auto one = device("r1");
    const auto done = repo().transaction([&](Repo& inner) -> Result<> {
        WHIMBREL_CHECK(inner.lock(one));
        EXPECT_EQ(repo().one(query<Device>().lock(RowLock::update_nowait)).error().server->sqlstate, "55P03");
        EXPECT_TRUE(repo().all(query<Device>().lock(RowLock::update_skip_locked)).value().empty());
        return {};
    });
    EXPECT_TRUE(done) << error_of(done);
}

TEST_F(RepoDb, a_server_that_goes_away_in_a_transaction_is_an_error_and_no_more) {
    const auto done = repo().transaction([&](Repo& inner) -> Result<> {
        EXPECT_TRUE(inner.insert<Device>({.hostname = "gone", .ip = "1", .cred_ref = "v"}));
        EXPECT_TRUE(session().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"));
        WHIMBREL_CHECK(inner.count(query<Device>()));
        return {};
    });
    EXPECT_EQ(done.error().code, ErrorCode::connection_lost);
    EXPECT_EQ(repo().count(query<Device>()).value(), 0);
}

TEST_F(RepoDb, a_database_of_another_shape_is_told_by_the_column) {
    device("r1");
    ASSERT_TRUE(session().execute("ALTER TABLE devices ALTER COLUMN port TYPE bigint"));
    EXPECT_THAT(error_of(repo().all(query<Device>())),
                HasSubstr("error[W2002]: devices.port holds a value that the generated type of integer has no place for"));
    ASSERT_TRUE(session().execute("ALTER TABLE devices ALTER COLUMN port TYPE integer, ALTER COLUMN ip DROP NOT NULL; UPDATE devices SET ip = NULL"));
    EXPECT_THAT(error_of(repo().all(query<Device>())), HasSubstr("devices.ip holds a NULL"));
}

}  // namespace
}  // namespace whimbrel::data
