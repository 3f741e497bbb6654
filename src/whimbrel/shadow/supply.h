// SPDX-License-Identifier: Apache-2.0
// What a declaration or a migration names of the whole server, and a throwaway one lacks: roles and tablespaces.
#pragma once

#include "whimbrel/shadow/shadow.h"

#include <cstdint>
#include <optional>
#include <string>

namespace whimbrel::shadow {

struct ClusterObject {
    enum class Kind : std::uint8_t { role, tablespace } kind;
    std::string name;
    bool operator==(const ClusterObject&) const = default;
};

/// The role or tablespace that does not exist, where that is what the report says.
std::optional<ClusterObject> missing_in_cluster(const ServerReport& report);

/// Makes it on the server that the session is on: a role without options, a tablespace inside of the data folder. On a server that is not ours a role fails
/// with role_missing; false for a tablespace, which is then as the server said.
Result<bool> supply(Shadow& shadow, const pg::Session& session, const ClusterObject& missing);

}  // namespace whimbrel::shadow
