// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/language/language_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Keywords;

namespace {

sql::Statement definition(Keywords opening, const ObjectId& id, const Language& language) {
    Builder builder;
    builder.add(opening);
    if (language.trusted) builder.add("TRUSTED");
    builder.add(LanguageKind::spoken(id)).add("HANDLER").add(Fragment{language.handler});
    if (!language.inline_handler.empty()) builder.add("INLINE").add(Fragment{language.inline_handler});
    if (!language.validator.empty()) builder.add("VALIDATOR").add(Fragment{language.validator});
    return builder.statement();
}

}  // namespace

std::vector<std::string> LanguageKind::queries(pg::ServerVersion) {
    return {R"(
SELECT l.oid, l.lanname, l.lanpltrusted, NULLIF(l.lanplcallfoid, 0)::pg_catalog.regproc, NULLIF(l.laninline, 0)::pg_catalog.regproc,
       NULLIF(l.lanvalidator, 0)::pg_catalog.regproc
  FROM pg_catalog.pg_language l WHERE l.lanispl AND l.oid >= 16384 ORDER BY l.oid)"};
}

Result<> LanguageKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .name = row.string(1)},
                    Language{.trusted = row.boolean(2), .handler = row.string(3), .inline_handler = row.string(4), .validator = row.string(5)},
                    {catalog_oid::pg_language, row.oid(0)});
    return {};
}

Steps LanguageKind::create(const Subject<Language>& to, const Scene&) { return {phrases::step(to.id, definition("CREATE", to.id, to.value), Effect::creates)}; }

Steps LanguageKind::drop(const Subject<Language>& from, const Scene&) { return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)}; }

Alteration LanguageKind::alter(const Subject<Language>&, const Subject<Language>& to, const Scene&) {
    return {.steps = {phrases::step(to.id, definition("CREATE OR REPLACE", to.id, to.value), Effect::touches)}};
}

Steps LanguageKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename(&spoken, from, to);
}

std::vector<std::string> LanguageKind::occupies(const ObjectId& id) { return {"language:" + id.name}; }

Fragment LanguageKind::spoken(const ObjectId& id) { return sql::fragment("LANGUAGE", Identifier{id.name}); }

}  // namespace whimbrel::kinds
