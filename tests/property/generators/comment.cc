// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

void make_comments(const Draw& draw, Model& model) {
    for (const auto& target : model.targets) {
        const Draw own = draw.at("comment on " + target.key);
        if (own.exists("exists", 12)) model.statements.push_back("COMMENT ON " + target.spoken + " IS " + literal(nasty_text(own, "text")));
    }
}

}  // namespace whimbrel::property
