// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

std::string words(std::string_view what) { return "TEXT SEARCH " + std::string(what) + " "; }

std::string named(const Draw& own, Model& model, std::string_view what, std::string_view hint, const std::string& schema) {
    return qualified(schema, model.name(own, "name", "text search " + std::string(what) + " of " + schema, hint));
}

}  // namespace

void make_text_search_parsers(const Draw& draw, Model& model) {
    const Draw own = draw.at("text search parser").restless();
    if (!own.exists("exists", model.percent(Theme::text_search, 60))) return;
    const auto sql = named(own, model, "PARSER", "parser_", model.schema(own));
    model.declare(own,
                  "CREATE TEXT SEARCH PARSER " + sql + " (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype" +
                      (own.chance("headline", 50) ? ", HEADLINE = prsd_headline)" : ")"),
                  words("PARSER") + sql);
    model.parsers.push_back({"parser", sql});
}

void make_text_search_templates(const Draw& draw, Model& model) {
    const Draw own = draw.at("text search template").restless();
    if (!own.exists("exists", model.percent(Theme::text_search, 60))) return;
    const auto sql = named(own, model, "TEMPLATE", "template_", model.schema(own));
    model.declare(own,
                  "CREATE TEXT SEARCH TEMPLATE " + sql + " (" +
                      own.one_of("functions", {"INIT = dsimple_init, LEXIZE = dsimple_lexize", "LEXIZE = dsimple_lexize"}) + ")",
                  words("TEMPLATE") + sql);
    // A dictionary of a template without INIT takes no options, nor works.
    model.templates.push_back({"template", sql});
}

void make_text_search_dictionaries(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("text search dictionary", i).restless();
        if (!own.exists("exists", model.percent(Theme::text_search, 60))) continue;
        const auto sql = named(own, model, "DICTIONARY", "dict_", model.schema(own));
        std::string options = own.one_of("sort", {"TEMPLATE = pg_catalog.simple", "TEMPLATE = pg_catalog.simple, \"accept\" = 'false'",
                                                  "TEMPLATE = pg_catalog.simple, stopwords = 'english'", "TEMPLATE = pg_catalog.snowball, language = 'english'",
                                                  "TEMPLATE = pg_catalog.snowball, language = 'german', stopwords = 'german'"});
        if (!model.templates.empty() && own.chance("own template", 40)) options = "TEMPLATE = " + model.templates[0].sql;
        model.declare(own, "CREATE TEXT SEARCH DICTIONARY " + sql + " (" + options + ")", words("DICTIONARY") + sql);
        model.dictionaries.push_back({"dictionary" + std::to_string(i), sql});
    }
}

void make_text_search_configurations(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("text search configuration", i).restless();
        if (!own.exists("exists", model.percent(Theme::text_search, 65))) continue;
        const auto sql = named(own, model, "CONFIGURATION", "config_", model.schema(own));
        const auto spoken = words("CONFIGURATION") + sql;
        if (!model.parsers.empty() && own.chance("own parser", 40)) model.declare(own, "CREATE " + spoken + " (PARSER = " + model.parsers[0].sql + ")", spoken);
        else model.declare(own, "CREATE " + spoken + own.one_of("from", {" (PARSER = pg_catalog.\"default\")", " (COPY = pg_catalog.english)"}), spoken);
        const bool copied = model.statements.back().find("COPY") != std::string::npos;
        for (std::size_t m = 0; m < 2; ++m) {
            const Draw mapping = own.at("mapping", m);
            if (!mapping.exists("exists", 60)) continue;
            const auto* dictionary = one_keyed(mapping, "dictionary", model.dictionaries);
            std::string with = dictionary == nullptr || mapping.chance("simple", 25) ? "pg_catalog.simple" : dictionary->sql;
            if (dictionary != nullptr && mapping.chance("two", 30)) with += ", pg_catalog.english_stem";
            const auto tokens = m == 0 ? mapping.one_of("tokens", {"asciiword", "asciiword, word"}) : mapping.one_of("tokens", {"email", "url, host"});
            model.declare(mapping, "ALTER " + spoken + (copied ? " ALTER" : " ADD") + " MAPPING FOR " + tokens + " WITH " + with, "");
        }
        if (copied && own.chance("dropped", 30)) model.declare(own.at("later"), "ALTER " + spoken + " DROP MAPPING FOR float, int", "");
        model.configurations.push_back({"configuration" + std::to_string(i), sql});
    }
}

}  // namespace whimbrel::property
