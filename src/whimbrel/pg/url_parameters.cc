// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/pg/url_parameters.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace whimbrel::pg {

namespace {

/// Other tools' words for what libpq has a keyword for.
struct Synonym {
    std::string_view name, keyword;
};
constexpr auto k_synonyms = std::to_array<Synonym>({
    {"username", "user"},                     // SQLAlchemy, node-postgres
    {"database", "dbname"},                   // node-postgres, pgx
    {"ApplicationName", "application_name"},  // JDBC
    {"applicationName", "application_name"},
    {"connectTimeout", "connect_timeout"},  // JDBC, seconds as libpq's
    {"loginTimeout", "connect_timeout"},
    {"ssl-mode", "sslmode"},  // sqlx
    {"sslMode", "sslmode"},
    {"sslRootCert", "sslrootcert"},
});

/// About a client's pool, statement cache or session habits, which a migration has no use for.
constexpr auto k_without_effect = std::to_array<std::string_view>({
    "acquire_timeout",
    "async_fallback",
    "binary_parameters",
    "charset",
    "command_timeout",
    "connection_limit",
    "default_query_exec_mode",
    "description_cache_capacity",
    "encoding",
    "idle_timeout",
    "idle_in_transaction_session_timeout",
    "lock_timeout",
    "max_connections",
    "max_overflow",
    "max_pool_size",
    "min_pool_size",
    "pool",
    "pool_health_check_period",
    "pool_max_conn_idle_time",
    "pool_max_conn_lifetime",
    "pool_max_conns",
    "pool_min_conns",
    "pool_mode",
    "pool_pre_ping",
    "pool_recycle",
    "pool_size",
    "pool_timeout",
    "prepared_statement_cache_size",
    "prepared_statement_name_func",
    "prepared_statements",
    "prepareThreshold",
    "preparedStatementCacheQueries",
    "query_timeout",
    "reconnect",
    "reWriteBatchedInserts",
    "serverVersion",
    "simple_protocol",
    "socket_timeout",
    "socketTimeout",
    "sslaccept",
    "statement-cache-capacity",
    "statement_cache_capacity",
    "statement_cache_mode",
    "statement_cache_size",
    "statement_timeout",
    "stringtype",
    "supa",
    "tcpKeepAlive",
    "uselibpqcompat",
    "workaround",
});

/// Keywords of libpq 16 to 18. An older libpq cannot honour them, and several guard the connection.
constexpr auto k_newer_libpq = std::to_array<std::string_view>({
    "gssdelegation",
    "load_balance_hosts",
    "max_protocol_version",
    "min_protocol_version",
    "oauth_client_id",
    "oauth_client_secret",
    "oauth_issuer",
    "oauth_scope",
    "require_auth",
    "scram_client_key",
    "scram_server_key",
    "servicefile",
    "sslcertmode",
    "sslkeylogfile",
    "sslnegotiation",
});

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

/// libpq's keywords. PQconninfoParse of nothing lists them as PQconndefaults does, but reads neither environment nor service file.
const std::vector<std::string>& libpq_keywords() {
    static const std::vector<std::string> keywords = [] {
        std::vector<std::string> names;
        const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse("", nullptr));
        for (const auto* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) names.emplace_back(option->keyword);
        return names;
    }();
    return keywords;
}

std::vector<std::string> all_names() {
    auto names = libpq_keywords();
    for (const auto& synonym : k_synonyms) names.emplace_back(synonym.name);
    names.insert(names.end(), k_without_effect.begin(), k_without_effect.end());
    for (const char* name : {"schema", "search_path", "currentSchema", "pgbouncer", "ssl"}) names.emplace_back(name);
    return names;
}

template <class Range>
bool holds(const Range& range, std::string_view name) {
    return std::ranges::find(range, name) != std::end(range);
}

/// A raw "@" or "/" in a password puts parts of it where names are expected, so only what looks like a name is shown.
bool is_presentable(std::string_view name) {
    return !name.empty() && name.size() <= 63 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    });
}

std::optional<bool> parse_flag(std::string_view value) {
    if (value == "true" || value == "1" || value == "on" || value == "yes" || value == "True") return true;
    if (value == "false" || value == "0" || value == "off" || value == "no" || value == "False") return false;
    return std::nullopt;
}

/// Server settings travel in libpq's "options", where blanks and backslashes are escaped (libpq, "options").
void add_option(UrlParts& parts, std::string_view setting, std::string_view value) {
    std::string& options = parts.parameters["options"];
    if (!options.empty()) options += ' ';
    options += format("-c {}=", setting);
    for (const char c : value) {
        if (c == ' ' || c == '\\') options += '\\';
        options += c;
    }
}

Result<> add_ssl(UrlParts& parts, const std::string& value) {
    if (const auto flag = parse_flag(value)) {
        parts.parameters.try_emplace("sslmode", *flag ? "require" : "disable");
        return {};
    }
    if (value == "no-verify") {
        parts.parameters.try_emplace("sslmode", "require");
        return {};
    }
    constexpr auto k_modes = std::to_array<std::string_view>({"disable", "allow", "prefer", "require", "verify-ca", "verify-full"});
    if (!holds(k_modes, value))
        return fail(ErrorCode::url_invalid, "the URL's parameter \"ssl\" is neither true nor false nor one of libpq's sslmodes")
            .hint("Use sslmode=require, or another of libpq's modes.");
    parts.parameters.try_emplace("sslmode", value);
    return {};
}

Failing unknown(std::string_view name, std::string_view value) {
    if (!is_presentable(name) || value.find('@') != std::string_view::npos)
        return fail(ErrorCode::url_invalid, "the URL has a parameter that neither libpq nor whimbrel knows")
            .hint("Percent-encode special characters in user and password (@ is %40, / is %2F, ? is %3F, & is %26).");
    auto failing = fail(ErrorCode::url_invalid, format("the URL has a parameter \"{}\" that neither libpq nor whimbrel knows", name));
    if (const auto near = nearest(name, all_names()); !near.empty()) return std::move(failing).hint(format("Write \"{}\", if that was meant.", near));
    return std::move(failing).hint("Remove it from the URL.");
}

}  // namespace

Result<> add_parameter(UrlParts& parts, std::string name, std::string value) {
    for (const auto& synonym : k_synonyms)
        if (name == synonym.name) name = synonym.keyword;
    if (name == "replication")
        return fail(ErrorCode::url_invalid, "the URL asks for a replication connection, which runs no SQL").hint("Remove the parameter \"replication\".");
    if (name == "options" && parts.parameters.contains("options")) {
        parts.parameters["options"] += " " + value;
        return {};
    }
    if (holds(libpq_keywords(), name)) {
        parts.parameters[name] = std::move(value);
        return {};
    }
    if (name == "schema") {
        parts.schema = std::move(value);
        return {};
    }
    if (name == "search_path" || name == "currentSchema") {
        add_option(parts, "search_path", value);
        return {};
    }
    if (name == "pgbouncer") {
        const auto flag = parse_flag(value);
        if (!flag)
            return fail(ErrorCode::url_invalid, "the URL's parameter \"pgbouncer\" is neither true nor false").hint("Write pgbouncer=true, or remove it.");
        parts.through_pooler = *flag;
        return {};
    }
    if (name == "ssl") return add_ssl(parts, value);
    // golang-migrate's parameters, "x-migrations-table" and others.
    if (holds(k_without_effect, name) || name.starts_with("x-")) return {};
    if (name == "sslidentity")
        return fail(ErrorCode::url_invalid, "the URL's parameter \"sslidentity\" names a PKCS#12 file, which libpq does not read")
            .hint("Use sslcert and sslkey instead.");
    if (holds(k_newer_libpq, name))
        return fail(ErrorCode::url_invalid, format("the URL's parameter \"{}\" needs a newer libpq than {}", name, PQlibVersion() / 10000))
            .hint("Remove it from the URL, or install a newer libpq.");
    return unknown(name, value);
}

}  // namespace whimbrel::pg
