// SPDX-License-Identifier: Apache-2.0
// Meanings: columns that the run-time library acts on, by the names that [codegen] gives.
#pragma once

#include "whimbrel/base/result.h"

#include <string>

namespace whimbrel::codegen {

struct Model;

/// Column names; empty where the project has none such.
struct Meanings {
    std::string soft_delete, version, inserted_at, updated_at, scope;
};

/// The same of one relation, as places among its fields; -1 where it has none.
struct MeaningColumns {
    int soft_delete = -1, version = -1, inserted_at = -1, updated_at = -1, scope = -1;
    /// Columns that the library fills in where an application leaves them out.
    [[nodiscard]] bool is_filled(int field) const {
        return field >= 0 && (field == soft_delete || field == version || field == inserted_at || field == updated_at || field == scope);
    }
};

/// Finds them in each table, where the column's type is one that can have the meaning. Errors: config_invalid for a name that no table has.
Result<> find_meanings(Model& model, const Meanings& meanings);

}  // namespace whimbrel::codegen
