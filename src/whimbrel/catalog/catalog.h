// SPDX-License-Identifier: Apache-2.0
// Catalog: everything that whimbrel manages of one database, as values. Immutable once read; cheap to copy parts of.
#pragma once

#include "whimbrel/base/managed.h"
#include "whimbrel/base/result.h"
#include "whimbrel/catalog/objects.h"
#include "whimbrel/kinds/kind.h"
#include "whimbrel/pg/session.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::catalog {

/// An object, or an attribute of a managed object, that no kind manages.
struct NotManaged {
    std::string kind;  ///< "policy", "row level security", "foreign table"
    std::string name;  ///< "public.groups", "table public.groups"
    auto operator<=>(const NotManaged&) const = default;
};

/// Copies share all they have until one of them is changed. References to objects hold until their catalog is changed.
class Catalog {
public:
    [[nodiscard]] const Objects& objects() const;
    /// Null where there is none.
    [[nodiscard]] const Object* find(const ObjectId& id) const;
    void put(Object object);
    void remove(const ObjectId& id);
    [[nodiscard]] const std::vector<NotManaged>& not_managed() const { return not_managed_; }
    void set_not_managed(std::vector<NotManaged> list) { not_managed_ = std::move(list); }
    /// Of the server it was read from.
    [[nodiscard]] pg::ServerVersion version() const { return version_; }
    void set_version(pg::ServerVersion version) { version_ = version; }
    /// Of the database it was read from; empty in one that was written down.
    [[nodiscard]] const std::string& database_owner() const { return database_owner_; }
    void set_database_owner(std::string name) { database_owner_ = std::move(name); }
    [[nodiscard]] bool empty() const { return objects().empty(); }

private:
    Objects& own();

    std::shared_ptr<Objects> objects_;  ///< null where there are none
    std::vector<NotManaged> not_managed_;
    pg::ServerVersion version_{};
    std::string database_owner_;
};

/// Whether a reading takes a second connection for its time.
enum class SecondConnection : std::uint8_t {
    where_it_pays,  ///< for large catalogs only
    never,
    always,
};

struct ReadOptions {
    std::string ledger_schema = "whimbrel";  ///< never part of a catalog
    SecondConnection second_connection = SecondConnection::where_it_pays;
    Managed managed{};  ///< what is read of the kinds that belong to the whole server
};

/// Everything of the session's database, in a few round trips and one snapshot (REPEATABLE READ, READ ONLY). A large catalog is read
/// on two connections that share the snapshot; where a second cannot be had (a connection limit, a pooler), one reads all. Needs no
/// right beyond reading the catalogs. The session must not be in a transaction. Errors: those of the session, catalog_unreadable.
Result<Catalog> read(pg::Session& session, const ReadOptions& options = {});

/// One canonical JSON line an object, sorted; without header. `parse_lines` takes them back.
std::string render_lines(const Catalog& catalog);
/// Errors: snapshot_broken with the line's number. Empty lines are skipped.
Result<Catalog> parse_lines(std::string_view lines);

/// SHA-256 of render_lines().
std::string hash(const Catalog& catalog);

/// True where both hold the same objects with equal values (needs are not compared).
bool equal(const Catalog& from, const Catalog& to);

}  // namespace whimbrel::catalog
