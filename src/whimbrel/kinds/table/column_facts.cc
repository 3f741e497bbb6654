// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/column_facts.h"

#include "whimbrel/base/format.h"

namespace whimbrel::kinds {

namespace {

std::string fact_id(std::string_view what, const ObjectId& table, const Column& column) {
    return format("{}:{}/{}", what, table.render(), column_part(column.name));
}

std::string shown(const ObjectId& table) { return phrases::qualified(table).render(); }

const std::string* answer(const Scene& scene, std::string_view what, const ObjectId& table, const Column& column) {
    return scene.facts == nullptr ? nullptr : scene.facts->answer(fact_id(what, table, column));
}

}  // namespace

const std::string* fill_answer(const Scene& scene, const ObjectId& table, const Column& column) { return answer(scene, "fill", table, column); }

const std::string* ask_new_column(const Scene& scene, const ObjectId& table, const Column& column) {
    return scene.ask({fact_id("fill", table, column),
                      format("how do existing rows of {} get a value for the new column {}?", shown(table), column.name),
                      {format("write `-- @fill <expression>` beside the column {} in the declaration", column.name), "give the column a DEFAULT",
                       "let the column be NULL"}});
}

const std::string* ask_null_fill(const Scene& scene, const ObjectId& table, const Column& column) {
    return scene.ask({fact_id("fill", table, column),
                      format("what do rows of {} get whose {} is NULL, now that it must not be?", shown(table), column.name),
                      {format("write `-- @fill <expression>` beside the column {} in the declaration", column.name),
                       "answer `none` where no row holds NULL; the migration then fails where one does"}});
}

const std::string* using_expression(const Scene& scene, const ObjectId& table, const Column& old_column, const Column& column) {
    if (const auto* given = answer(scene, "using", table, column); given != nullptr || converts(old_column, column)) return given;
    return scene.ask({fact_id("using", table, column),
                      format("how does {}.{} become {} from {}? PostgreSQL does not convert one to the other by itself", shown(table), column.name, column.type,
                             old_column.type),
                      {format("write `-- @using <expression>` beside the column {} in the declaration", column.name)}});
}

bool converts(const Column& old_column, const Column& column) { return old_column.type == column.type || converts_without_using(old_column.type, column.type); }

Risk retype_risk(const Scene& scene, const ObjectId& table, const Column& old_column, const Column& column, const std::string* using_text) {
    if (answer(scene, "lossless", table, column) != nullptr || old_column.type == column.type) return {};
    const auto when = rows_with_value(scene, table, column.name);
    if (using_text != nullptr) return {Verdict::lossy, "a USING expression may lose values; write `-- @lossless` beside it to vouch that it does not", when};
    if (is_lossless_type_change(old_column.type, column.type)) return {};
    const std::string change = old_column.type + " → " + column.type;
    if (!converts(old_column, column)) return {Verdict::lossy, change + " goes over the values' text and fails where a text does not fit", when};
    return {Verdict::lossy, change + " may lose a part of a value", when};
}

}  // namespace whimbrel::kinds
