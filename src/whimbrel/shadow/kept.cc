// SPDX-License-Identifier: Apache-2.0
// Databases kept from run to run as templates: whimbrel_t_ and the key's hash. Their setting whimbrel.used is the
// time of the last use in microseconds; what has none was cut off while it was made and counts as the oldest.
#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/shadow/database_settings.h"
#include "whimbrel/shadow/shadow_state.h"
#include "whimbrel/sql/statement.h"

#include <array>

namespace whimbrel::shadow {

namespace {

constexpr int k_most_kept = 16;

/// Counted up where what is kept, or how its use is noted, changes: what an older whimbrel kept is not taken then, and goes as unused.
constexpr std::string_view k_format = "2";

std::string template_name(std::string_view key) { return format("{}{}", k_template_prefix, Sha256().add(k_format).add(key).hex().substr(0, 40)); }

Result<> note_use(pg::Session& admin, const Environment& environment, const std::string& name) {
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(environment.now().time_since_epoch()).count();
    // Of equal length, so that the order of the texts is that of the times.
    return set_settings(admin, name, {{"", std::string(k_used_setting), format("{:020}", now)}});
}

Result<> drop_longest_unused(pg::Session& admin) {
    WHIMBREL_TRY(const auto kept, admin.execute("SELECT datname FROM pg_catalog.pg_database d WHERE datname LIKE 'whimbrel\\_t\\_%'"
                                                " ORDER BY (SELECT e.entry FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) e(entry)"
                                                " WHERE s.setdatabase = d.oid AND e.entry LIKE 'whimbrel.used=%') COLLATE \"C\" DESC NULLS LAST"));
    for (int row = k_most_kept; row < kept.size(); ++row) WHIMBREL_CHECK(drop_database(admin, kept[row].string(0)));
    return {};
}

}  // namespace

Result<std::optional<Database>> Shadow::cached(std::string_view key) {
    if (!is_private() || options_.servers == ShadowOptions::Servers::one_each) return std::nullopt;
    const std::string name = template_name(key);
    WHIMBREL_TRY(const auto on, server());
    auto copied = make_on(on, name);
    if (!copied) {
        const auto& server = copied.error().server;
        if (server && server->sqlstate == "3D000") return std::nullopt;  // undefined_database
        return std::unexpected(std::move(copied).error());
    }
    WHIMBREL_CHECK(note_use(*on->admin, environment_, name));
    return std::optional<Database>(std::move(*copied));
}

Result<> Shadow::keep(std::string_view key, Database& database) {
    if (!is_private() || options_.servers == ShadowOptions::Servers::one_each) return {};
    WHIMBREL_TRY(const auto on, server());
    const std::string name = template_name(key);
    const std::array<pg::Value, 1> values{name};
    WHIMBREL_TRY(const auto there, on->admin->query("SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1", values));
    if (there.empty()) {
        database.close();
        WHIMBREL_CHECK(wait_until_unused(*on->admin, database.name()));
        auto made = on->create(name, database.name());
        if (made) made = on->copy_settings(database.name(), name);
        WHIMBREL_CHECK(database.reopen());
        WHIMBREL_CHECK(made);
    }
    WHIMBREL_CHECK(note_use(*on->admin, environment_, name));
    return drop_longest_unused(*on->admin);
}

}  // namespace whimbrel::shadow
