// SPDX-License-Identifier: Apache-2.0
// The storage of a column as a part of its own, for indexes that keep keys of another type there (a hash): PostgreSQL's SET STORAGE of the
// column sets that of the index too (SetIndexStorageProperties() in tablecmds.c), where CREATE INDEX takes the other type's.
#pragma once

#include "whimbrel/kinds/step.h"

#include <string>
#include <string_view>

namespace whimbrel::kinds {

/// What such an index needs of the column.
inline std::string storage_part(std::string_view column) { return "storage of column:" + std::string(column); }

/// SET STORAGE of the column: such an index does not live through it.
inline void touch_storage(std::string_view column, Step& step) {
    step.touches.push_back({storage_part(column), Effect::destroys});
    step.touches.push_back({storage_part(column), Effect::creates});
}

}  // namespace whimbrel::kinds
