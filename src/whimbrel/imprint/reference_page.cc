// SPDX-License-Identifier: Apache-2.0
// docs/reference/imprint.md out of the written rules.
#include "whimbrel/base/format.h"
#include "whimbrel/imprint/written_rules.h"

namespace whimbrel::imprint {

namespace {

constexpr std::string_view k_introduction =
    "<!-- Made from src/whimbrel/imprint/written_rules.cc; a test keeps them equal. -->\n"
    "# The imprint\n\n"
    "The imprint is the print of a database's system catalogs that judges every proof. Every catalog of `pg_catalog` is read with\n"
    "every column that the server has, for the objects of this database, for rows of `initdb` that were changed, and for all schemas\n"
    "and extensions with their members. Oids and attribute numbers are replaced by names as `pg_get_catalog_foreign_keys()` says. What\n"
    "follows is the whole list of what is left out or read in another way. Two imprints compare only under one exact server version.\n\n"
    "- Schema `whimbrel` (the ledger), `pg_toast` and the schemas of temporary objects are left out with all that is in them.\n"
    "- Oids are left out: they are replaced by names everywhere.\n"
    "- Rows of `initdb` that nobody changed are counted by catalog. They are known by their `xmin`, which is older than every row of\n"
    "  `pg_database`. Rows that were changed are compared with those of database `template1`, and left out where they are equal.\n"
    "- Rows of a catalog without a unique index (`pg_depend`, `pg_shdepend`) that are repeated count once.\n"
    "- The order of the columns of a table is not compared, as `attnum` is printed for views and composite types only.\n";

std::string code(std::string_view text) { return text.empty() ? std::string() : format("`{}`", text); }

/// A pipe would end the cell, in code as well.
std::string cell(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '|') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string_view describe(Treatment treatment) {
    switch (treatment) {
        case Treatment::left_out:
            return "left out";
        case Treatment::read_as:
            return "read as";
        case Treatment::expression:
            return "expression";
        case Treatment::unordered:
            return "sorted";
    }
    return {};
}

}  // namespace

std::string render_reference() {
    std::string page(k_introduction);
    page += "\n## Catalogs that are left out\n\n| Catalog | Reason |\n|---|---|\n";
    for (const auto& rule : catalog_rules()) page += format("| `{}` | {} |\n", rule.catalog, rule.reason);
    page +=
        "\n## Rows\n\n`only`: these rows and no others. `of these`: those of the rows to be printed.\n\n| Catalog | Choice | Condition | Reason "
        "|\n|---|---|---|---|\n";
    for (const auto& rule : row_rules())
        page += format("| `{}` | {} | {} | {} |\n", rule.catalog, rule.choice == RowChoice::all ? "only" : "of these", cell(code(rule.condition.text())),
                       rule.reason);
    page += "\n## Columns\n\n| Column | Treatment | SQL | Reason |\n|---|---|---|---|\n";
    for (const auto& rule : column_rules())
        page += format("| `{}.{}` | {} | {} | {} |\n", rule.catalog, rule.column, describe(rule.treatment), cell(code(rule.sql.text())), rule.reason);
    page += "\n## Keys\n\nA row is named by the unique index that holds a name, or else the first; but:\n\n| Catalog | Key | Reason |\n|---|---|---|\n";
    for (const auto& rule : key_rules()) page += format("| `{}` | `{}`, `{}` | {} |\n", rule.catalog, rule.first, rule.second, rule.reason);
    page += "\n## References that the server does not list\n\n| Columns | Meaning |\n|---|---|\n";
    for (const auto& rule : attribute_number_rules())
        page += format("| `{}.{}` | columns of the relation in `{}` |\n", rule.catalog, rule.column, rule.relation);
    for (const auto& rule : address_rules())
        page +=
            format("| `{}`, `{}`, `{}` in any catalog | the object of that catalog and its column |\n", rule.class_column, rule.object_column, rule.sub_column);
    return page;
}

}  // namespace whimbrel::imprint
