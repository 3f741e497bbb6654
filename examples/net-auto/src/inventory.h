// Inventory: the devices, the groups that they are in, and the templates of commands for them.
#pragma once

#include "command_template.h"
#include "device.h"
#include "device_group.h"
#include "device_group_membership.h"
#include "resource.h"

#include <string>

namespace net_auto {

struct DeviceSearch {
    std::string text;  ///< somewhere in hostname, address, vendor, model, site, user name or tags, regardless of case
    std::string sort;  ///< "hostname", "-inserted_at"…; what is not allowed is as if nothing was said: by hostname
    data::PageRequest page{};
};

/// A device with what belongs to it.
struct DeviceDetails {
    Device device;
    std::vector<DeviceGroup> groups;
};

class Inventory {
public:
    explicit Inventory(data::Repo& repo);

    Resource<Device> devices;
    Resource<DeviceGroup> groups;
    Resource<DeviceGroupMembership> memberships;
    Resource<CommandTemplate> templates;

    whimbrel::Result<data::Page<Device>> search_devices(const DeviceSearch& search);
    /// Devices with their groups, in two statements however many they are.
    whimbrel::Result<std::vector<DeviceDetails>> list_devices_with_groups(const data::Query<Device>& query = {});
    whimbrel::Result<std::vector<Device>> devices_of(const DeviceGroup& group);
    /// Errors on `device_id` where it is a member already.
    data::Changeset<DeviceGroupMembership> membership(const Device& device, const DeviceGroup& group, std::string_view role = "member");

private:
    data::Repo& repo_;
};

}  // namespace net_auto
