// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <algorithm>

namespace whimbrel::property {

void make_comments(const Draw& draw, Model& model) {
    for (const auto& target : model.targets) {
        const Draw own = draw.at("comment on " + target.key);
        if (own.exists("exists", 12)) model.statements.push_back("COMMENT ON " + target.spoken + " IS " + literal(nasty_text(own, "text")));
    }
}

/// DEPENDS ON EXTENSION, where the pair has one on this side.
void make_extension_dependencies(const Draw& draw, Model& model) {
    const auto has = [&](const Target& target) { return target.spoken == "EXTENSION " + identifier(model.extension); };
    if (std::ranges::none_of(model.targets, has)) return;
    for (const auto& target : model.targets) {
        const Draw own = draw.at("dependency of " + target.key).restless();
        const auto may = [&](std::string_view noun) { return target.spoken.starts_with(noun); };
        if (!may("FUNCTION ") && !may("PROCEDURE ") && !may("INDEX ") && !may("MATERIALIZED VIEW ") && !may("TRIGGER ")) continue;
        if (own.exists("exists", 25)) model.statements.push_back("ALTER " + target.spoken + " DEPENDS ON EXTENSION " + identifier(model.extension));
    }
}

}  // namespace whimbrel::property
