// SPDX-License-Identifier: Apache-2.0
// Phrases of SQL that several rooms say in the same words. What only one kind says stands in its own room.
#pragma once

#include "whimbrel/kinds/object_id.h"
#include "whimbrel/kinds/step.h"
#include "whimbrel/sql/statement.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::kinds {

/// One of a list of options, in the order in which the catalog holds them: pg_dump shows it, so it is a difference.
struct Option {
    std::string name, value;
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("name", self.name);
        visit("value", self.value);
    }
    bool operator==(const Option&) const = default;
};

/// What ALTER TABLE says of one of the table's indexes: catalog pg_index, indisclustered and indisreplident.
struct IndexMarks {
    bool clustered = false;         ///< CLUSTER without a name goes by it
    bool replica_identity = false;  ///< old rows are told apart by it in logical replication
};

namespace phrases {

/// schema.name
sql::QualifiedName qualified(const ObjectId& id);
/// The relation that a trigger or a constraint stands on: schema.parent
sql::QualifiedName parent(const ObjectId& id);
/// "relation:public.groups": how occupies() spells a name that is unique in its schema.
std::string slot(std::string_view space, const ObjectId& id);

/// The same for a name that is unique on its table: "policy:public.t.p".
std::string slot_on_parent(std::string_view space, const ObjectId& id);
/// <noun> name ON table: how DROP and COMMENT ON name a trigger, a rule, a policy.
sql::Fragment on_parent(sql::Keywords noun, const ObjectId& id);
/// ALTER <noun> name ON table RENAME TO …
Steps rename_on_parent(sql::Keywords noun, const ObjectId& from, const ObjectId& to);
/// tgenabled, ev_enabled, evtenabled as ALTER … says them: "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"; empty: enabled as it is made.
std::string enabled_words(char code);
/// ALTER TABLE … <state> <noun> name, for a trigger or a rule.
Step state_step(sql::Keywords noun, const ObjectId& id, const std::string& state, std::string lock);
/// ALTER TABLE … CLUSTER ON and REPLICA IDENTITY USING INDEX, for marks that are new. Taking one away is the table's: another index may have it.
void append_marks(const ObjectId& id, const sql::QualifiedName& table, const IndexMarks& from, const IndexMarks& to, Steps& steps);

/// TABLESPACE name, or nothing where it is empty.
sql::Fragment in_tablespace(const std::string& tablespace);
/// ALTER <noun> … SET TABLESPACE. Empty: the database's own, which has no word in SQL but its usual name.
Step move_step(sql::Keywords noun, const ObjectId& id, const std::string& tablespace);

/// ALTER <noun> … SET SCHEMA and RENAME TO, as far as the two ids differ; `noun` as in "MATERIALIZED VIEW".
Steps rename(sql::Keywords noun, const ObjectId& from, const ObjectId& to);

/// The same for what spoken() says with more than a name: ALTER AGGREGATE s.a(integer) RENAME TO b.
Steps rename(sql::Fragment (*spoken)(const ObjectId&), const ObjectId& from, const ObjectId& to);
/// A statement about the object as a whole.
Step step(const ObjectId& id, sql::Statement statement, Effect effect);

/// The part that PostgreSQL makes of DEPENDS ON EXTENSION, and forgets where a routine or a trigger is replaced (deleteDependencyRecordsFor()
/// in pg_depend.c spares deptype 'e' alone).
constexpr std::string_view k_written_dependencies = "written dependencies";
/// What CREATE OR REPLACE does to a routine or a trigger that is there.
std::vector<Touch> replaced();

/// True where a column of a table holds values of this type, be it within arrays, domains or other composites.
sql::Fragment is_stored(const ObjectId& type);

/// DROP TYPE … CASCADE, for a type and functions that need each other.
Step drop_with_functions(const ObjectId& type);

/// An introspection query's condition: the row is no member of an extension. `catalog` as in "pg_catalog.pg_proc", `oid` as in "p.oid".
std::string not_of_extension(std::string_view catalog, std::string_view oid);

/// The list in parentheses of CREATE AGGREGATE, CREATE TYPE and their like.
class Attributes {
public:
    /// NAME = value; left out where the value is empty.
    Attributes& add(sql::Keywords attribute, const sql::Fragment& value);
    Attributes& add(sql::Keywords attribute, const std::string& rendered) { return add(attribute, sql::Fragment{rendered}); }
    Attributes& literal(sql::Keywords attribute, const std::optional<std::string>& value);
    /// The bare name where it is set.
    Attributes& flag(sql::Keywords attribute, bool set);
    /// NAME = value where the two differ, NAME = NONE where there is none any more.
    Attributes& change(sql::Keywords attribute, const std::string& from, const std::string& to);
    [[nodiscard]] bool empty() const { return items_.empty(); }
    /// A line each.
    [[nodiscard]] sql::Fragment lines() const;
    /// All in one line.
    [[nodiscard]] sql::Fragment line() const;

private:
    std::vector<sql::Fragment> items_;
};

/// A definition as pg_get_indexdef() prints it, without the storage parameters in it (flatten_reloptions() in ruleutils.c).
std::string without_printed_options(std::string definition, const std::vector<Option>& options);
/// "name=value" entries (reloptions, proconfig).
std::vector<Option> options_of(const std::vector<std::string>& entries, std::string_view prefix = "");
/// Null where there is none of that name.
const Option* find(const std::vector<Option>& options, std::string_view name);
/// WITH (a = 'b', …), or nothing.
sql::Fragment with_options(const std::vector<Option>& options);
/// a, "B": names as SQL writes them.
std::vector<std::string> quoted(const std::vector<std::string>& names);
/// "(a, lower(b))", for people.
std::string in_parentheses(const std::vector<std::string>& texts);
/// The name that PostgreSQL chooses where none is written: "groups_id_seq". As the server cuts it (makeObjectName() in indexcmds.c):
/// table and addition are shortened to fit 63 bytes. The addition may be empty.
std::string implicit_name(std::string table, std::string addition, std::string_view label);
/// "set null" for "SET NULL".
std::string lower(std::string text);
/// ALTER <noun> … RESET (…) and SET (…) that lead from one to the other.
void append_option_steps(sql::Keywords noun, const ObjectId& id, const std::vector<Option>& from, const std::vector<Option>& to, Steps& steps);

}  // namespace phrases
}  // namespace whimbrel::kinds
