// SPDX-License-Identifier: Apache-2.0
// Imprint: the full print of a database's system catalogs, names in place of oids; the judge of every proof.
// It shares nothing with kinds/: an attribute that a kind forgot, or a catalog column that a future
// PostgreSQL adds, makes two imprints differ. See DESIGN.md "Proof" and docs/reference/imprint.md for the
// written lists of what is left out or read specially, each with its reason.
#pragma once

#include "whimbrel/base/managed.h"
#include "whimbrel/base/result.h"
#include "whimbrel/pg/session.h"

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::imprint {

/// One value of a catalog row; an expression is text that PostgreSQL rendered from a tree.
struct Field {
    std::string value;
    bool is_null = false;
    bool is_expression = false;
    bool operator==(const Field&) const = default;
};

/// One catalog row under its natural key ("pg_class public.groups"), with its other columns by name.
/// Empty where the key is all there is (pg_depend).
using Entry = std::map<std::string, Field>;

struct Imprint {
    pg::ServerVersion version;
    /// "pg_attribute public.groups.name" → its columns. Rows of the same key are numbered ("… #2"); in catalogs
    /// whose whole row is the key they are one.
    std::map<std::string, Entry> entries;
    /// SHA-256 over everything; comparable under one exact server version only.
    [[nodiscard]] std::string hash() const;
};

/// An object's row that is not to be printed, nor what would be dropped with it: what is a part of it (its row type, its indexes,
/// its defaults…) or a member (pg_depend's deptypes i, a, P, S and e).
struct LeftOut {
    std::uint32_t catalog = 0;  ///< the catalog's oid
    std::uint32_t oid = 0;
};

struct ReadOptions {
    std::string ledger_schema = "whimbrel";
    std::vector<LeftOut> left_out{};
    /// Roles of the whole server that belong to what is judged: they are printed, with what they are members of and their settings.
    Managed managed{};
};

/// Reads in one repeatable-read snapshot; nothing of the ledger's schema is read. The session must not be in a
/// transaction, its user a superuser. Rows of initdb that nobody changed are not printed but counted; where some
/// were changed, a second session compares them with database template1 and leaves out those that are as they
/// were (a GRANT on a system function and its REVOKE). Errors: those of Session::query_all.
Result<Imprint> read(pg::Session& session, const ReadOptions& options = {});

struct Difference {
    std::string entry;             ///< the key
    std::string column;            ///< empty where the whole row is there on one side only
    Field from, to;                ///< of a whole row: is_null tells on which side it is missing
    bool only_expression = false;  ///< both have the row, and only an expression's text differs
};

/// Empty where equal. Sorted by entry and column.
std::vector<Difference> compare(const Imprint& from, const Imprint& to);
/// One line each, for people; `from` is what is there and `to` what is expected:
/// "pg_class public.groups: relpersistence is p, expected u". The last line counts those left out.
std::string render(const std::vector<Difference>& differences, std::size_t at_most);

}  // namespace whimbrel::imprint
