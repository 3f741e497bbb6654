// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/collation/collation_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using phrases::qualified;

namespace {

/// The locale's column was another in 14 (both libc's), 15 and 16 (colliculocale), and since 17.
std::string columns(pg::ServerVersion version) {
    if (version.major() >= 17) return "c.colllocale, c.collicurules";
    if (version.major() == 16) return "c.colliculocale, c.collicurules";
    if (version.major() == 15) return "c.colliculocale, NULL";
    return "CASE WHEN c.collprovider = 'i' THEN c.collcollate END, NULL";
}

}  // namespace

std::vector<std::string> CollationKind::queries(pg::ServerVersion version) {
    return {R"(
SELECT c.oid, n.nspname, c.collname, CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
       CASE WHEN c.collprovider = 'c' THEN c.collcollate END, CASE WHEN c.collprovider = 'c' THEN c.collctype END, NOT c.collisdeterministic, )" +
            columns(version) + R"(
  FROM pg_catalog.pg_collation c JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
 WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'
 ORDER BY c.oid)"};
}

Result<> CollationKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)},
                    Collation{.provider = row.string(3),
                              .locale = row.string(7),
                              .lc_collate = row.string(4),
                              .lc_ctype = row.string(5),
                              .nondeterministic = row.boolean(6),
                              .rules = row.string(8)},
                    {catalog_oid::pg_collation, row.oid(0)});
    return {};
}

Steps CollationKind::create(const Subject<Collation>& to, const Scene&) {
    const auto& collation = to.value;
    const auto given = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
    phrases::Attributes attributes;
    attributes.add("PROVIDER", collation.provider).literal("LOCALE", given(collation.locale));
    attributes.literal("LC_COLLATE", given(collation.lc_collate)).literal("LC_CTYPE", given(collation.lc_ctype));
    if (collation.nondeterministic) attributes.add("DETERMINISTIC", std::string("false"));
    attributes.literal("RULES", given(collation.rules));
    return {phrases::step(to.id, sql::sql("CREATE", spoken(to.id), attributes.line()), Effect::creates)};
}

Steps CollationKind::drop(const Subject<Collation>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration CollationKind::alter(const Subject<Collation>&, const Subject<Collation>&, const Scene&) { return {.way = Alteration::Way::swap}; }

Steps CollationKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("COLLATION", from, to);
}

std::vector<std::string> CollationKind::occupies(const ObjectId& id) { return {phrases::slot("collation", id)}; }

sql::Fragment CollationKind::spoken(const ObjectId& id) { return sql::fragment("COLLATION", qualified(id)); }

}  // namespace whimbrel::kinds
