// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/shadow_state.h"

#include "whimbrel/base/format.h"
#include "whimbrel/shadow/database_settings.h"
#include "whimbrel/shadow/subscriptions.h"
#include "whimbrel/sql/statement.h"

#include <charconv>

namespace whimbrel::shadow {

namespace {

constexpr long k_old_s = 24L * 60 * 60;

Failing other_major(int found, int wanted) {
    return fail(ErrorCode::shadow_version, format("the shadow server is PostgreSQL {}, and the project names PostgreSQL {}", found, wanted))
        .hint(format("Give a server of PostgreSQL {} with --shadow-url, or none to have a private one started, or change `postgres` in "
                     "whimbrel.toml.",
                     wanted));
}

/// What earlier runs left in a private cluster, in one round trip: databases, theirs and those of programs run under
/// with-postgres; roles; and settings that would change how a declaration is read.
constexpr std::string_view k_leftovers =
    "SELECT 'd', datname::text FROM pg_catalog.pg_database"
    " WHERE datname NOT IN ('postgres', 'template0', 'template1') AND datname NOT LIKE 'whimbrel\\_t\\_%'"
    " UNION ALL SELECT 'r', rolname::text FROM pg_catalog.pg_roles WHERE oid >= 16384"
    " UNION ALL SELECT 't', spcname::text FROM pg_catalog.pg_tablespace WHERE oid >= 16384"
    " UNION ALL SELECT 's', '' FROM pg_catalog.pg_db_role_setting WHERE setdatabase = 0 AND setrole < 16384";

/// A role that a kept template uses cannot be dropped, and stays; so does one that has a setting in it or a privilege on it, which PostgreSQL
/// would take away with the role.
constexpr std::string_view k_drop_roles =
    "DO $$ DECLARE r name; BEGIN FOR r IN SELECT rolname FROM pg_catalog.pg_roles o WHERE oid >= 16384"
    " AND NOT EXISTS (SELECT FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase"
    " WHERE s.setrole = o.oid AND d.datname LIKE 'whimbrel\\_t\\_%')"
    " AND NOT EXISTS (SELECT FROM pg_catalog.pg_shdepend s JOIN pg_catalog.pg_database d ON d.oid = s.objid"
    " WHERE s.classid = 1262 AND s.refclassid = 1260 AND s.refobjid = o.oid AND d.datname LIKE 'whimbrel\\_t\\_%') LOOP"
    " BEGIN EXECUTE format('DROP OWNED BY %I', r); EXECUTE format('DROP ROLE %I', r);"
    " EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END;"
    " END LOOP; END $$";

}  // namespace

Result<> Server::start(const Environment& environment, const ShadowOptions& options) {
    if (admin) return {};
    if (options.url.empty()) return start_private(environment, options);
    WHIMBREL_TRY(base, pg::Url::parse(options.url));
    WHIMBREL_CHECK(connect(options));
    return sweep_foreign(environment);
}

Result<> Server::start_private(const Environment& environment, const ShadowOptions& options) {
    const auto begin = [&]() -> Result<> {
        WHIMBREL_CHECK(connect(options));
        dropper.emplace(base);
        return sweep_private();
    };
    const auto make = [&]() -> Result<> {
        WHIMBREL_TRY(const auto programs, choose_server_programs(environment, options.major));
        WHIMBREL_TRY(cluster, Cluster::start(environment, programs));
        base = cluster->url();
        return {};
    };
    if (!cluster) WHIMBREL_CHECK(make());
    if (const auto begun = begin(); begun || (options.interrupted && options.interrupted())) return begun;
    // A declaration may have made the instance unfit, say by taking rights or the login from the superuser: it is made anew, once.
    cluster->forget();
    dropper.reset();
    admin.reset();
    cluster.reset();
    WHIMBREL_CHECK(make());
    return begin();
}

Result<> Server::connect(const ShadowOptions& options) {
    WHIMBREL_TRY(auto session, pg::Session::connect(base, {.application_name = "whimbrel/shadow"}));
    if (options.major != 0 && session.version().major() != options.major) return other_major(session.version().major(), options.major);
    admin = std::move(session);
    admin->cancel_when(options.interrupted);
    return {};
}

Result<> Server::start_own(const Environment& environment, const ShadowOptions& options, Server* original) {
    WHIMBREL_TRY(const auto programs, choose_server_programs(environment, options.major));
    // Then the files hold everything, and what the server does by itself between this and their copy is in its log, whose end may be cut off.
    if (original != nullptr) WHIMBREL_CHECK(original->admin->execute("CHECKPOINT"));
    WHIMBREL_TRY(cluster, Cluster::start_own(environment, programs, original == nullptr ? nullptr : &*original->cluster));
    base = cluster->url();
    WHIMBREL_TRY(admin, pg::Session::connect(base, {.application_name = "whimbrel/shadow"}));
    admin->cancel_when(options.interrupted);
    return {};
}

Result<> Server::sweep_private() {
    WHIMBREL_TRY(const auto leftovers, admin->execute(k_leftovers));
    std::vector<std::string> databases, tablespaces;
    bool roles = false;
    bool settings = false;
    for (const auto row : leftovers) {
        if (row.text(0) == "d") databases.push_back(row.string(1));
        if (row.text(0) == "t") tablespaces.push_back(row.string(1));
        roles = roles || row.text(0) == "r";
        settings = settings || row.text(0) == "s";
    }
    if (settings) WHIMBREL_CHECK(admin->execute("ALTER ROLE ALL RESET ALL; ALTER ROLE postgres RESET ALL"));
    for (auto& database : databases) {
        // A role or tablespace can go only after the databases that use it, and a new one of its name may be needed at once.
        if (roles || !tablespaces.empty()) (void)drop_database(*admin, database);
        else dropper->add(std::move(database));
    }
    // One that a kept template uses cannot be dropped, and stays.
    for (const auto& tablespace : tablespaces) (void)admin->execute(sql::sql("DROP TABLESPACE", sql::Identifier{tablespace}));
    if (roles) WHIMBREL_CHECK(admin->execute(k_drop_roles));
    return {};
}

Result<> Server::sweep_foreign(const Environment& environment) {
    WHIMBREL_TRY(const auto ours, admin->execute("SELECT datname FROM pg_catalog.pg_database WHERE datname ~ '^whimbrel_[0-9a-f]{16}$'"));
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(environment.now().time_since_epoch()).count();
    for (const auto row : ours) {
        const std::string name = row.string(0);
        const std::string_view digits = std::string_view(name).substr(k_throwaway_prefix.size(), 8);
        long made = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), made, 16);
        // Another's database, or one in use: not a reason to fail.
        if (now - made > k_old_s) (void)admin->execute(sql::sql("DROP DATABASE IF EXISTS", sql::Identifier{name}));
    }
    return {};
}

Result<> Server::create(const std::string& name, const std::string& original) {
    // Copying files takes half as long as logging pages, where no checkpoint has to wait for a disk.
    const bool by_files = cluster && admin->version().major() >= 15;
    WHIMBREL_CHECK(admin->execute(sql::sql("CREATE DATABASE", sql::Identifier{name}, "TEMPLATE", sql::Identifier{original}, "ENCODING 'UTF8'",
                                           sql::Keywords(by_files ? sql::Keywords("STRATEGY file_copy") : sql::Keywords("")))));
    WHIMBREL_TRY(const bool subscribes, has_subscriptions(*admin, original));
    if (!subscribes) return {};
    WHIMBREL_TRY(auto copy, pg::Session::connect(base.with_database(name), {.application_name = "whimbrel/shadow"}));
    return copy_subscriptions(copy, original);
}

Result<> Server::copy_settings(const std::string& original, const std::string& name) {
    if (original == k_empty_database) return {};
    WHIMBREL_TRY(const auto settings, read_settings(*admin, original));
    WHIMBREL_CHECK(set_settings(*admin, name, settings));
    return copy_attributes(*admin, original, name);
}

void Server::drop(const std::string& name) {
    if (dropper) dropper->add(name);
    else if (admin && wait_until_unused(*admin, name)) (void)drop_database(*admin, name);
}

}  // namespace whimbrel::shadow
