// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/text_search/dictionary_kind.h"

#include <algorithm>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Builder;
using sql::Fragment;

namespace {

constexpr std::string_view k_dictionaries = R"(
SELECT d.oid, n.nspname, d.dictname, pg_catalog.quote_ident(tn.nspname) || '.' || pg_catalog.quote_ident(t.tmplname), d.dictinitoption
  FROM pg_catalog.pg_ts_dict d JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
  JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace
 WHERE d.oid >= 16384 AND n.nspname !~ '^pg_'
 ORDER BY d.oid)";

/// name = 'value', "other" = 1, … as serialize_deflist() in tsearchcmds.c writes them: quotes are doubled within quotes.
std::vector<Option> options_of(std::string_view text) {
    std::vector<Option> out;
    while (!text.empty()) {
        char quote = 0;
        std::size_t equals = std::string_view::npos, end = 0;
        for (; end < text.size(); ++end) {
            const char c = text[end];
            if (quote != 0) quote = c == quote ? '\0' : quote;
            else if (c == '\'' || c == '"') quote = c;
            else if (c == '=' && equals == std::string_view::npos) equals = end;
            else if (c == ',') break;
        }
        if (equals == std::string_view::npos || equals + 2 > end) return out;
        out.push_back({std::string(text.substr(0, equals - 1)), std::string(text.substr(equals + 2, end - equals - 2))});
        text.remove_prefix(std::min(text.size(), end + 2));
    }
    return out;
}

Fragment assignment(const Option& option) { return sql::fragment(Fragment{option.name}, "=", Fragment{option.value}); }

}  // namespace

std::vector<std::string> TextSearchDictionaryKind::queries(pg::ServerVersion) { return {std::string(k_dictionaries)}; }

Result<> TextSearchDictionaryKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)},
                    TextSearchDictionary{.dictionary_template = row.string(3), .options = options_of(row.text(4))}, {catalog_oid::pg_ts_dict, row.oid(0)});
    return {};
}

Steps TextSearchDictionaryKind::create(const Subject<TextSearchDictionary>& to, const Scene&) {
    std::vector<Fragment> items{sql::fragment("TEMPLATE =", Fragment{to.value.dictionary_template})};
    for (const auto& option : to.value.options) items.push_back(assignment(option));
    Builder builder;
    builder.add("CREATE").add(spoken(to.id)).add("(").list(items, [](const Fragment& item) { return item; }).add(")");
    return {phrases::step(to.id, builder.statement(), Effect::creates)};
}

Steps TextSearchDictionaryKind::drop(const Subject<TextSearchDictionary>& from, const Scene&) {
    return {phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys)};
}

Alteration TextSearchDictionaryKind::alter(const Subject<TextSearchDictionary>& from, const Subject<TextSearchDictionary>& to, const Scene&) {
    if (from.value.dictionary_template != to.value.dictionary_template) return {.way = Alteration::Way::recreate};
    // A bare name takes the option away; one that is set goes behind the others (AlterTSDictionary() in tsearchcmds.c).
    std::vector<Option> kept;
    std::vector<Fragment> items;
    for (const auto& option : from.value.options) {
        if (phrases::find(to.value.options, option.name) != nullptr) kept.push_back(option);
        else items.push_back({option.name});
    }
    const auto first = std::ranges::mismatch(to.value.options, kept).in1;
    std::for_each(first, to.value.options.end(), [&](const Option& option) { items.push_back(assignment(option)); });
    Builder builder;
    builder.add("ALTER").add(spoken(to.id)).add("(").list(items, [](const Fragment& item) { return item; }).add(")");
    return {.steps = {phrases::step(to.id, builder.statement(), Effect::touches)}};
}

Steps TextSearchDictionaryKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("TEXT SEARCH DICTIONARY", from, to);
}

std::vector<std::string> TextSearchDictionaryKind::occupies(const ObjectId& id) { return {phrases::slot("text search dictionary", id)}; }

Fragment TextSearchDictionaryKind::spoken(const ObjectId& id) { return sql::fragment("TEXT SEARCH DICTIONARY", qualified(id)); }

}  // namespace whimbrel::kinds
