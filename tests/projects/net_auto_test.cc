// SPDX-License-Identifier: Apache-2.0
// examples/net-auto on a real server, by introspection.
#include "tests/projects/project.h"
#include "tests/support/real_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace whimbrel {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Project;
using ::testing::SizeIs;

struct NetAuto : ::testing::Test {
    Project project{"net-auto"};

    void migrate_and_seed() {
        project.expect(0, {"migrate"});
        project.expect(0, {"seed"});
    }
};

TEST_F(NetAuto, six_tables_with_identity_keys) {
    project.expect(0, {"migrate"});
    EXPECT_THAT(project.tables(), ElementsAre("command_templates", "device_group_memberships", "device_groups", "devices", "run_chunks", "runs"));
    const auto keys = project.query(R"(
        SELECT format_type(a.atttypid, a.atttypmod), a.attname, a.attidentity FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND ARRAY[a.attnum] = c.conkey
        WHERE c.contype = 'p' AND c.connamespace = 'public'::regnamespace)");
    EXPECT_THAT(keys, SizeIs(6));
    EXPECT_THAT(keys, Each("bigint|id|d"));
    EXPECT_THAT(
        project.columns("devices"),
        ElementsAre("id bigint!", "hostname character varying(255)!", "ip character varying(255)!", "protocol character varying(255)! 'ssh'::character varying",
                    "port integer! 22", "username character varying(255)", "cred_ref character varying(255)!", "vendor character varying(255)",
                    "model character varying(255)", "site character varying(255)", "tags jsonb! '{}'::jsonb", "metadata jsonb! '{}'::jsonb",
                    "inserted_at timestamp(0) with time zone!", "updated_at timestamp(0) with time zone!"));
    EXPECT_THAT(project.columns("run_chunks"),
                ElementsAre("id bigint!", "seq bigint!", "data text!", "run_id bigint!", "inserted_at timestamp(0) with time zone!"));
}

TEST_F(NetAuto, keys_and_indexes) {
    project.expect(0, {"migrate"});
    // c: cascade, n: set null, r: restrict
    EXPECT_THAT(project.foreign_keys(),
                ElementsAre("device_group_memberships(device_group_id) -> device_groups(id) c", "device_group_memberships(device_id) -> devices(id) c",
                            "run_chunks(run_id) -> runs(id) c", "runs(command_template_id) -> command_templates(id) n", "runs(device_id) -> devices(id) r"));
    EXPECT_THAT(project.indexes(), ElementsAre("command_templates_name_index: UNIQUE command_templates(name)",
                                               "device_group_memberships_device_group_id_index: device_group_memberships(device_group_id)",
                                               "device_groups_name_index: UNIQUE device_groups(name)", "device_groups_site_index: device_groups(site)",
                                               "devices_cred_ref_index: devices(cred_ref)",
                                               "devices_device_groups_unique: UNIQUE device_group_memberships(device_id, device_group_id)",
                                               "devices_hostname_site_index: UNIQUE devices(hostname, site)", "devices_protocol_index: devices(protocol)",
                                               "run_chunks_run_id_seq_index: UNIQUE run_chunks(run_id, seq)",
                                               "runs_device_id_inserted_at_index: runs(device_id, inserted_at)", "runs_status_index: runs(status)"));
}

TEST_F(NetAuto, checks_stand_for_enums_and_bounds) {
    migrate_and_seed();
    EXPECT_EQ(project.failure_of("UPDATE devices SET protocol = 'http'"), "23514 devices_protocol_check");
    EXPECT_EQ(project.failure_of("UPDATE devices SET port = 0"), "23514 devices_port_check");
    EXPECT_EQ(project.failure_of("UPDATE devices SET port = 65536"), "23514 devices_port_check");
    EXPECT_EQ(project.failure_of("UPDATE command_templates SET mode = 'write'"), "23514 command_templates_mode_check");
    const std::string run = "INSERT INTO runs (command, device_id, status, bytes, inserted_at, updated_at) SELECT 'show', id, ";
    EXPECT_EQ(project.failure_of(run + "'queued', 0, now(), now() FROM devices"), "23514 runs_status_check");
    EXPECT_EQ(project.failure_of(run + "'ok', -1, now(), now() FROM devices"), "23514 runs_bytes_check");
    project.execute(run + "'ok', 0, now(), now() FROM devices");
    EXPECT_EQ(project.failure_of("INSERT INTO run_chunks (seq, data, run_id, inserted_at) SELECT -1, '', id, now() FROM runs"), "23514 run_chunks_seq_check");
    project.execute("UPDATE devices SET port = 65535, protocol = 'telnet'");
}

TEST_F(NetAuto, rows_meet_their_keys) {
    migrate_and_seed();
    EXPECT_EQ(project.failure_of("INSERT INTO device_group_memberships (device_id, device_group_id, inserted_at, updated_at) SELECT device_id, "
                                 "device_group_id, now(), now() FROM device_group_memberships"),
              "23505 devices_device_groups_unique");
    EXPECT_EQ(project.failure_of("INSERT INTO runs (command, device_id, inserted_at, updated_at) VALUES ('x', 4711, now(), now())"),
              "23503 runs_device_id_fkey");
    project.execute(
        "INSERT INTO runs (command, device_id, command_template_id, inserted_at, updated_at) SELECT 'x', min(devices.id), min(t.id), now(), now() FROM "
        "devices, command_templates t");
    project.execute("INSERT INTO run_chunks (seq, data, run_id, inserted_at) SELECT 0, 'out', id, now() FROM runs");
    // PostgreSQL 18 tells RESTRICT from NO ACTION.
    EXPECT_EQ(project.failure_of("DELETE FROM devices"), testing::server_major() >= 18 ? "23001 runs_device_id_fkey" : "23503 runs_device_id_fkey");
    project.execute("DELETE FROM command_templates");
    EXPECT_THAT(project.query("SELECT command_template_id IS NULL FROM runs"), ElementsAre("t"));
    project.execute("DELETE FROM runs; DELETE FROM devices");
    EXPECT_THAT(project.query("SELECT (SELECT count(*) FROM run_chunks), (SELECT count(*) FROM device_group_memberships)"), ElementsAre("0|0"));
}

TEST_F(NetAuto, setup_creates_migrates_and_seeds_in_one_command) {
    const auto name = project.query("SELECT current_database()").at(0) + "_setup";
    const auto url = pg::Url::parse(project.url())->with_database(name).render();
    const auto set_up = testing::run(WHIMBREL_PROGRAM, {"setup", "--database", url}, project.folder());
    ASSERT_EQ(set_up.code, 0) << set_up.all();
    {
        auto session = pg::Session::connect(*pg::Url::parse(url));
        ASSERT_TRUE(session) << session.error().render();
        EXPECT_EQ(session->execute("SELECT FROM devices")->size(), 2);
    }
    const auto again = testing::run(WHIMBREL_PROGRAM, {"setup", "--database", url}, project.folder());
    EXPECT_EQ(again.code, 0) << again.all();
    EXPECT_THAT(again.out, HasSubstr("was there, 0 migrations applied, 0 seed files run"));
    project.execute("DROP DATABASE \"" + name + "\"");
}

TEST_F(NetAuto, is_verified_checked_and_rolled_back) {
    project.expect(0, {"migrate"});
    EXPECT_TRUE(project.json(0, {"verify"}).at("equal").get<bool>());
    EXPECT_TRUE(project.json(0, {"check"}).at("clean").get<bool>());
    project.expect(0, {"rollback"});
    EXPECT_THAT(project.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"), IsEmpty());
    project.expect(0, {"migrate"});
    EXPECT_THAT(project.tables(), SizeIs(6));
}

TEST_F(NetAuto, nothing_is_left_to_generate) {
    EXPECT_EQ(project.json(0, {"generate", "--name", "more"}).at("outcome"), "nothing_to_do");
    testing::expect_generated_anew("net-auto", "create_net_auto");
}

TEST_F(NetAuto, the_application_works_on_what_was_migrated) {
    project.expect(0, {"migrate"});
    const auto run = [&](std::vector<std::string> words) {
        return testing::Running(WHIMBREL_NET_AUTO_PROGRAM, words, project.folder(), {{"DATABASE_URL", project.url()}}).wait();
    };
    EXPECT_EQ(run({"add-device", "hostname=r1", "ip=10.0.0.1", "cred_ref=vault", "site=ams"}).out, "1\tr1\t10.0.0.1:22\tssh\tams\n");
    EXPECT_EQ(run({"add-device", "hostname=r2", "port=0", "colour=red"}).err,
              "ip: can't be blank\ncred_ref: can't be blank\nport: must be greater than or equal to 1\ncolour: is unknown\n");
    EXPECT_EQ(run({"change-device", "1", "protocol=telnet"}).out, "1\tr1\t10.0.0.1:22\ttelnet\tams\n");
    EXPECT_EQ(run({"run", "1", "show version", "line 1", "line 2"}).out, "run 1\n");
    EXPECT_EQ(run({"log", "1"}).out, "line 1\nline 2\n");
    EXPECT_EQ(run({"runs", "1", "ok"}).out, "1\tok\t12\tshow version\n");
    EXPECT_EQ(run({"devices", "AMS"}).out, "1\tr1\t10.0.0.1:22\ttelnet\tams\n1 of 1\n");
    EXPECT_EQ(run({"log", "7"}).err, "there is no run 7\n");
    project.expect(0, {"rollback", "--allow-lossy", "*"});
    const auto refused = run({"devices"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, HasSubstr("has no migration applied, and the code was generated from migration 2"));
}

}  // namespace
}  // namespace whimbrel
