// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/text_search/template_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

std::vector<std::string> TextSearchTemplateKind::queries(pg::ServerVersion) {
    return {R"(
SELECT t.oid, n.nspname, t.tmplname, NULLIF(t.tmplinit, 0)::pg_catalog.regproc, t.tmpllexize
  FROM pg_catalog.pg_ts_template t JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
 WHERE t.oid >= 16384 AND n.nspname !~ '^pg_'
 ORDER BY t.oid)"};
}

Result<> TextSearchTemplateKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)},
                    TextSearchTemplate{.init = row.string(3), .lexize = row.string(4)}, {catalog_oid::pg_ts_template, row.oid(0)});
    return {};
}

Steps TextSearchTemplateKind::create(const Subject<TextSearchTemplate>& to, const Scene&) {
    phrases::Attributes attributes;
    attributes.add("INIT", to.value.init).add("LEXIZE", to.value.lexize);
    return {phrases::step(to.id, sql::sql("CREATE", spoken(to.id), attributes.line()), Effect::creates)};
}

Steps TextSearchTemplateKind::drop(const Subject<TextSearchTemplate>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration TextSearchTemplateKind::alter(const Subject<TextSearchTemplate>&, const Subject<TextSearchTemplate>&, const Scene&) {
    return {.way = Alteration::Way::recreate};
}

Steps TextSearchTemplateKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("TEXT SEARCH TEMPLATE", from, to);
}

std::vector<std::string> TextSearchTemplateKind::occupies(const ObjectId& id) { return {phrases::slot("text search template", id)}; }

sql::Fragment TextSearchTemplateKind::spoken(const ObjectId& id) { return sql::fragment("TEXT SEARCH TEMPLATE", phrases::qualified(id)); }

}  // namespace whimbrel::kinds
