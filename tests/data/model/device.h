// Written by `whimbrel types` from the schema. Changes made here are lost: change the schema.
#pragma once

#include <whimbrel/data/relation.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace net_auto {

/// What devices.protocol may hold.
enum class DeviceProtocol : std::uint8_t { ssh, telnet };

struct DeviceGroup;
struct DeviceGroupMembership;
struct Run;

/// A row of devices.
struct Device {
    std::int64_t id = 0;
    std::string hostname;
    std::string ip;
    DeviceProtocol protocol{};
    std::int32_t port = 0;
    std::optional<std::string> site;
    whimbrel::data::Json tags;
    whimbrel::data::TimestampTz inserted_at{};
    whimbrel::data::TimestampTz updated_at{};
    bool operator==(const Device&) const = default;
};

/// A new row of devices; what is left out is NULL, or what the server has for it.
struct NewDevice {
    std::optional<std::int64_t> id{};
    std::string hostname;
    std::string ip;
    std::optional<DeviceProtocol> protocol{};
    std::optional<std::int32_t> port{};
    std::optional<std::string> site{};
    std::optional<whimbrel::data::Json> tags{};
    std::optional<whimbrel::data::TimestampTz> inserted_at{};
    std::optional<whimbrel::data::TimestampTz> updated_at{};
};

/// The columns of devices, and what its foreign keys lead to, for queries.
namespace device {
inline constexpr whimbrel::data::Column<Device, std::int64_t> id{0};
inline constexpr whimbrel::data::Column<Device, std::string> hostname{1};
inline constexpr whimbrel::data::Column<Device, std::string> ip{2};
inline constexpr whimbrel::data::Column<Device, DeviceProtocol> protocol{3};
inline constexpr whimbrel::data::Column<Device, std::int32_t> port{4};
inline constexpr whimbrel::data::Column<Device, std::string> site{5};
inline constexpr whimbrel::data::Column<Device, whimbrel::data::Json> tags{6};
inline constexpr whimbrel::data::Column<Device, whimbrel::data::TimestampTz> inserted_at{7};
inline constexpr whimbrel::data::Column<Device, whimbrel::data::TimestampTz> updated_at{8};

namespace links {
inline constexpr std::array<whimbrel::data::Link, 1> runs{{{0, 5}}};
inline constexpr std::array<whimbrel::data::Link, 1> device_group_memberships{{{0, 2}}};
inline constexpr std::array<whimbrel::data::Link, 1> device_groups{{{3, 0}}};
}  // namespace links
inline constexpr whimbrel::data::Many<Device, Run> runs{links::runs};
inline constexpr whimbrel::data::Many<Device, DeviceGroupMembership> device_group_memberships{links::device_group_memberships};
inline constexpr whimbrel::data::Through<Device, DeviceGroupMembership, DeviceGroup> device_groups{links::device_group_memberships, links::device_groups};
}  // namespace device

}  // namespace net_auto

template <>
struct whimbrel::data::Labels<net_auto::DeviceProtocol> {
    static constexpr std::array<std::string_view, 2> values{"ssh", "telnet"};
};

template <>
struct whimbrel::data::Relation<net_auto::Device> {
    using New = net_auto::NewDevice;
    using D = net_auto::Device;
    static constexpr std::array<ColumnInfo, 9> columns{{
        column<&D::id>("id", "bigint", Given::optional),
        column<&D::hostname>("hostname", "character varying(255)", Given::required),
        column<&D::ip>("ip", "character varying(255)", Given::required),
        column<&D::protocol>("protocol", "character varying(255)", Given::optional),
        column<&D::port>("port", "integer", Given::optional),
        column<&D::site>("site", "character varying(255)", Given::optional),
        column<&D::tags>("tags", "jsonb", Given::optional),
        column<&D::inserted_at>("inserted_at", "timestamp(0) with time zone", Given::optional),
        column<&D::updated_at>("updated_at", "timestamp(0) with time zone", Given::optional),
    }};
    static constexpr std::array<NewColumn, 9> fresh_columns{{
        fresh<&New::id, &D::id>(0),
        fresh<&New::hostname, &D::hostname>(1),
        fresh<&New::ip, &D::ip>(2),
        fresh<&New::protocol, &D::protocol>(3),
        fresh<&New::port, &D::port>(4),
        fresh<&New::site, &D::site>(5),
        fresh<&New::tags, &D::tags>(6),
        fresh<&New::inserted_at, &D::inserted_at>(7),
        fresh<&New::updated_at, &D::updated_at>(8),
    }};
    static constexpr std::array<std::uint16_t, 1> primary_key{0};
    static constexpr std::array<std::string_view, 1> devices_pkey_columns{"id"};
    static constexpr std::array<std::string_view, 1> devices_port_check_columns{"port"};
    static constexpr std::array<std::string_view, 2> devices_hostname_site_index_columns{"hostname", "site"};
    static constexpr std::array<ConstraintInfo, 3> constraints{{
        {"devices_pkey", ConstraintInfo::Sort::primary_key, "public", "devices", devices_pkey_columns, "id", ""},
        {"devices_port_check", ConstraintInfo::Sort::check, "public", "devices", devices_port_check_columns, "port", ""},
        {"devices_hostname_site_index", ConstraintInfo::Sort::unique, "public", "devices", devices_hostname_site_index_columns, "hostname", ""},
    }};
    static constexpr std::array<Rule, 5> rules{{
        {.sort = Rule::Sort::max_length, .column = 1, .n = 255},
        {.sort = Rule::Sort::max_length, .column = 2, .n = 255},
        {.sort = Rule::Sort::greater_or_equal, .column = 4, .constraint = "devices_port_check", .value = "1"},
        {.sort = Rule::Sort::less_or_equal, .column = 4, .constraint = "devices_port_check", .value = "65535"},
        {.sort = Rule::Sort::max_length, .column = 5, .n = 255},
    }};
    static constexpr RelationInfo info{.schema = "public",
                                       .name = "devices",
                                       .columns = columns,
                                       .fresh = fresh_columns,
                                       .primary_key = primary_key,
                                       .constraints = constraints,
                                       .rules = rules,
                                       .inserted_at = 7,
                                       .updated_at = 8};
};
