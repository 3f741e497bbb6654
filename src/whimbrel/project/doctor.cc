// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/doctor.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/database_description.h"
#include "whimbrel/shadow/cache.h"
#include "whimbrel/shadow/server_programs.h"

#include <algorithm>

namespace whimbrel::project {

namespace {

std::string version_text(pg::ServerVersion version) { return format("{}.{}", version.major(), version.minor()); }

Finding from_error(std::string subject, const Error& error) {
    return {.subject = std::move(subject), .health = Health::bad, .found = format("{} ({})", error.message, error_number(error.code)), .mend = error.hints};
}

class Examination {
public:
    Examination(const Workspace& workspace, std::string_view given) : workspace_(workspace), given_(given) {}

    DoctorReport run() {
        examine_configuration();
        examine_programs();
        examine_shadow();
        examine_database();
        return std::move(report_);
    }

private:
    void add(std::string subject, std::string found) { report_.findings.push_back({.subject = std::move(subject), .found = std::move(found)}); }
    void add(std::string subject, Health health, std::string found, std::string mend) {
        report_.findings.push_back({.subject = std::move(subject), .health = health, .found = std::move(found), .mend = {std::move(mend)}});
    }

    void examine_configuration() {
        const auto& config = workspace_.config;
        if (config.file.empty())
            return add("configuration", Health::doubtful, "no whimbrel.toml here or above", "Run `whimbrel init` in the project's folder.");
        add("configuration", shown(workspace_, config.file));
        if (config.postgres == 0)
            add("shadow version", Health::doubtful, "postgres is not set in whimbrel.toml, so the first server programs found are taken",
                "Set postgres to your production's major version, so that everyone writes the same texts of views and expressions.");
    }

    void examine_programs() {
        const auto all = shadow::find_server_programs(workspace_.environment);
        for (const auto& programs : all) add("server programs", format("PostgreSQL {} in {}", version_text(programs.version), programs.folder.string()));
        if (!workspace_.config.shadow_url.empty()) return;
        const auto chosen = shadow::choose_server_programs(workspace_.environment, workspace_.config.postgres);
        if (!chosen) {
            report_.findings.push_back(from_error("server programs", chosen.error()));
        } else if (!chosen->has_pg_dump()) {
            add("pg_dump", Health::doubtful, format("{} holds no pg_dump", chosen->folder.string()),
                format("Install it (on Debian and Ubuntu: apt-get install postgresql-client-{}).", chosen->version.major()));
        }
    }

    void examine_shadow() {
        if (workspace_.config.shadow_url.empty()) add("cache", shadow::cache_folder(workspace_.environment).string());
        shadow::Shadow shadow(workspace_.environment, shadow_options(workspace_));
        const auto database = shadow.make();
        if (!database) return report_.findings.push_back(from_error("throwaway server", database.error()));
        const auto version = shadow.version();
        shadow_major_ = version->major();
        add("throwaway server", format("PostgreSQL {}, {}", version_text(*version), shadow.is_private() ? "a private one" : "at the shadow URL"));
    }

    void examine_database() {
        const auto choice = choose_database(workspace_.config, workspace_.environment, given_);
        if (!choice) return report_.findings.push_back(from_error("database URL", choice.error()));
        add("database URL", format("{} (from {})", describe(choice->url, workspace_.environment), choice->origin));
        auto session = connect(workspace_, *choice);
        if (!session) return report_.findings.push_back(from_error("connection", session.error()));
        add("connection", format("{} as {}", session->describe(), session->user()));
        examine_version(session->version());
        if (auto looked = examine_session(*session); !looked) report_.findings.push_back(from_error("database", looked.error()));
    }

    void examine_version(pg::ServerVersion version) {
        const auto text = format("PostgreSQL {}", version_text(version));
        if (version.major() > pg::k_newest_major)
            return add("server version", Health::doubtful, text,
                       format("Use whimbrel with PostgreSQL {} to {}: newer catalogs may hold what it does not know.", pg::k_oldest_major, pg::k_newest_major));
        if (shadow_major_ != 0 && shadow_major_ != version.major())
            return add("server version", Health::doubtful, format("{}, and the throwaway server is {}", text, shadow_major_),
                       format("Set postgres = {} in whimbrel.toml.", version.major()));
        add("server version", text);
    }

    Result<> examine_session(pg::Session& session) {
        WHIMBREL_TRY(const auto rows,
                     session.query("SELECT pg_catalog.pg_backend_pid(), pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'), "
                                   "pg_catalog.pg_is_in_recovery(),"
                                   " pg_catalog.current_setting('default_transaction_read_only'), pg_catalog.current_setting('server_encoding'),"
                                   " pg_catalog.current_setting('statement_timeout'), pg_catalog.current_setting('idle_in_transaction_session_timeout'),"
                                   " pg_catalog.to_regnamespace($1) IS NOT NULL",
                                   std::vector<pg::Value>{sql::Identifier{workspace_.config.ledger_schema}.render()}));
        const auto row = rows[0];
        if (row.integer(0) != session.backend_pid())
            add("pooler", Health::bad, "the connection goes through a pooler",
                "Connect to the server itself, or to a pooler in session mode with --pooler=session.");
        if (!row.boolean(1))
            add("privileges", Health::bad, format("{} may not create schemas in the database", session.user()),
                format("Let the database's owner run: GRANT CREATE ON DATABASE {} TO {};", sql::Identifier{session.database()}.render(),
                       sql::Identifier{session.user()}.render()));
        else add("privileges", format("{} may create schemas", session.user()));
        if (row.boolean(2)) add("recovery", Health::bad, "the server is a standby and cannot be written to", "Connect to the primary.");
        if (row.text(3) == "on") add("settings", Health::bad, "default_transaction_read_only is on", "Turn it off for the user that migrates.");
        if (row.text(4) != "UTF8")
            add("settings", Health::doubtful, format("the database's encoding is {}", row.text(4)), "Create databases with ENCODING 'UTF8'.");
        if (row.text(5) != "0")
            add("settings", Health::doubtful, format("statement_timeout is {}", row.text(5)),
                "Turn it off for the user that migrates: a long index build would be cut off.");
        if (row.text(6) != "0")
            add("settings", Health::doubtful, format("idle_in_transaction_session_timeout is {}", row.text(6)), "Turn it off for the user that migrates.");
        if (!row.boolean(7)) {
            add("ledger", "none yet");
            return {};
        }
        WHIMBREL_TRY(const auto ledger, runner::read_ledger(session, {.ledger_schema = workspace_.config.ledger_schema}));
        add("ledger", format("{} migration{} in schema {}", ledger.size(), ledger.size() == 1 ? "" : "s", workspace_.config.ledger_schema));
        return {};
    }

    const Workspace& workspace_;
    std::string_view given_;
    DoctorReport report_;
    int shadow_major_ = 0;
};

}  // namespace

bool DoctorReport::healthy() const {
    return std::ranges::none_of(findings, [](const Finding& finding) { return finding.health == Health::bad; });
}

DoctorReport examine(const Workspace& workspace, std::string_view given) { return Examination(workspace, given).run(); }

std::string_view name_of(Health health) {
    switch (health) {
        case Health::good:
            return "good";
        case Health::doubtful:
            return "doubtful";
        case Health::bad:
            return "bad";
    }
    return "";
}

}  // namespace whimbrel::project
