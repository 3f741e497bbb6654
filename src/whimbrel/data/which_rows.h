// SPDX-License-Identifier: Apache-2.0
// Which of a table's rows a statement means beside its conditions: what the repository, queries and their selections share.
#pragma once

#include <cstdint>

namespace whimbrel::data {

/// FOR UPDATE and its like ("The Locking Clause").
enum class RowLock : std::uint8_t { none, update, update_skip_locked, update_nowait, share };

/// Rows that were removed softly: the column of RelationInfo::soft_delete is not NULL.
enum class Removed : std::uint8_t { left_out, included };

}  // namespace whimbrel::data
