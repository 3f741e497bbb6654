// SPDX-License-Identifier: Apache-2.0
// inventory: everything that a source holds, counted by kind, with who answers for it.
#pragma once

#include "whimbrel/catalog/catalog.h"
#include "whimbrel/project/workspace.h"

#include <string>
#include <vector>

namespace whimbrel::project {

struct InventoryKind {
    std::string kind;  ///< "table"; for what no kind manages PostgreSQL's own word ("operator class")
    std::size_t managed = 0;
    std::size_t ignored = 0;  ///< covered by a rule, or belonging to what a rule covers
    std::size_t of_extensions = 0;
    std::size_t unknown = 0;
};

struct IgnoredObject {
    std::string what;          ///< "table public.audit_2024"
    std::string rule, reason;  ///< "kind = \"table\", name = \"public.audit_*\""
};

struct ExtensionMembers {
    std::string extension, type;  ///< "citext", "function"
    std::size_t count = 0;
};

struct Inventory {
    std::string source;
    std::vector<InventoryKind> kinds;  ///< in the order of the kinds' list, then what no kind manages by name; none that is empty
    std::vector<IgnoredObject> ignored;
    std::vector<ExtensionMembers> extensions;  ///< empty for a snapshot, which does not know them
    std::vector<catalog::NotManaged> unknown;
    /// Of a database: what its whole server holds and no [[manage]] rule names. Somebody else answers for that.
    std::vector<catalog::NotManaged> of_server;
};

/// Of any source that source::resolve takes. Nothing is changed. Errors: those of source::resolve.
Result<Inventory> take_inventory(const Workspace& workspace, const std::string& source);

}  // namespace whimbrel::project
