// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/conversion/conversion_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Literal;

namespace {

/// A schema has one default for two encodings.
std::vector<std::string> default_slot(const Subject<Conversion>& of) {
    if (!of.value.is_default) return {};
    return {phrases::slot("default conversion", {.kind = {}, .schema = of.id.schema, .name = of.value.from_encoding + " " + of.value.to_encoding})};
}

}  // namespace

std::vector<std::string> ConversionKind::queries(pg::ServerVersion) {
    return {R"(
SELECT c.oid, n.nspname, c.conname, c.condefault, pg_catalog.pg_encoding_to_char(c.conforencoding), pg_catalog.pg_encoding_to_char(c.contoencoding),
       c.conproc
  FROM pg_catalog.pg_conversion c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
 WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'
 ORDER BY c.oid)"};
}

Result<> ConversionKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)},
                    Conversion{.is_default = row.boolean(3), .from_encoding = row.string(4), .to_encoding = row.string(5), .function = row.string(6)},
                    {catalog_oid::pg_conversion, row.oid(0)});
    return {};
}

Steps ConversionKind::create(const Subject<Conversion>& to, const Scene&) {
    const auto& made = to.value;
    Steps steps{phrases::step(to.id,
                              sql::sql("CREATE", made.is_default ? Fragment{"DEFAULT"} : Fragment{}, spoken(to.id), "FOR", Literal{made.from_encoding}, "TO",
                                       Literal{made.to_encoding}, "FROM", Fragment{made.function}),
                              Effect::creates)};
    steps.back().takes = default_slot(to);
    return steps;
}

Steps ConversionKind::drop(const Subject<Conversion>& from, const Scene&) {
    Steps steps{phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
    steps.back().frees = default_slot(from);
    return steps;
}

Alteration ConversionKind::alter(const Subject<Conversion>&, const Subject<Conversion>&, const Scene&) { return {.way = Alteration::Way::recreate}; }

Steps ConversionKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("CONVERSION", from, to);
}

std::vector<std::string> ConversionKind::occupies(const ObjectId& id) { return {phrases::slot("conversion", id)}; }

Fragment ConversionKind::spoken(const ObjectId& id) { return sql::fragment("CONVERSION", phrases::qualified(id)); }

}  // namespace whimbrel::kinds
