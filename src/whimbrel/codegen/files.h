// SPDX-License-Identifier: Apache-2.0
// Files: what a generator writes.
#pragma once

#include <map>
#include <string>

namespace whimbrel::codegen {

/// Text by path below the output folder ("tables/users.ts").
using Files = std::map<std::string, std::string>;

}  // namespace whimbrel::codegen
