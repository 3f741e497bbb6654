// SPDX-License-Identifier: Apache-2.0
// What functions and procedures have in common: nearly all of it.
// See CREATE FUNCTION, CREATE PROCEDURE; catalog pg_proc.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

struct Argument {
    std::string mode;  ///< "IN", "OUT", "INOUT", "VARIADIC", "TABLE" (a column of RETURNS TABLE)
    std::string name;  ///< may be empty
    std::string type;
    std::string default_value;  ///< the expression; empty where there is none
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("mode", self.mode);
        visit("name", self.name);
        visit("type", self.type);
        visit("default", self.default_value);
    }
    bool operator==(const Argument&) const = default;
};

struct Routine {
    std::vector<Argument> arguments;
    std::string result;  ///< the type; empty for a procedure
    bool returns_set = false;
    std::string language;
    bool window = false;
    std::string volatility;  ///< "IMMUTABLE", "STABLE"; empty: VOLATILE
    std::string parallel;    ///< "SAFE", "RESTRICTED"; empty: UNSAFE
    bool strict = false;
    bool security_definer = false;
    bool leakproof = false;
    std::string cost;                     ///< empty: the language's default
    std::string rows;                     ///< empty: the default
    std::string support;                  ///< the planner support function, rendered
    std::vector<std::string> transforms;  ///< types
    std::vector<Option> settings;         ///< as pg_proc.proconfig holds them
    std::string library;                  ///< of a C function
    std::string body;                     ///< a string for the language; of a C function its symbol
    std::string sql_body;                 ///< "RETURN …" or "BEGIN ATOMIC …"
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("arguments", self.arguments);
        visit("result", self.result);
        visit("returns_set", self.returns_set);
        visit("language", self.language);
        visit("window", self.window);
        visit("volatility", self.volatility);
        visit("parallel", self.parallel);
        visit("strict", self.strict);
        visit("security_definer", self.security_definer);
        visit("leakproof", self.leakproof);
        visit("cost", self.cost);
        visit("rows", self.rows);
        visit("support", self.support);
        visit("transforms", self.transforms);
        visit("settings", self.settings);
        visit("library", self.library);
        visit("body", self.body);
        visit("sql_body", self.sql_body);
    }
    bool operator==(const Routine&) const = default;
};

inline constexpr auto k_routine_origins = std::to_array<Origin>({
    {k_identity, "pg_proc", "proname pronamespace proargtypes prokind"},
    {"arguments.mode", "pg_proc", "proargmodes"},
    {"arguments.name", "pg_proc", "proargnames"},
    {"arguments.type", "pg_proc", "proargtypes proallargtypes"},
    {"arguments.default", "pg_proc", "proargdefaults"},
    {"result", "pg_proc", "prorettype"},
    {"returns_set", "pg_proc", "proretset"},
    {"language", "pg_proc", "prolang"},
    {"window", "pg_proc", "prokind"},
    {"volatility", "pg_proc", "provolatile"},
    {"parallel", "pg_proc", "proparallel"},
    {"strict", "pg_proc", "proisstrict"},
    {"security_definer", "pg_proc", "prosecdef"},
    {"leakproof", "pg_proc", "proleakproof"},
    {"cost", "pg_proc", "procost"},
    {"rows", "pg_proc", "prorows"},
    {"support", "pg_proc", "prosupport"},
    {"transforms", "pg_proc", "protrftypes"},
    {"settings", "pg_proc", "proconfig"},
    {"library", "pg_proc", "probin"},
    {"body", "pg_proc", "prosrc"},
    {"sql_body", "pg_proc", "prosqlbody"},
    {k_derived, "pg_proc", "pronargs pronargdefaults provariadic", "it follows from the arguments"},
});

namespace routine {

/// Introspection for those whose prokind is in `kinds` ("'f', 'w'"), and its reading.
std::string query(std::string_view kinds);
void read(const pg::Rows& rows, std::string_view kind, Reading& reading);

/// "FUNCTION" or "PROCEDURE"
sql::Keywords noun(const ObjectId& id);
/// schema.name(argument types), in a form that means this one only.
sql::Fragment signature(const ObjectId& id);

/// CREATE, or CREATE OR REPLACE, up to the end of the body. `opening` is one of the two.
sql::Statement definition(sql::Keywords opening, const ObjectId& id, const Routine& routine);
/// What CREATE OR REPLACE permits (ProcedureCreate() in pg_proc.c): the same result and input names, no default less.
bool can_be_replaced(const Routine& from, const Routine& to);
/// ALTER FUNCTION's actions that lead from one to the other; nothing where they do not suffice.
std::optional<sql::Fragment> attribute_changes(const Routine& from, const Routine& to);

Steps create(const Subject<Routine>& to);
Steps drop(const Subject<Routine>& from);
Alteration alter(const Subject<Routine>& from, const Subject<Routine>& to);
Steps rename(const ObjectId& from, const ObjectId& to);
Routine without_expressions(Routine routine);

/// SET name TO value
sql::Fragment set_setting(const Option& setting);

}  // namespace routine
}  // namespace whimbrel::kinds
