// SPDX-License-Identifier: Apache-2.0
// Reading rows, and what goes wrong with it, on the net-auto example's own schema and generated types.
#include "whimbrel/data/association.h"
#include "whimbrel/data/query.h"
#include "whimbrel/data/repo.h"

#include "whimbrel/data/connection.h"

#include "command_template.h"
#include "device.h"
#include "device_group.h"
#include "device_group_membership.h"
#include "net_auto_db.h"
#include "run.h"
#include "run_chunk.h"
#include "schema.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace whimbrel::data {
namespace {

using namespace net_auto;
using testing::ElementsAre;
using testing::HasSubstr;

class RepoDb : public NetAutoDb {};

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
    // Each run of a prepared statement is counted by the server, on the only connection that there is.
    pool_ = Pool::open(url(), {.size = 1}).value();
    repo_.emplace(*pool_);
    const auto statements = [&] {
        const auto rows = (*pool_->acquire())->execute("SELECT coalesce(sum(generic_plans + custom_plans), 0)::text FROM pg_prepared_statements").value();
        return std::stoi(std::string(rows[0].text(0)));
    };
    const auto before = statements();
    const auto runs = repo().preload(devices, device::runs, query<Run>().order_by(desc(run::id))).value();
    EXPECT_EQ(statements(), before + 1);
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
    const auto before_groups = statements();
    const auto groups = repo().preload(devices, device::device_groups).value();
    EXPECT_EQ(statements(), before_groups + 1);
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

TEST_F(RepoDb, reads_by_key_whatever_became_of_its_statement) {
    const auto one = device("r1");
    const auto name = [&](Repo& from) {
        const auto row = from.get<Device>(one.id);
        return row && *row ? row.value()->hostname : error_of(row);
    };
    EXPECT_EQ(name(repo()), "r1");
    EXPECT_EQ(name(repo()), "r1");
    EXPECT_FALSE(repo().get<Device>(one.id + 1).value());
    ASSERT_TRUE(repo().sql("DEALLOCATE ALL"));
    EXPECT_EQ(name(repo()), "r1");
    ASSERT_TRUE((*pool_->acquire())->execute("DISCARD ALL"));
    EXPECT_EQ(name(repo()), "r1");
    ASSERT_TRUE(session().execute("ALTER TABLE devices ALTER COLUMN cred_ref TYPE varchar"));
    EXPECT_EQ(name(repo()), "r1");
    // More statements than a connection keeps.
    for (int number = 0; number < 300; ++number) ASSERT_TRUE((*pool_->acquire())->run("SELECT " + std::to_string(number)));
    EXPECT_EQ(name(repo()), "r1");
    const auto done = repo().transaction([&](Repo& inner) -> Result<> {
        EXPECT_EQ(name(inner), "r1");
        WHIMBREL_CHECK(inner.sql("DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$"));
        WHIMBREL_CHECK(inner.get<Device>(one.id));
        return {};
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().server->sqlstate, "26000");
    EXPECT_EQ(name(repo()), "r1");
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
