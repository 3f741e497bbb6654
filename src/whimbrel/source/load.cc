// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/source/source.h"

#include "whimbrel/plan/plan.h"

namespace whimbrel::source {

Result<Loaded> load(shadow::Shadow& shadow, const Declaration& declaration, shadow::DeclarationKind kind, const SourceOptions& options) {
    WHIMBREL_TRY(auto database, shadow.make());
    const shadow::LoadOptions load_options{
        .kind = kind, .allowed_outside = options.allowed_outside, .managed = options.read.managed, .warn = options.warn, .broken_body = options.broken_body};
    const auto& managed = options.read.managed;
    const auto contents = [&](shadow::Database& one) -> Result<std::string> {
        WHIMBREL_TRY(const auto imprint, imprint::read(one.session(), {.managed = managed}));
        return imprint.hash();
    };
    WHIMBREL_CHECK(shadow::load(shadow, database, declaration.files, load_options, contents));
    WHIMBREL_TRY(const auto read, catalog::read(database.session(), options.read));
    auto catalog = as_declared(declaration, read);
    WHIMBREL_TRY(auto facts, read_facts(declaration, catalog));
    return Loaded{std::move(database), std::move(catalog), std::move(facts)};
}

Result<catalog::Catalog> read_empty(shadow::Shadow& shadow, const SourceOptions& options) {
    WHIMBREL_TRY(auto database, shadow.make());
    WHIMBREL_TRY(const auto catalog, catalog::read(database.session(), options.read));
    return as_declared({}, catalog);
}

Result<shadow::Database> build(shadow::Shadow& shadow, const catalog::Catalog& catalog, const SourceOptions& options) {
    WHIMBREL_TRY(auto database, shadow.make());
    WHIMBREL_TRY(const auto empty, catalog::read(database.session(), options.read));
    WHIMBREL_TRY(const auto plan, plan::make_plan(empty, catalog, {.version = database.session().version()}));
    WHIMBREL_CHECK(run_script(shadow, database.session(), "(built from a catalog)", plan::render(plan)));
    return database;
}

}  // namespace whimbrel::source
