// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/changeset.h"

#include "tests/data/model/device.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::data {

struct Priced {
    std::optional<Numeric> bought_at, sold_at;
};
struct NewPriced {};
template <>
struct Relation<Priced> {
    using New = NewPriced;
    static constexpr std::array columns{column<&Priced::bought_at>("bought_at", "public.price", Given::optional),
                                        column<&Priced::sold_at>("sold_at", "public.price", Given::optional)};
    static constexpr std::array<std::string_view, 1> server_checks{"price_check"};
    static constexpr RelationInfo info{.schema = "public", .name = "priced", .columns = columns, .server_checks = server_checks};
};

namespace {

using net_auto::Device;
using net_auto::DeviceProtocol;
namespace device = net_auto::device;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StrEq;

Input input(std::string_view document) { return Input::from_json(document).value_or(Input()); }

Device stored() {
    Device out;
    out.id = 7;
    out.hostname = "core-1";
    out.ip = "10.0.0.1";
    out.port = 22;
    out.site = "lab";
    out.tags.text = "{}";
    return out;
}

TEST(Changeset, of_a_new_row) {
    auto changes = change<Device>().cast(input(R"({"hostname": "core-1", "ip": "10.0.0.1", "port": "22", "protocol": "telnet", "tags": {"a": 1}})"),
                                         {device::hostname, device::ip, device::port, device::protocol, device::tags});
    EXPECT_TRUE(changes.valid()) << changes.render_errors();
    EXPECT_EQ(changes.get(device::port), 22);
    EXPECT_EQ(changes.get(device::protocol), DeviceProtocol::telnet);
    EXPECT_EQ(changes.get(device::id), std::nullopt);
    EXPECT_EQ(changes.row().tags.text, R"({"a": 1})");
    EXPECT_THAT(changes.core().changed(), ElementsAre(1, 2, 3, 4, 6));
}

TEST(Changeset, asks_for_what_the_schema_requires) {
    const auto changes = change<Device>().cast(input(R"({"hostname": "  ", "site": "x"})"), {device::hostname, device::ip, device::site});
    EXPECT_THAT(changes.render_errors(), StrEq("hostname: can't be blank\nip: can't be blank"));
    EXPECT_EQ(changes.errors().front().code, "required");
    EXPECT_THAT(changes.errors_on(device::ip), ElementsAre("can't be blank"));
    EXPECT_THAT(changes.render_errors_json(), StrEq(R"({"hostname":["can't be blank"],"ip":["can't be blank"]})"));
}

TEST(Changeset, may_be_told_that_blank_is_right) {
    const auto changes = change<Device>().cast(input(R"({"hostname": "", "ip": "1"})"), {device::hostname, device::ip}).allow_blank({device::hostname});
    EXPECT_TRUE(changes.valid()) << changes.render_errors();
    EXPECT_EQ(changes.get(device::hostname), "");
}

TEST(Changeset, asks_the_rules_of_the_schema) {
    const auto changes =
        change(stored()).cast(input(R"({"hostname": ")" + std::string(256, 'x') + R"(", "port": 65536, "protocol": "smtp", "tags": [1], "site": "é"})"),
                              {device::hostname, device::port, device::protocol, device::tags, device::site});
    EXPECT_THAT(changes.errors_on(device::hostname), ElementsAre("should be at most 255 character(s)"));
    EXPECT_THAT(changes.errors_on(device::port), ElementsAre("must be less than or equal to 65535"));
    EXPECT_THAT(changes.errors_on(device::protocol), ElementsAre("is invalid"));
    EXPECT_THAT(changes.errors_on(device::tags), IsEmpty());
    const auto& port = changes.errors()[1];
    EXPECT_EQ(port, (FieldError{"port", "must be less than or equal to 65535", "number", "devices_port_check", {{"number", "65535"}}}));
    EXPECT_EQ(change(stored()).set(device::port, 0).errors_on(device::port), std::vector<std::string>{"must be greater than or equal to 1"});
}

TEST(Changeset, over_a_row_has_what_differs) {
    auto changes = change(stored()).cast(input(R"({"hostname": "core-1", "port": "23", "site": ""})"), {device::hostname, device::port, device::site});
    EXPECT_FALSE(changes.has_change(device::hostname));
    EXPECT_THAT(changes.changes(), ElementsAre(ChangedField{"port", "22", "23"}, ChangedField{"site", "lab", std::nullopt}));
    EXPECT_TRUE(changes.valid());
    EXPECT_EQ(changes.original().port, 22);
    EXPECT_EQ(changes.row().port, 23);
    changes.set(device::port, 22).set(device::site, "lab");
    EXPECT_FALSE(changes.has_changes());
    changes.set(device::site, std::nullopt);
    EXPECT_TRUE(changes.has_change(device::site));
    EXPECT_EQ(changes.get(device::site), std::nullopt);
}

TEST(Changeset, refuses_null_where_none_can_be) {
    const auto fields = input(R"({"hostname": null, "port": null})");
    EXPECT_THAT(change(stored()).cast(fields, {device::hostname, device::port}).render_errors(), StrEq("hostname: can't be blank\nport: can't be blank"));
    // Of a new row the port is the server's to give.
    const auto fresh = change<Device>().cast(fields, {device::hostname, device::port});
    EXPECT_THAT(fresh.render_errors(), StrEq("hostname: can't be blank\nip: can't be blank"));
    EXPECT_FALSE(fresh.has_change(device::port));
}

TEST(Changeset, takes_permitted_fields_alone) {
    auto changes = change(stored()).cast(input(R"({"hostname": "x", "id": 9, "is_admin": true})"), {device::hostname});
    EXPECT_TRUE(changes.valid());
    EXPECT_EQ(changes.row().id, 7);
    EXPECT_THAT(changes.ignored(), ElementsAre(IgnoredField{"id", IgnoredField::Why::forbidden}, IgnoredField{"is_admin", IgnoredField::Why::unknown}));
    EXPECT_THAT(changes.strict().render_errors(), StrEq("id: is not permitted\nis_admin: is unknown"));
}

TEST(Changeset, says_what_cannot_be_cast) {
    auto changes = change(stored()).cast(input(R"({"hostname": {"a": 1}, "port": "many", "ip": 10, "site": ["x"]})"),
                                         {device::hostname, device::port, device::ip, device::site});
    EXPECT_THAT(changes.render_errors(), StrEq("hostname: is invalid\nport: is invalid\nip: is invalid\nsite: is invalid"));
    EXPECT_FALSE(changes.has_changes());
    EXPECT_EQ(changes.errors().front().code, "cast");
    // A value that can be takes its place.
    changes.set(device::port, 2222).set(device::hostname, "x").set(device::ip, "y").set(device::site, std::string("z"));
    EXPECT_TRUE(changes.valid()) << changes.render_errors();
}

TEST(Changeset, takes_no_text_that_cannot_be_stored) {
    auto changes = change(stored()).set(device::hostname, std::string("a\0b", 3)).set(device::ip, "\xff");
    EXPECT_THAT(changes.render_errors(), StrEq("hostname: is invalid\nip: is invalid"));
    EXPECT_FALSE(changes.has_changes());
}

TEST(Changeset, asks_what_the_application_asks) {
    auto changes = change(stored())
                       .cast(input(R"({"port": 23, "site": null})"), {device::port, device::site})
                       .validate(
                           device::port, [](int port) { return port != 23; }, "telnet is not allowed", "policy")
                       .validate(device::hostname, [](const std::string&) { return false; })
                       .validate([](Changeset<Device>& all) {
                           if (all.get(device::port) == 23 && !all.has_change(device::hostname)) all.add_error("base", "needs another name");
                       })
                       .require({device::site});
    EXPECT_THAT(changes.render_errors(), StrEq("site: can't be blank\nport: telnet is not allowed\nbase: needs another name"));
    EXPECT_EQ(changes.errors()[1].code, "policy");
}

TEST(Changeset, says_it_in_other_words) {
    auto changes = change<Device>()
                       .message("required", "fehlt")
                       .message("devices_port_check", "höchstens %{number}, nicht %{nothing}")
                       .cast(input(R"({"port": 70000, "ip": "x"})"), {device::port, device::ip});
    EXPECT_THAT(changes.render_errors(), StrEq("hostname: fehlt\nport: höchstens 65535, nicht %{nothing}"));
    changes.message("required", "muss sein");
    EXPECT_THAT(changes.errors_on(device::hostname), ElementsAre("muss sein"));
}

TEST(Changeset, takes_what_the_server_refused) {
    auto changes = change(stored()).message("devices_hostname_site_index", "is there already");
    auto& core = changes.core();
    EXPECT_TRUE(core.add_violation({.sqlstate = "23505", .schema = "public", .table = "devices", .constraint = "devices_hostname_site_index"}));
    EXPECT_TRUE(core.add_violation({.sqlstate = "23514", .schema = "public", .table = "devices", .constraint = "devices_port_check"}));
    EXPECT_TRUE(core.add_violation({.sqlstate = "23502", .schema = "public", .table = "devices", .column = "ip"}));
    EXPECT_TRUE(
        core.add_violation({.sqlstate = "23503", .schema = "public", .table = "runs", .constraint = "runs_device_id_fkey"}, ChangesetCore::Act::remove));
    EXPECT_THAT(changes.render_errors(), StrEq("hostname: is there already\nport: is invalid\nip: can't be blank\nruns: are still associated with this entry"));
    EXPECT_EQ(changes.errors().front().code, "unique");
    EXPECT_EQ(changes.errors().front().constraint, "devices_hostname_site_index");
    EXPECT_FALSE(core.add_violation({.sqlstate = "23505", .schema = "public", .table = "devices", .constraint = "made_by_hand"}));
    EXPECT_FALSE(core.add_violation({.sqlstate = "23503", .schema = "public", .table = "devices", .constraint = "made_by_hand"}));
    EXPECT_FALSE(core.add_violation({.sqlstate = "40001", .schema = "public", .table = "devices"}));
    EXPECT_EQ(changes.errors().size(), 4U);
}

TEST(Changeset, finds_the_column_of_a_domain) {
    auto changes = change<Priced>().set(Column<Priced, Numeric>{1}, Numeric(5));
    auto& core = changes.core();
    EXPECT_TRUE(core.add_violation({.sqlstate = "23514", .schema = "public", .data_type = "price", .constraint = "price_check"}));
    EXPECT_TRUE(core.add_violation({.sqlstate = "23502", .schema = "public", .data_type = "price"}));
    EXPECT_THAT(changes.render_errors(), StrEq("sold_at: is invalid\nsold_at: can't be blank"));
    EXPECT_FALSE(core.add_violation({.sqlstate = "23514", .schema = "public", .data_type = "price", .constraint = "made_by_hand"}));
    EXPECT_FALSE(core.add_violation({.sqlstate = "23502", .schema = "public", .data_type = "another"}));
}

struct Logged {
    Json entry;
};

TEST(Column, of_json_takes_what_the_server_has) {
    constexpr auto entry = column<&Logged::entry, Form::text>("entry", "json", Given::required);
    constexpr std::string_view text = R"({"a": "\u0000", "b": 1e999999})";
    Logged row;
    EXPECT_TRUE(entry.read(text.data(), static_cast<int>(text.size()), &row));
    EXPECT_EQ(row.entry.text, text);
    // Nobody may send it: jsonb would not take it, and an error of the server's has no field.
    EXPECT_EQ(entry.cast({.sort = InputValue::Sort::object, .text = std::string(text)}, &row), Cast::invalid);
}

TEST(Changeset, is_copied_with_what_it_knows) {
    const auto changes = change(stored()).set(device::port, 99999);
    auto copy = changes;
    copy.set(device::port, 1);
    EXPECT_FALSE(changes.valid());
    EXPECT_TRUE(copy.valid());
}

}  // namespace
}  // namespace whimbrel::data
