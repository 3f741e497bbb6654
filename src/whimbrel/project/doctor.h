// SPDX-License-Identifier: Apache-2.0
// doctor: looks at everything that whimbrel stands on, and says how to mend what is not in order.
#pragma once

#include "whimbrel/project/workspace.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::project {

enum class Health : std::uint8_t { good, doubtful, bad };

struct Finding {
    std::string subject;  ///< "server programs"
    Health health = Health::good;
    std::string found;                ///< "PostgreSQL 15.20 in /usr/lib/postgresql/15/bin"
    std::vector<std::string> mend{};  ///< one imperative sentence each; empty where all is well
};

struct DoctorReport {
    std::vector<Finding> findings;
    [[nodiscard]] bool healthy() const;  ///< nothing is bad
};

/// Never fails: what cannot be looked at is a finding. `given` is --database.
DoctorReport examine(const Workspace& workspace, std::string_view given);

std::string_view name_of(Health health);

}  // namespace whimbrel::project
