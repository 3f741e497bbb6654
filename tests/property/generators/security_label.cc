// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <algorithm>
#include <array>

namespace whimbrel::property {

namespace {

/// PostgreSQL has labels on objects of these kinds alone (SecLabelSupportsObjectType in commands/seclabel.c).
bool can_have_label(std::string_view spoken) {
    constexpr auto k_nouns =
        std::to_array<std::string_view>({"AGGREGATE ", "COLUMN ", "DOMAIN ", "EVENT TRIGGER ", "FOREIGN TABLE ", "FUNCTION ", "LANGUAGE ", "MATERIALIZED VIEW ",
                                         "PROCEDURE ", "PUBLICATION ", "SCHEMA ", "SEQUENCE ", "SUBSCRIPTION ", "TABLE ", "TYPE ", "VIEW "});
    return std::ranges::any_of(k_nouns, [&](std::string_view noun) { return spoken.starts_with(noun); });
}

}  // namespace

// By the providers of tests/support/label_provider.cc.
void make_security_labels(const Draw& draw, Model& model) {
    for (const auto& target : model.targets) {
        if (!can_have_label(target.spoken)) continue;
        for (const std::string provider : {"whimbrel_test", "\"Other provider\""}) {
            const Draw own = draw.at("label by " + provider + " on " + target.key);
            if (own.exists("exists", 4))
                model.statements.push_back("SECURITY LABEL FOR " + provider + " ON " + target.spoken + " IS " + literal(nasty_text(own, "text")));
        }
    }
}

}  // namespace whimbrel::property
