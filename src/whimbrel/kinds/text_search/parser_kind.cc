// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/text_search/parser_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

std::vector<std::string> TextSearchParserKind::queries(pg::ServerVersion) {
    return {R"(
SELECT p.oid, n.nspname, p.prsname, p.prsstart, p.prstoken, p.prsend, NULLIF(p.prsheadline, 0)::pg_catalog.regproc, p.prslextype
  FROM pg_catalog.pg_ts_parser p JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace
 WHERE p.oid >= 16384 AND n.nspname !~ '^pg_'
 ORDER BY p.oid)"};
}

Result<> TextSearchParserKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)},
                    TextSearchParser{
                        .start = row.string(3), .next_token = row.string(4), .end = row.string(5), .headline = row.string(6), .token_types = row.string(7)},
                    {catalog_oid::pg_ts_parser, row.oid(0)});
    return {};
}

Steps TextSearchParserKind::create(const Subject<TextSearchParser>& to, const Scene&) {
    phrases::Attributes attributes;
    attributes.add("START", to.value.start).add("GETTOKEN", to.value.next_token).add("END", to.value.end);
    attributes.add("HEADLINE", to.value.headline).add("LEXTYPES", to.value.token_types);
    return {phrases::step(to.id, sql::sql("CREATE", spoken(to.id), attributes.line()), Effect::creates)};
}

Steps TextSearchParserKind::drop(const Subject<TextSearchParser>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration TextSearchParserKind::alter(const Subject<TextSearchParser>&, const Subject<TextSearchParser>&, const Scene&) {
    return {.way = Alteration::Way::recreate};
}

Steps TextSearchParserKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("TEXT SEARCH PARSER", from, to);
}

std::vector<std::string> TextSearchParserKind::occupies(const ObjectId& id) { return {phrases::slot("text search parser", id)}; }

sql::Fragment TextSearchParserKind::spoken(const ObjectId& id) { return sql::fragment("TEXT SEARCH PARSER", phrases::qualified(id)); }

}  // namespace whimbrel::kinds
