#include "inventory.h"

namespace net_auto {

Inventory::Inventory(data::Repo& repo)
    : devices(repo, {.permitted = {device::hostname, device::ip, device::protocol, device::port, device::username, device::cred_ref, device::vendor,
                                   device::model, device::site, device::tags, device::metadata},
                     .messages = {{"devices_hostname_site_index", "is taken by another device of the site"}}}),
      groups(repo,
             {.permitted = {device_group::name, device_group::description, device_group::site, device_group::tags, device_group::metadata}, .messages = {}}),
      memberships(repo, {.permitted = {device_group_membership::role, device_group_membership::device_id, device_group_membership::device_group_id},
                         .messages = {{"devices_device_groups_unique", "device already added to this group"}}}),
      templates(repo, {.permitted = {command_template::name, command_template::body, command_template::mode, command_template::variables,
                                     command_template::enabled, command_template::notes},
                       .messages = {}}),
      repo_(repo) {}

whimbrel::Result<data::Page<Device>> Inventory::search_devices(const DeviceSearch& search) {
    auto query = data::query<Device>().sort_by(search.sort, {asc(device::hostname), asc(device::ip), asc(device::site), asc(device::vendor), asc(device::model),
                                                             asc(device::inserted_at), asc(device::updated_at)});
    if (!search.text.empty())
        query.where(contains(device::hostname, search.text) || contains(device::ip, search.text) || contains(device::vendor, search.text) ||
                    contains(device::model, search.text) || contains(device::site, search.text) || contains(device::username, search.text) ||
                    data::contains_text(device::tags, search.text));
    // Equal ones in an order that does not change from page to page.
    query.order_by(asc(device::id));
    return repo_.page(query, search.page);
}

whimbrel::Result<std::vector<DeviceDetails>> Inventory::list_devices_with_groups(const data::Query<Device>& query) {
    WHIMBREL_TRY(auto found, repo_.all(query));
    WHIMBREL_TRY(const auto loaded, repo_.preload(found, device::device_groups, data::query<DeviceGroup>().order_by(asc(device_group::name))));
    std::vector<DeviceDetails> out;
    for (auto& one : found) {
        const auto its = loaded.of(one);
        out.push_back({std::move(one), {its.begin(), its.end()}});
    }
    return out;
}

whimbrel::Result<std::vector<Device>> Inventory::devices_of(const DeviceGroup& group) {
    return repo_.all(data::query<Device>().join(device::device_groups).where(device_group::id == group.id).order_by(asc(device::hostname)));
}

data::Changeset<DeviceGroupMembership> Inventory::membership(const Device& device, const DeviceGroup& group, std::string_view role) {
    return memberships.change()
        .set(device_group_membership::device_id, device.id)
        .set(device_group_membership::device_group_id, group.id)
        .set(device_group_membership::role, std::string(role));
}

}  // namespace net_auto
