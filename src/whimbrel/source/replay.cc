// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/source/source.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/parse/variable.h"
#include "whimbrel/shadow/foreign_rows.h"
#include "whimbrel/shadow/supply.h"

#include <algorithm>
#include <vector>

namespace whimbrel::source {

namespace {

/// Roles and tablespaces belong to the cluster, and a throwaway one has none: one that a statement lacks is made, and what its failure undid is run again.
class ScriptRun {
public:
    ScriptRun(pg::Session& session, const parse::SplitFile& split, shadow::Shadow* shadow) : session_(session), split_(split), shadow_(shadow) {}

    Result<> run() {
        for (std::size_t at = 0; at < split_.statements.size(); ++at) {
            const auto& statement = split_.statements[at];
            if (statement.head.statement_class == parse::StatementClass::psql) continue;
            if (statement.head.object == "SUBSCRIPTION") WHIMBREL_CHECK(require_no_publisher(statement));
            const bool was_inside = session_.in_transaction();
            const auto filled = parse::fill_with_stand_ins(statement.text);
            auto ran = shadow::execute_without_foreign_rows(session_, statement.head, filled.text);
            if (ran && !was_inside && session_.in_transaction()) begun_at_ = at;
            if (ran) continue;
            auto& error = ran.error();
            error.span = parse::span_in(split_, statement, error.server ? filled.written_position(error.server->position) : 0);
            if (session_.alive() && session_.in_transaction()) (void)session_.execute("ROLLBACK");
            const auto missing = shadow_ != nullptr && error.server ? shadow::missing_in_cluster(*error.server) : std::nullopt;
            if (!missing || std::ranges::find(made_, *missing) != made_.end()) return std::unexpected(std::move(error));
            WHIMBREL_TRY(const bool supplied, shadow::supply(*shadow_, session_, *missing));
            if (!supplied) return std::unexpected(std::move(error));
            made_.push_back(*missing);
            at = (was_inside ? begun_at_ : at) - 1;
        }
        // The next script starts from the session's own settings.
        WHIMBREL_CHECK(session_.execute("RESET ALL"));
        return {};
    }

private:
    /// A subscription of the shadow would take the changes of the real publisher, and drop its slot. One that has no slot is dropped without it.
    Result<> require_no_publisher(const parse::SplitStatement& statement) const {
        const auto& head = statement.head;
        if (head.reaches_outside.empty()) return {};
        if (head.verb == "DROP") {
            const std::array<pg::Value, 1> values{head.name};
            WHIMBREL_TRY(const auto rows, session_.query("SELECT FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid "
                                                         "WHERE d.datname = pg_catalog.current_database() AND s.subname = $1 AND s.subslotname IS NOT NULL",
                                                         values));
            if (rows.empty()) return {};
        }
        return fail(ErrorCode::reaches_outside, format("{} reaches outside the database", head.reaches_outside))
            .at(parse::span_in(split_, statement, 0))
            .hint(head.verb == "CREATE" ? "Write it WITH (connect = false): whoever runs the replication enables it."
                  : head.verb == "DROP" ? "Write ALTER SUBSCRIPTION … DISABLE and ALTER SUBSCRIPTION … SET (slot_name = NONE) before it."
                                        : "Remove it: it is for whoever runs the replication, on each database.");
    }

    pg::Session& session_;
    const parse::SplitFile& split_;
    shadow::Shadow* shadow_;
    std::size_t begun_at_ = 0;
    std::vector<shadow::ClusterObject> made_;
};

}  // namespace

Result<> run_script(pg::Session& session, const std::string& file, const std::string& text) {
    WHIMBREL_TRY(const auto split, parse::split(file, text));
    return ScriptRun(session, split, nullptr).run();
}

Result<> run_script(shadow::Shadow& shadow, pg::Session& session, const std::string& file, const std::string& text) {
    WHIMBREL_TRY(const auto split, parse::split(file, text));
    return ScriptRun(session, split, &shadow).run();
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
    if (!found)
        return fail(ErrorCode::source_unknown, format("there is no migration {} in {}", version, history.folder.string()))
            .hint("Run `whimbrel status` for the migrations there are.");
    if (migrations.empty()) return shadow.make();
    const std::string key = chain.hex();
    WHIMBREL_TRY(auto cached, shadow.cached(key));
    if (cached) return *std::move(cached);
    WHIMBREL_TRY(auto database, shadow.make());
    for (const auto* migration : migrations) WHIMBREL_CHECK(run_script(shadow, database.session(), migration->up_path.string(), migration->up));
    WHIMBREL_CHECK(shadow.keep(key, database));
    return database;
}

}  // namespace whimbrel::source
