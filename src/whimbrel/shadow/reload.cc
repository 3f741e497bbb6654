// SPDX-License-Identifier: Apache-2.0
// A database by way of pg_dump: every expression as PostgreSQL writes it after reading its own text.
#include "whimbrel/base/format.h"
#include "whimbrel/parse/split.h"
#include "whimbrel/shadow/shadow_state.h"
#include "whimbrel/shadow/subprocess.h"

namespace whimbrel::shadow {

namespace {

/// Statements sent in one go and one implicit transaction; larger ones get slower again.
constexpr std::size_t k_statements_at_once = 50;

Result<ServerPrograms> dump_programs(const Environment& environment, const std::optional<Cluster>& cluster, int major) {
    if (cluster) return cluster->programs();
    return choose_server_programs(environment, major);
}

Result<std::string> dump(const Environment& environment, const ServerPrograms& programs, const pg::Url& url) {
    const std::string pg_dump = (programs.folder / "pg_dump").string();
    if (!programs.has_pg_dump())
        return fail(ErrorCode::dump_failed, format("{} is missing", pg_dump))
            .hint(format("Install it beside the server programs (on Debian and Ubuntu: apt-get install postgresql-client-{}).", programs.version.major()));
    auto variables = program_environment(environment);
    // Not among the arguments, which everybody on the machine can read.
    if (const auto password = url.parameters().find("password"); password != url.parameters().end()) variables.push_back("PGPASSWORD=" + password->second);
    WHIMBREL_TRY(auto dumped,
                 run({.words = {pg_dump, "--schema-only", "--no-password", "--dbname=" + url.render_without_password()}, .environment = std::move(variables)}));
    if (dumped.status == 0) return std::move(dumped.output);
    return fail(ErrorCode::dump_failed,
                format("pg_dump ended with {}: {}", describe_status(dumped.status), dumped.errors.substr(0, dumped.errors.find_last_not_of('\n') + 1)));
}

/// pg_dump makes what is there; what every fresh database has and this one lacks, it does not drop.
Result<> drop_what_is_missing(pg::Session& from, pg::Session& to) {
    WHIMBREL_TRY(const auto there, from.execute("SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'public'),"
                                                " EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'plpgsql')"));
    if (!there[0].boolean(0)) WHIMBREL_CHECK(to.execute("DROP SCHEMA public"));
    if (!there[0].boolean(1)) WHIMBREL_CHECK(to.execute("DROP EXTENSION plpgsql"));
    return {};
}

Result<> run_all(pg::Session& session, const std::vector<parse::SplitStatement>& statements) {
    std::string text;
    std::size_t waiting = 0;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        if (statements[i].head.statement_class != parse::StatementClass::psql) {
            text += statements[i].text + ";\n";
            ++waiting;
        }
        if (waiting < k_statements_at_once && i + 1 < statements.size()) continue;
        if (waiting > 0) WHIMBREL_CHECK(session.execute(text));
        text.clear();
        waiting = 0;
    }
    WHIMBREL_CHECK(session.execute("RESET ALL"));
    return {};
}

}  // namespace

Result<Database> Shadow::reloaded(Database& from) {
    WHIMBREL_TRY(const auto programs, dump_programs(environment_, from.server_->cluster, from.server_->admin->version().major()));
    WHIMBREL_TRY(auto text, dump(environment_, programs, from.url()));
    WHIMBREL_TRY(const auto dumped, parse::split("the output of pg_dump", std::move(text)));
    // What belongs to the whole server is in no dump of a database, and comes along.
    std::shared_ptr<Server> on = from.server_;
    if (options_.servers == ShadowOptions::Servers::one_each) {
        WHIMBREL_TRY(on, copy_of(*from.server_));
    }
    WHIMBREL_TRY(auto database, make_on(std::move(on), std::string(k_empty_database)));
    WHIMBREL_CHECK(drop_what_is_missing(from.session(), database.session()));
    if (auto loaded = run_all(database.session(), dumped.statements); !loaded) {
        auto error = std::move(loaded).error();
        if (error.code == ErrorCode::statement_failed) {
            error.code = ErrorCode::dump_failed;
            error.message = "the output of pg_dump does not load";
        }
        return std::unexpected(std::move(error));
    }
    return database;
}

}  // namespace whimbrel::shadow
