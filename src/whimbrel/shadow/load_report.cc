// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/load_report.h"

#include "whimbrel/base/format.h"
#include "whimbrel/parse/newer_feature.h"
#include "whimbrel/shadow/meant.h"
#include "whimbrel/shadow/server_report.h"
#include "whimbrel/sql/names.h"

#include <algorithm>
#include <array>

namespace whimbrel::shadow {

namespace {

constexpr std::size_t k_most_others = 10;

/// The earlier statement that created what `item` creates again. Types of arguments have many spellings, so that a
/// routine whose arguments read otherwise will do where none reads the same.
const Item* earlier(const Declaration& declaration, const Item& item) {
    const Item* found = nullptr;
    for (const auto& other : declaration.items) {
        if (&other == &item) break;
        if (other.head().verb != "CREATE" || !same_object(other.head(), item.head())) continue;
        if (found == nullptr || other.head().arguments == item.head().arguments) found = &other;
    }
    return found;
}

std::string lower_object(const parse::Head& head) {
    std::string text = head.object;
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

Error broken(const Item& item, const ServerReport& server) {
    // Of a foreign key's table, a trigger's and the like the server does not say where the name stands, only which it is.
    const auto missing = is_for_want_of_an_object(server) ? last_part(missing_name(server)) : std::string();
    const int position = server.position > 0 || missing.empty() ? server.position : position_of_name(item.statement->text, missing);
    auto error = fail(ErrorCode::declaration_broken, format("{} does not load", title(*item.statement))).at(place(item, position)).take();
    error.server = server;
    if (server.sqlstate == sqlstate::k_syntax_error)
        error.hints.emplace_back("Correct the SQL there or just before it: the server names the first word that does not fit.");
    if (server.message.starts_with("security label provider") || server.message.starts_with("no security label providers"))
        error.hints.emplace_back(
            "Install the module that is the provider for the throwaway server, and name it in the environment variable WHIMBREL_SHADOW_PRELOAD.");
    return error;
}

/// `second` stands in the span; `first` is named.
Error twice(const Item& item, const Item& first) {
    const auto& head = item.head();
    const std::string name = sql::QualifiedName{head.schema.empty() ? first.head().schema : head.schema, head.name}.render();
    return fail(ErrorCode::declared_twice,
                format("{} {} is declared twice, at {} and at {}", lower_object(head), name, render(place(first)), render(place(item))))
        .at(place(item))
        .hint("Remove one of the two.")
        .take();
}

Error without_extension(const Item& item, const ServerReport& server, int major) {
    const auto& name = item.head().name;
    auto error =
        fail(ErrorCode::extension_missing, format("extension {} is not installed on the shadow's server", sql::Identifier{name}.render()))
            .at(place(item))
            .hint(format("Install its files for PostgreSQL {} (on Debian and Ubuntu: apt-get install {}), or name a server that has them with --shadow-url.",
                         major, extension_package(name, major)))
            .take();
    error.server = server;
    return error;
}

/// Without a guess at what was meant.
Error error_of(const Declaration& declaration, const Refusal& refusal, int major) {
    const Item& item = declaration.items[refusal.item];
    const auto& head = item.head();
    if (head.verb == "CREATE" && is_duplicate(refusal.report))
        if (const Item* first = earlier(declaration, item)) return twice(item, *first);
    if (head.verb == "CREATE" && head.object == "EXTENSION" &&
        (refusal.report.sqlstate == sqlstate::k_undefined_file || refusal.report.sqlstate == sqlstate::k_feature_not_supported))
        return without_extension(item, refusal.report, major);
    auto error = broken(item, refusal.report);
    if (const auto feature = parse::newer_feature(item.statement->text, major))
        error.hints = {
            format("Leave out {}, which PostgreSQL has since {}, or use a newer server: this shadow is PostgreSQL {}.", feature->words, feature->since, major)};
    return error;
}

/// The extension of contrib, or of those that are used most, that brings what is missing; empty where none is known.
std::string_view extension_with(std::string_view name) {
    constexpr auto k_members = std::to_array<std::pair<std::string_view, std::string_view>>({
        {"citext", "citext"},
        {"hstore", "hstore"},
        {"ltree", "ltree"},
        {"cube", "cube"},
        {"vector", "vector"},
        {"geometry", "postgis"},
        {"geography", "postgis"},
        {"gin_trgm_ops", "pg_trgm"},
        {"gist_trgm_ops", "pg_trgm"},
        {"similarity", "pg_trgm"},
        {"unaccent", "unaccent"},
        {"uuid_generate_v4", "uuid-ossp"},
        {"uuid_generate_v1", "uuid-ossp"},
        {"crypt", "pgcrypto"},
        {"gen_salt", "pgcrypto"},
        {"digest", "pgcrypto"},
        {"hmac", "pgcrypto"},
        {"gen_random_bytes", "pgcrypto"},
    });
    const auto* it = std::ranges::find(k_members, name, &std::pair<std::string_view, std::string_view>::first);
    return it == k_members.end() ? std::string_view() : it->second;
}

std::string hint_for_missing(const Declaration& declaration, const Refusal& refusal, pg::Session& session) {
    const auto name = missing_name(refusal.report);
    if (const auto extension = extension_with(last_part(name)); !extension.empty())
        return format("Declare the extension that brings it: CREATE EXTENSION {};", sql::Identifier{std::string(extension)}.render());
    if (refusal.report.message.starts_with("tablespace \""))
        return format("Create it on the shadow's server (CREATE TABLESPACE {} LOCATION …), or give no shadow URL to have a private server with it made.",
                      sql::Identifier{name}.render());
    if (refusal.report.message.starts_with("role \"") && declaration.managed.covers("role", name))
        return format("Declare it (CREATE ROLE {};), for a [[manage]] rule of whimbrel.toml covers it, or name fewer roles there.",
                      sql::Identifier{name}.render());
    if (const auto word = meant(declaration, refusal, session); !word.empty()) return format("Did you mean \"{}\"?", word);
    if (name.empty() || !refusal.report.hint.empty()) return {};
    if (declaration.items[refusal.item].head().verb == "DROP") return "Remove the DROP: what the schema does not declare is not there.";
    return "Declare it in the schema, or correct the name.";
}

/// What is wrong by itself comes before what misses something, and that before what misses what is itself refused.
int rank(const Declaration& declaration, const std::vector<Refusal>& refusals, const Refusal& refusal) {
    if (!refusal.missing) return 0;
    const std::string missing = last_part(missing_name(refusal.report));
    const bool follows = !missing.empty() && std::ranges::any_of(refusals, [&](const Refusal& other) {
        const auto& head = declaration.items[other.item].head();
        return other.item != refusal.item && head.verb == "CREATE" && head.name == missing;
    });
    return follows ? 2 : 1;
}

}  // namespace

Error join(std::vector<Error> errors) {
    Error first = std::move(errors.front());
    for (std::size_t i = 1; i < errors.size() && i <= k_most_others; ++i) {
        const auto& other = errors[i];
        first.context.push_back(format("loading {}: {}", other.span ? render(*other.span) : "the declaration",
                                       other.server && other.code == ErrorCode::declaration_broken ? other.server->message : other.message));
    }
    if (errors.size() > k_most_others + 1) first.context.push_back(format("loading {} other statements", errors.size() - 1 - k_most_others));
    return first;
}

Error report(const Declaration& declaration, const std::vector<Refusal>& refusals, pg::Session& session) {
    std::vector<std::pair<int, Refusal>> ranked;
    for (const auto& refusal : refusals) ranked.emplace_back(rank(declaration, refusals, refusal), refusal);
    const auto place_of = [](const auto& pair) { return std::pair(pair.first, pair.second.item); };
    std::ranges::sort(ranked, {}, place_of);
    std::vector<Error> errors;
    for (const auto& [rank, refusal] : ranked) errors.push_back(error_of(declaration, refusal, session.version().major()));
    const auto& first = ranked.front().second;
    auto& hints = errors.front().hints;
    if (errors.front().code == ErrorCode::extension_missing) {
        if (const auto word = meant_extension(declaration, first, session); !word.empty()) hints.insert(hints.begin(), format("Did you mean \"{}\"?", word));
    } else if (first.missing) {
        if (const auto hint = hint_for_missing(declaration, first, session); !hint.empty()) hints.push_back(hint);
    }
    return join(std::move(errors));
}

std::string extension_package(const std::string& extension, int major) {
    struct Package {
        std::string_view extension, before, after;  // the major stands between
    };
    // Debian's and PGDG's names that are not postgresql-<major>-<extension>.
    constexpr auto k_packages = std::to_array<Package>({
        {"postgis", "postgresql-", "-postgis-3"},
        {"postgis_topology", "postgresql-", "-postgis-3"},
        {"postgis_raster", "postgresql-", "-postgis-3"},
        {"postgis_sfcgal", "postgresql-", "-postgis-3"},
        {"postgis_tiger_geocoder", "postgresql-", "-postgis-3"},
        {"address_standardizer", "postgresql-", "-postgis-3"},
        {"vector", "postgresql-", "-pgvector"},
        {"pg_cron", "postgresql-", "-cron"},
        {"pg_partman", "postgresql-", "-partman"},
        {"pg_repack", "postgresql-", "-repack"},
        {"timescaledb", "timescaledb-2-postgresql-", ""},
        {"plpython3u", "postgresql-plpython3-", ""},
        {"plperl", "postgresql-plperl-", ""},
        {"plperlu", "postgresql-plperl-", ""},
        {"pltcl", "postgresql-pltcl-", ""},
        {"pltclu", "postgresql-pltcl-", ""},
    });
    // Those of PostgreSQL's own contrib stand in the server's package.
    constexpr auto k_contrib = std::to_array<std::string_view>({"amcheck",
                                                                "bloom",
                                                                "btree_gin",
                                                                "btree_gist",
                                                                "citext",
                                                                "cube",
                                                                "dblink",
                                                                "dict_int",
                                                                "dict_xsyn",
                                                                "earthdistance",
                                                                "file_fdw",
                                                                "fuzzystrmatch",
                                                                "hstore",
                                                                "intarray",
                                                                "isn",
                                                                "lo",
                                                                "ltree",
                                                                "moddatetime",
                                                                "pageinspect",
                                                                "pg_buffercache",
                                                                "pg_freespacemap",
                                                                "pg_prewarm",
                                                                "pg_stat_statements",
                                                                "pg_trgm",
                                                                "pg_visibility",
                                                                "pgcrypto",
                                                                "pgrowlocks",
                                                                "pgstattuple",
                                                                "postgres_fdw",
                                                                "refint",
                                                                "seg",
                                                                "sslinfo",
                                                                "tablefunc",
                                                                "tcn",
                                                                "tsm_system_rows",
                                                                "tsm_system_time",
                                                                "unaccent",
                                                                "uuid-ossp",
                                                                "xml2"});
    if (std::ranges::find(k_contrib, extension) != k_contrib.end()) return format("postgresql-{}", major);
    for (const auto& package : k_packages)
        if (package.extension == extension) return format("{}{}{}", package.before, major, package.after);
    std::string dashed = extension;
    std::ranges::replace(dashed, '_', '-');
    return format("postgresql-{}-{}", major, dashed);
}

}  // namespace whimbrel::shadow
