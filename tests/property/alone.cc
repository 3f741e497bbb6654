// SPDX-License-Identifier: Apache-2.0
#include "tests/property/batch.h"

namespace whimbrel::property {

namespace {

Result<source::Loaded> load(shadow::Shadow& shadow, const Model& model, const char* name) {
    WHIMBREL_TRY(auto file, parse::split(name, script(model)));
    return source::load(shadow, source::Declaration{{std::move(file)}}, shadow::DeclarationKind::dump, {.allowed_outside = {"LANGUAGE internal"}});
}

}  // namespace

Result<> prove_alone(shadow::Shadow& shadow, const Pair& pair) {
    WHIMBREL_TRY(auto from, load(shadow, pair.from, "from.sql"));
    WHIMBREL_TRY(auto to, load(shadow, pair.to, "to.sql"));
    proof::PlanRequest request{.from = &from.catalog, .to = &to.catalog, .renames = to.facts.renames, .spelling = proof::PlanRequest::Spelling::same};
    request.up = request.down = {.version = from.catalog.version()};
    request.from_database = [&] { return shadow.copy_of(from.database); };
    request.to_database = [&] { return shadow.copy_of(to.database); };
    WHIMBREL_TRY(const auto planned, proof::plan_between(shadow, request, {}));
    const auto up = plan::render(planned.up), down = plan::render(planned.down);
    const proof::Claim claim{&from.database, &to.database, "up.sql", up, "down.sql", down, &to.catalog};
    auto proven = proof::prove(shadow, claim, {});
    if (proven) return {};
    proven.error().context.push_back("running up:\n" + up + "down:\n" + down);
    return std::unexpected(std::move(proven).error());
}

}  // namespace whimbrel::property
