// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/operator/operator_member.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Fragment;

std::string OperatorMember::slot() const { return sort + " " + std::to_string(number) + " (" + left + ", " + right + ")"; }

namespace operators {

namespace {

constexpr std::string_view k_columns = "\nSELECT m.holder, m.catalog, m.oid, m.sort, m.number, m.left_type, m.right_type, m.object, m.order_by";

constexpr std::string_view k_foreign_columns = R"(,
       pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(f.opfname) || ' USING ' || pg_catalog.quote_ident(am.amname), m.left_oid, m.right_oid)";

constexpr std::string_view k_members = R"( FROM (
  SELECT a.amopfamily AS family, d.refobjid AS class, coalesce(d.refobjid, a.amopfamily) AS holder,
         'pg_catalog.pg_amop'::pg_catalog.regclass::oid AS catalog, a.oid, 'OPERATOR' AS sort, a.amopstrategy AS number,
         pg_catalog.format_type(a.amoplefttype, NULL) AS left_type, pg_catalog.format_type(a.amoprighttype, NULL) AS right_type,
         a.amopopr::pg_catalog.regoperator::text AS object,
         (SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(f.opfname)
            FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
           WHERE a.amopsortfamily <> 0 AND f.oid = a.amopsortfamily) AS order_by, a.amoplefttype AS left_oid, a.amoprighttype AS right_oid
    FROM pg_catalog.pg_amop a
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass AND d.objid = a.oid
                                    AND d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
   WHERE a.oid >= 16384
  UNION ALL
  SELECT p.amprocfamily, d.refobjid, coalesce(d.refobjid, p.amprocfamily), 'pg_catalog.pg_amproc'::pg_catalog.regclass::oid, p.oid, 'FUNCTION',
         p.amprocnum, pg_catalog.format_type(p.amproclefttype, NULL), pg_catalog.format_type(p.amprocrighttype, NULL),
         p.amproc::pg_catalog.regprocedure::text, NULL, p.amproclefttype, p.amprocrighttype
    FROM pg_catalog.pg_amproc p
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_amproc'::pg_catalog.regclass AND d.objid = p.oid
                                    AND d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
   WHERE p.oid >= 16384) m)";

constexpr std::string_view k_families = R"(
  JOIN pg_catalog.pg_opfamily f ON f.oid = m.family JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace JOIN pg_catalog.pg_am am ON am.oid = f.opfmethod)";

}  // namespace

std::string members_query(Holder holder) {
    std::string out(k_columns);
    if (holder == Holder::foreign_family) out += k_foreign_columns;
    out += k_members;
    if (holder == Holder::foreign_family) out += k_families;
    out += std::string("\n WHERE m.class IS ") + (holder == Holder::operator_class ? "NOT NULL" : "NULL");
    if (holder == Holder::foreign_family) out += " AND (f.oid < 16384 OR NOT " + phrases::not_of_extension("pg_catalog.pg_opfamily", "f.oid") + ")";
    return out + "\n ORDER BY m.holder, m.sort DESC, m.number, m.left_type, m.right_type";
}

FoundMember found_member(const pg::Row& row) {
    return {
        {.sort = row.string(3), .number = row.integer(4), .left = row.string(5), .right = row.string(6), .object = row.string(7), .order_by = row.string(8)},
        {row.oid(1), row.oid(2)}};
}

FoundMembers found_members(const pg::Rows& rows) {
    FoundMembers out;
    for (const auto row : rows) out[row.oid(0)].push_back(found_member(row));
    return out;
}

Fragment item(const OperatorMember& member) {
    // An operator brings its types with it.
    if (member.sort == "FUNCTION") return {member.slot() + " " + member.object};
    return {"OPERATOR " + std::to_string(member.number) + " " + member.object + (member.order_by.empty() ? "" : " FOR ORDER BY " + member.order_by)};
}

}  // namespace operators
}  // namespace whimbrel::kinds
