// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

void make_collations(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("collation", i).restless();
        if (!own.exists("exists", model.percent(Theme::types, 60))) continue;
        const auto schema = model.schema(own);
        const auto sql = qualified(schema, model.name(own, "name", "collations of " + schema, "coll_"));
        const auto how = own.one_of("how", {"LOCALE = 'C'", "LOCALE = 'POSIX'", "LC_COLLATE = 'C', LC_CTYPE = 'C.UTF-8'",
                                            "LC_COLLATE = 'C.UTF-8', LC_CTYPE = 'C'", "PROVIDER = icu, LOCALE = 'de-u-co-phonebk'",
                                            "PROVIDER = icu, LOCALE = 'en-US'", "PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false"});
        model.declare(own, "CREATE COLLATION " + sql + " (" + how + ")", "COLLATION " + sql);
        model.collations.push_back({"collation" + std::to_string(i), sql, how.find("false") != std::string::npos});
    }
}

Collation collation(const Draw& draw, std::string_view label, const Model& model, Texts texts) {
    std::vector<Collation> choices{{"C", "\"C\""}, {"POSIX", "pg_catalog.\"POSIX\""}};
    for (const auto& own : model.collations)
        if (texts == Texts::every || !own.nondeterministic) choices.push_back(own);
    return *one_keyed(draw, label, choices);
}

}  // namespace whimbrel::property
