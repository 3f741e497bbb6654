// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/source/source.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"

namespace whimbrel::source {

Result<> run_script(pg::Session& session, const std::string& file, const std::string& text) {
    WHIMBREL_TRY(const auto split, parse::split(file, text));
    for (const auto& statement : split.statements) {
        if (statement.head.statement_class == parse::StatementClass::psql) continue;
        auto ran = session.execute(statement.text);
        if (ran) continue;
        auto& error = ran.error();
        error.span = parse::span_in(split, statement, error.server ? error.server->position : 0);
        if (session.alive() && session.in_transaction()) (void)session.execute("ROLLBACK");
        return std::unexpected(std::move(error));
    }
    // The next script starts from the session's own settings.
    WHIMBREL_CHECK(session.execute("RESET ALL"));
    return {};
}

Result<shadow::Database> replay(shadow::Shadow& shadow, const history::History& history, std::string_view version) {
    Sha256 chain;
    std::vector<const history::Migration*> migrations;
    bool found = version.empty();
    for (const auto& migration : history.migrations) {
        chain.add(migration.version).add(migration.up_hash);
        migrations.push_back(&migration);
        if (migration.version != version) continue;
        found = true;
        break;
    }
    if (!found) return fail(ErrorCode::source_unknown, format("there is no migration {} in {}", version, history.folder.string()));
    if (migrations.empty()) return shadow.make();
    const std::string key = chain.hex();
    WHIMBREL_TRY(auto cached, shadow.cached(key));
    if (cached) return *std::move(cached);
    WHIMBREL_TRY(auto database, shadow.make());
    for (const auto* migration : migrations) WHIMBREL_CHECK(run_script(database.session(), migration->up_path.string(), migration->up));
    WHIMBREL_CHECK(shadow.keep(key, database));
    return database;
}

}  // namespace whimbrel::source
