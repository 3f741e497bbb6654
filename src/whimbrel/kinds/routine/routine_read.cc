// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/phrases.h"
#include "whimbrel/kinds/routine/routine.h"

namespace whimbrel::kinds::routine {

namespace {

// What belongs to an extension or to a range type (its constructors) is left to it: extensions bring thousands.
constexpr std::string_view k_routines = R"(
SELECT p.oid, n.nspname, p.proname,
       '(' || pg_catalog.array_to_string(ARRAY(SELECT pg_catalog.format_type(u.type, NULL)
                                                 FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY u(type, place) ORDER BY u.place), ', ') || ')',
       ARRAY(SELECT pg_catalog.format_type(u.type, NULL)
               FROM pg_catalog.unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY u(type, place) ORDER BY u.place),
       p.proargmodes, p.proargnames,
       CASE WHEN p.pronargdefaults > 0 THEN
         ARRAY(SELECT coalesce(pg_catalog.pg_get_function_arg_default(p.oid, u.place::integer), '')
                 FROM pg_catalog.unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY u(type, place) ORDER BY u.place) END,
       CASE WHEN p.prokind <> 'p' THEN pg_catalog.format_type(p.prorettype, NULL) END, p.proretset, l.lanname, p.prokind = 'w',
       CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' END,
       CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END,
       p.proisstrict, p.prosecdef, p.proleakproof,
       CASE WHEN p.procost <> CASE WHEN l.lanname IN ('internal', 'c') THEN 1 ELSE 100 END THEN p.procost END,
       CASE WHEN p.prorows NOT IN (0, 1000) THEN p.prorows END,
       (SELECT pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(s.proname)
          FROM pg_catalog.pg_proc s JOIN pg_catalog.pg_namespace sn ON sn.oid = s.pronamespace
         WHERE p.prosupport <> 0 AND s.oid = p.prosupport),
       ARRAY(SELECT pg_catalog.format_type(u.type, NULL) FROM pg_catalog.unnest(p.protrftypes) WITH ORDINALITY u(type, place) ORDER BY u.place),
       p.proconfig, p.probin, p.prosrc, CASE WHEN p.prosqlbody IS NOT NULL THEN pg_catalog.pg_get_function_sqlbody(p.oid) END
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace JOIN pg_catalog.pg_language l ON l.oid = p.prolang
 WHERE p.oid >= 16384 AND n.nspname !~ '^pg_'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype IN ('e', 'i'))
   AND p.prokind IN ()";

std::string mode_word(std::string_view code) {
    if (code == "o") return "OUT";
    if (code == "b") return "INOUT";
    if (code == "v") return "VARIADIC";
    if (code == "t") return "TABLE";
    return "IN";
}

std::vector<Argument> arguments_of(const pg::Row& row) {
    const auto types = row.array(4);
    const auto modes = row.array(5);
    const auto names = row.array(6);
    const auto defaults = row.array(7);
    const auto at = [](const std::vector<std::string>& list, std::size_t i) { return i < list.size() ? list[i] : std::string(); };
    std::vector<Argument> out;
    for (std::size_t i = 0; i < types.size(); ++i) out.push_back({mode_word(at(modes, i)), at(names, i), types[i], at(defaults, i)});
    return out;
}

}  // namespace

std::string query(std::string_view kinds) { return std::string(k_routines) + std::string(kinds) + ")\n ORDER BY p.oid"; }

void read(const pg::Rows& rows, std::string_view kind, Reading& reading) {
    for (const auto row : rows) {
        const ObjectId id{.kind = std::string(kind), .schema = row.string(1), .name = row.string(2), .arguments = row.string(3)};
        Routine routine{.arguments = arguments_of(row),
                        .result = row.string(8),
                        .returns_set = row.boolean(9),
                        .language = row.string(10),
                        .window = row.boolean(11),
                        .volatility = row.string(12),
                        .parallel = row.string(13),
                        .strict = row.boolean(14),
                        .security_definer = row.boolean(15),
                        .leakproof = row.boolean(16),
                        .cost = row.string(17),
                        .rows = row.string(18),
                        .support = row.string(19),
                        .transforms = row.array(20),
                        .settings = phrases::options_of(row.array(21)),
                        .library = row.string(22),
                        .body = row.string(23),
                        .sql_body = row.string(24)};
        reading.add(id, std::move(routine), {catalog_oid::pg_proc, row.oid(0)});
    }
}

}  // namespace whimbrel::kinds::routine
