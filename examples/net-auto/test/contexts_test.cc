// The two contexts on a real server: what succeeds and what is refused.
#include "automation.h"
#include "inventory.h"
#include "net_auto_db.h"

#include <gmock/gmock.h>

#include <thread>

namespace net_auto {
namespace {

using data::Input;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Contexts : public data::NetAutoDb {
protected:
    void SetUp() override {
        NetAutoDb::SetUp();
        ASSERT_FALSE(HasFatalFailure());
        inventory_.emplace(*repo_);
        automation_.emplace(*repo_);
    }
    Inventory& inventory() { return *inventory_; }
    Automation& automation() { return *automation_; }

    // Valid rows with unique values.
    Device device(NewDevice like = {}) {
        const auto number = std::to_string(++made_);
        if (like.hostname.empty()) like.hostname = "device-" + number;
        if (like.ip.empty()) like.ip = "10.0.0." + number;
        if (like.cred_ref.empty()) like.cred_ref = "vault/" + number;
        return repo_->insert<Device>(like).value();
    }
    DeviceGroup group() { return repo_->insert<DeviceGroup>({.name = "group-" + std::to_string(++made_)}).value(); }
    Run new_run(const Device& of, RunStatus status = RunStatus::pending, std::string command = "show version") {
        return repo_->insert<Run>({.command = std::move(command), .status = status, .device_id = of.id}).value();
    }

    int made_ = 0;
    std::optional<Inventory> inventory_;
    std::optional<Automation> automation_;
};

TEST_F(Contexts, a_device_is_created_changed_and_deleted) {
    auto form =
        inventory().devices.change(Input::from_strings({{"hostname", "r1"}, {"ip", "10.0.0.1"}, {"cred_ref", "vault/r1"}, {"tags", R"({"role": "core"})"}}));
    const auto made = inventory().devices.create(form).value();
    EXPECT_EQ(made.port, 22);
    EXPECT_EQ(made.protocol, DeviceProtocol::ssh);
    EXPECT_EQ(inventory().devices.get(made.id).value(), made);

    auto changes = inventory().devices.change(made, Input::from_strings({{"protocol", "telnet"}, {"port", "23"}}));
    const auto changed = inventory().devices.update(changes).value();
    EXPECT_EQ(changed.protocol, DeviceProtocol::telnet);
    EXPECT_EQ(changed.hostname, "r1");

    ASSERT_TRUE(inventory().devices.remove(changed));
    EXPECT_EQ(inventory().devices.get(made.id).value(), std::nullopt);
    EXPECT_EQ(inventory().devices.remove(changed).error().code, whimbrel::ErrorCode::row_missing);
}

TEST_F(Contexts, missing_fields_are_errors_by_field) {
    auto form = inventory().devices.change(Input::from_strings({{"port", "22"}}));
    EXPECT_EQ(inventory().devices.create(form).error().code, whimbrel::ErrorCode::changes_invalid);
    EXPECT_EQ(form.render_errors(), "hostname: can't be blank\nip: can't be blank\ncred_ref: can't be blank");
    EXPECT_EQ(repo_->count(data::query<Device>()).value(), 0);
}

TEST_F(Contexts, what_a_check_says_is_told_before_the_server_is_asked) {
    const std::map<std::string, std::string> valid{{"hostname", "r1"}, {"ip", "1"}, {"cred_ref", "v"}};
    const auto errors_of = [&](const std::string& field, const std::string& value) {
        auto fields = valid;
        fields[field] = value;
        return inventory().devices.change(Input::from_strings(fields)).render_errors();
    };
    EXPECT_EQ(errors_of("port", "0"), "port: must be greater than or equal to 1");
    EXPECT_EQ(errors_of("port", "65536"), "port: must be less than or equal to 65535");
    EXPECT_EQ(errors_of("port", "many"), "port: is invalid");
    EXPECT_EQ(errors_of("protocol", "gopher"), "protocol: is invalid");
    EXPECT_EQ(errors_of("hostname", std::string(256, 'x')), "hostname: should be at most 255 character(s)");
    EXPECT_EQ(errors_of("tags", "{"), "tags: is invalid");
    EXPECT_EQ(errors_of("port", "65535"), "");
    auto form = inventory().templates.change(Input::from_strings({{"name", "t"}, {"body", "show"}, {"mode", "destroy"}}));
    EXPECT_EQ(form.render_errors(), "mode: is invalid");
}

TEST_F(Contexts, fields_that_are_not_permitted_stay_as_they_are) {
    auto form = inventory().devices.change(Input::from_json(R"({"hostname": "r1", "ip": "1", "cred_ref": "v", "id": 4711, "admin": true})").value());
    EXPECT_NE(inventory().devices.create(form).value().id, 4711);
    EXPECT_THAT(form.ignored(),
                ElementsAre(data::IgnoredField{"id", data::IgnoredField::Why::forbidden}, data::IgnoredField{"admin", data::IgnoredField::Why::unknown}));
}

TEST_F(Contexts, a_host_name_is_unique_in_its_site) {
    device({.hostname = "r1", .site = "ams"});
    device({.hostname = "r1", .site = "fra"});
    auto form = inventory().devices.change(Input::from_strings({{"hostname", "r1"}, {"ip", "1"}, {"cred_ref", "v"}, {"site", "ams"}}));
    EXPECT_FALSE(inventory().devices.create(form));
    EXPECT_THAT(form.errors_on(device::hostname), ElementsAre("is taken by another device of the site"));
}

TEST_F(Contexts, a_device_is_in_a_group_once) {
    const auto one = device(), other = device();
    const auto core = group(), edge = group();
    auto first = inventory().membership(one, core), second = inventory().membership(one, core), third = inventory().membership(one, edge, "lead");
    ASSERT_TRUE(inventory().memberships.create(first));
    EXPECT_FALSE(inventory().memberships.create(second));
    EXPECT_EQ(second.render_errors(), "device_id: device already added to this group");
    ASSERT_TRUE(inventory().memberships.create(third));

    const auto listed = inventory().list_devices_with_groups(data::query<Device>().order_by(asc(device::id))).value();
    ASSERT_EQ(listed.size(), 2U);
    ASSERT_EQ(listed[0].groups.size(), 2U);
    EXPECT_EQ(listed[0].groups[0].name, core.name);
    EXPECT_THAT(listed[1].groups, IsEmpty());
    EXPECT_EQ(inventory().devices_of(core).value().size(), 1U);
    // The memberships go with the device.
    ASSERT_TRUE(inventory().devices.remove(one));
    EXPECT_EQ(repo_->count(data::query<DeviceGroupMembership>()).value(), 0);
}

TEST_F(Contexts, groups_and_templates_are_rows_like_others) {
    auto form = inventory().groups.change(Input::from_strings({{"name", "core"}}));
    const auto made = inventory().groups.create(form).value();
    auto twice = inventory().groups.change(Input::from_strings({{"name", "core"}}));
    EXPECT_FALSE(inventory().groups.create(twice));
    EXPECT_EQ(twice.render_errors(), "name: has already been taken");
    auto renamed = inventory().groups.change(made, Input::from_strings({{"name", "backbone"}}));
    EXPECT_EQ(inventory().groups.update(renamed).value().name, "backbone");
    EXPECT_EQ(inventory().groups.list().value().size(), 1U);
    ASSERT_TRUE(inventory().groups.remove(made));

    auto command =
        inventory().templates.change(Input::from_json(R"({"name": "version", "body": "show version", "variables": {"a": [1]}, "enabled": false})").value());
    const auto saved = inventory().templates.create(command).value();
    EXPECT_EQ(saved.mode, CommandTemplateMode::read);
    EXPECT_FALSE(saved.enabled);
    EXPECT_EQ(saved.variables.text, R"({"a": [1]})");
}

TEST_F(Contexts, devices_are_searched_by_text_in_an_order_that_is_allowed) {
    device({.hostname = "alpha", .ip = "192.168.1.1", .site = "Oslo"});
    device({.hostname = "beta", .vendor = "Cisco", .model = "ASR-9010"});
    device({.hostname = "gamma_1", .username = "admin", .tags = data::Json{R"({"role": "CORE"})"}});
    const auto names = [&](const DeviceSearch& search) {
        const auto page = inventory().search_devices(search).value();
        std::vector<std::string> out;
        for (const auto& row : page.rows) out.push_back(row.hostname);
        return out;
    };
    EXPECT_THAT(names({.text = "168.1"}), ElementsAre("alpha"));
    EXPECT_THAT(names({.text = "cisco"}), ElementsAre("beta"));
    EXPECT_THAT(names({.text = "asr-9"}), ElementsAre("beta"));
    EXPECT_THAT(names({.text = "oslo"}), ElementsAre("alpha"));
    EXPECT_THAT(names({.text = "ADMIN"}), ElementsAre("gamma_1"));
    EXPECT_THAT(names({.text = "core"}), ElementsAre("gamma_1"));
    EXPECT_THAT(names({.text = "_"}), ElementsAre("gamma_1"));
    EXPECT_THAT(names({.text = "' OR true --"}), IsEmpty());
    EXPECT_THAT(names({.sort = "-hostname"}), ElementsAre("gamma_1", "beta", "alpha"));
    EXPECT_THAT(names({.sort = "-model"}), ElementsAre("alpha", "gamma_1", "beta"));  // NULL comes first
    EXPECT_THAT(names({.sort = "cred_ref"}), ElementsAre("alpha", "beta", "gamma_1"));
    EXPECT_THAT(names({.sort = "hostname; DROP TABLE devices"}), ElementsAre("alpha", "beta", "gamma_1"));
    EXPECT_THAT(names({.page = {.number = 2, .size = 2}}), ElementsAre("gamma_1"));
    EXPECT_EQ(inventory().search_devices({.page = {.number = 0}}).error().code, whimbrel::ErrorCode::request_invalid);
}

TEST_F(Contexts, a_run_for_an_unknown_device_is_an_error_on_device) {
    auto form = automation().runs.change(Input::from_strings({{"command", "show"}, {"device_id", "4711"}}));
    EXPECT_FALSE(automation().runs.create(form));
    EXPECT_EQ(form.render_errors(), "device: does not exist");
    auto wrong = automation().runs.change(Input::from_strings({{"command", "show"}, {"device_id", "x"}, {"status", "lost"}}));
    EXPECT_EQ(wrong.render_errors(), "status: is invalid\ndevice_id: is invalid");
}

TEST_F(Contexts, runs_of_a_device_are_filtered_and_paged) {
    const auto one = device(), other = device();
    for (int at = 0; at < 5; ++at) new_run(one, at < 3 ? RunStatus::ok : RunStatus::error, "show interface " + std::to_string(at));
    new_run(other, RunStatus::ok);
    auto asked = data::change<Run>().set(run::command, "reload").set(run::device_id, one.id).set(run::requested_by, "ada");
    ASSERT_TRUE(automation().runs.create(asked));
    const auto total = [&](const RunSearch& search) { return automation().runs_of(one, search).value().total; };
    EXPECT_EQ(total({}), 6);
    EXPECT_EQ(total({.status = RunStatus::ok}), 3);
    EXPECT_EQ(total({.requested_by = "ada"}), 1);
    EXPECT_EQ(total({.text = "INTERFACE"}), 5);
    const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    EXPECT_EQ(total({.from = now - std::chrono::hours{1}}), 6);
    EXPECT_EQ(total({.until = now - std::chrono::hours{1}}), 0);
    const auto page = automation().runs_of(one, {.page = {.number = 2, .size = 4}}).value();
    EXPECT_EQ(page.rows.size(), 2U);
    EXPECT_EQ(page.pages(), 2);
    EXPECT_EQ(automation().runs_of(one, {.page = {.size = 1}}).value().rows[0].command, "reload");  // the newest first
}

TEST_F(Contexts, chunks_are_appended_in_order_by_many_writers) {
    const auto run = new_run(device());
    EXPECT_EQ(automation().append_chunk(run, "first").value().seq, 0);
    {
        std::vector<std::jthread> writers;
        for (int at = 0; at < 4; ++at)
            writers.emplace_back([&] {
                for (int chunk = 0; chunk < 10; ++chunk) EXPECT_TRUE(automation().append_chunk(run, "line"));
            });
    }
    const auto chunks = automation().chunks_of(run).value();
    ASSERT_EQ(chunks.size(), 41U);
    EXPECT_EQ(chunks.front().data, "first");
    EXPECT_EQ(chunks.back().seq, 40);
    EXPECT_EQ(repo_->get<Run>(run.id).value()->bytes, 5 + 40 * 4);
    ASSERT_TRUE(automation().runs.remove(*repo_->get<Run>(run.id).value()));
    EXPECT_THAT(automation().chunks_of(run).value(), IsEmpty());
    EXPECT_EQ(automation().append_chunk(run, "late").error().code, whimbrel::ErrorCode::row_missing);
}

TEST_F(Contexts, memberships_templates_and_runs_are_changed_and_deleted) {
    const auto one = device();
    auto joining = inventory().membership(one, group());
    const auto member = inventory().memberships.create(joining).value();
    auto lead = inventory().memberships.change(member, Input::from_strings({{"role", "lead"}}));
    EXPECT_EQ(inventory().memberships.update(lead).value().role, "lead");
    ASSERT_TRUE(inventory().memberships.remove(member));
    EXPECT_THAT(inventory().memberships.list().value(), IsEmpty());

    auto form = inventory().templates.change(Input::from_strings({{"name", "version"}, {"body", "show version"}}));
    const auto command = inventory().templates.create(form).value();
    auto off = inventory().templates.change(command, Input::from_strings({{"enabled", "false"}}));
    EXPECT_FALSE(inventory().templates.update(off).value().enabled);
    auto asked = data::change<Run>().set(run::command, "show version").set(run::device_id, one.id).set(run::command_template_id, command.id);
    const auto made = automation().runs.create(asked).value();
    // The run stays, and has no template any more.
    ASSERT_TRUE(inventory().templates.remove(command));
    EXPECT_EQ(automation().runs.get(made.id).value()->command_template_id, std::nullopt);
    ASSERT_TRUE(automation().runs.remove(made));
    EXPECT_EQ(automation().runs.remove(made).error().code, whimbrel::ErrorCode::row_missing);
}

TEST_F(Contexts, a_chunk_is_a_row_like_others) {
    const auto run = new_run(device());
    const auto form = [&](const std::string& seq) {
        return automation().chunks.change(Input::from_strings({{"seq", seq}, {"data", "text"}, {"run_id", std::to_string(run.id)}}));
    };
    auto first = form("7"), twice = form("7"), negative = form("-1");
    const auto made = automation().chunks.create(first).value();
    EXPECT_EQ(automation().chunks.get(made.id).value(), made);
    EXPECT_FALSE(automation().chunks.create(twice));
    EXPECT_EQ(twice.render_errors(), "run_id: has already been taken");
    EXPECT_EQ(negative.render_errors(), "seq: must be greater than or equal to 0");
    auto orphan = automation().chunks.change(Input::from_strings({{"seq", "1"}, {"data", "text"}, {"run_id", "4711"}}));
    EXPECT_FALSE(automation().chunks.create(orphan));
    EXPECT_EQ(orphan.render_errors(), "run: does not exist");
    auto other = automation().chunks.change(made, Input::from_strings({{"data", "other"}}));
    EXPECT_EQ(automation().chunks.update(other).value().data, "other");
    ASSERT_TRUE(automation().chunks.remove(made));
    EXPECT_THAT(automation().chunks.list().value(), IsEmpty());
}

TEST_F(Contexts, a_device_with_runs_stays) {
    const auto one = device();
    new_run(one);
    EXPECT_THAT(inventory().devices.remove(one).error().render(), HasSubstr("devices: runs are still associated with this entry"));
    EXPECT_TRUE(inventory().devices.get(one.id).value());
}

}  // namespace
}  // namespace net_auto
