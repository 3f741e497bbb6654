// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/pg/report.h"
#include "whimbrel/pg/session.h"

#include <libpq-fe.h>

#include <algorithm>

namespace whimbrel::pg {

namespace {

/// Whom a failed connection was meant for, as libpq resolved it (environment and defaults included).
struct Target {
    std::string host, port, database, user, password;

    [[nodiscard]] bool is_socket() const { return !host.empty() && (host.front() == '/' || host.front() == '@'); }
    [[nodiscard]] std::string place() const {
        if (host.empty()) return "the default host";
        return host.find(':') == std::string::npos ? format("{}:{}", host, port) : format("[{}]:{}", host, port);
    }
};

Target target_of(const PGconn* connection) {
    const auto text = [](const char* value) { return value == nullptr ? std::string() : std::string(value); };
    return {text(PQhost(connection)), text(PQport(connection)), text(PQdb(connection)), text(PQuser(connection)), text(PQpass(connection))};
}

/// Takes the password out of text that libpq wrote. One that equals a name which is no secret is left standing,
/// since it would only make the message unreadable.
std::string without_password(std::string text, const Target& target) {
    const auto& secret = target.password;
    if (secret.empty() || secret == target.user || secret == target.database || secret == target.host) return text;
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3)) text.replace(at, secret.size(), "***");
    return text;
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

/// What is the matter, out of libpq's message: a line for each address tried, "connection to server at "h" (a),
/// port n failed: FATAL:  reason", and lines of advice indented by a tab.
std::string reason_of(std::string_view message) {
    std::vector<std::string> reasons;
    while (!message.empty()) {
        const auto end = message.find('\n');
        std::string_view line = message.substr(0, end);
        message.remove_prefix(end == std::string_view::npos ? message.size() : end + 1);
        if (line.empty() || line.front() == '\t') continue;
        if (const auto failed = line.find(" failed: "); line.starts_with("connection to server") && failed != std::string_view::npos)
            line.remove_prefix(failed + 9);
        if (line.starts_with("FATAL:")) line.remove_prefix(6);
        auto reason = trimmed(line);
        if (!reason.empty() && std::ranges::find(reasons, reason) == reasons.end()) reasons.push_back(std::move(reason));
    }
    std::string joined;
    for (const auto& reason : reasons) joined += (joined.empty() ? "" : "; ") + reason;
    return joined.empty() ? "no reason was given" : joined;
}

/// libpq keeps no SQLSTATE of a failed connection, so that the server's words decide.
ErrorCode classify(std::string_view reason) {
    const auto says = [reason](std::string_view words) { return reason.find(words) != std::string_view::npos; };
    if (says("database \"") && says("does not exist")) return ErrorCode::database_missing;
    if (says("password authentication failed") || says("no pg_hba.conf entry") || says("no password supplied") || says("authentication failed") ||
        says("pg_hba.conf rejects") || says("is not permitted to log in") || says("permission denied for database") ||
        (says("role \"") && says("does not exist")))
        return ErrorCode::authentication_failed;
    return ErrorCode::connection_failed;
}

Failing refusal(const PGconn* connection) {
    const auto target = target_of(connection);
    const auto reason = without_password(reason_of(PQerrorMessage(connection)), target);
    const auto code = classify(reason);
    if (code == ErrorCode::database_missing)
        return fail(code, format("the server at {} has no database \"{}\" (user {})", target.place(), target.database, target.user))
            .hint("Create it with `whimbrel setup`, or correct the URL.");
    if (code == ErrorCode::authentication_failed)
        return fail(code, format("the server at {} refused user \"{}\" for database \"{}\": {}", target.place(), target.user, target.database, reason))
            .hint("Check the user and the password of the URL, and the server's pg_hba.conf.");
    auto failing = fail(code, format("cannot connect to database \"{}\" at {} as user \"{}\": {}", target.database, target.place(), target.user, reason));
    if (target.is_socket())
        return std::move(failing).hint(
            format("Check that the server runs with its socket in {} and port {}, and the host and port of the URL.", target.host, target.port));
    if (target.host.empty()) return std::move(failing).hint("Check the URL and libpq's environment variables (PGHOST, PGPORT, PGSERVICE).");
    return std::move(failing).hint(format("Check that the server runs at {} port {}, and the host and port of the URL.", target.host, target.port));
}

std::map<std::string, std::string> connect_parameters(const Url& url, const SessionOptions& options) {
    auto parameters = url.parameters();
    parameters.try_emplace("application_name", options.application_name);
    parameters.try_emplace("connect_timeout", std::to_string(options.connect_timeout_s));
    parameters["client_encoding"] = "UTF8";
    return parameters;
}

/// "9.6.24", without what a distribution adds behind it.
std::string version_text(const PGconn* connection) {
    const char* text = PQparameterStatus(connection, "server_version");
    const std::string_view version = text == nullptr ? "of an unknown version" : text;
    return std::string(text == nullptr ? version : version.substr(0, version.find(' ')));
}

void receive_notice(void* argument, const PGresult* result) {
    const auto* options = static_cast<const SessionOptions*>(argument);
    if (options->on_notice) options->on_notice(report_of(result));
}

}  // namespace

Result<Session> Session::connect(const Url& url, const SessionOptions& options) {
    std::vector<const char*> keywords;
    std::vector<const char*> values;
    const auto parameters = connect_parameters(url, options);
    for (const auto& [keyword, value] : parameters) {
        keywords.push_back(keyword.c_str());
        values.push_back(value.c_str());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    Session session;
    session.url_ = url;
    session.options_ = std::make_unique<SessionOptions>(options);
    session.connection_.reset(PQconnectdbParams(keywords.data(), values.data(), 0));
    if (!session.alive()) return refusal(session.connection_.get());
    PQsetNoticeReceiver(session.connection_.get(), receive_notice, session.options_.get());
    if (session.version().major() < k_oldest_major)
        return fail(ErrorCode::server_unsupported, format("the server of {} is PostgreSQL {}, and whimbrel works with {} to {}", session.describe(),
                                                          version_text(session.connection_.get()), k_oldest_major, k_newest_major))
            .hint(format("Upgrade the server to PostgreSQL {} or newer.", k_oldest_major));
    PQsetnonblocking(session.connection_.get(), 1);
    // The lexer and all text that whimbrel renders read backslashes in '…' as themselves.
    if (const char* conforming = PQparameterStatus(session.connection_.get(), "standard_conforming_strings");
        conforming != nullptr && std::string_view(conforming) == "off")
        WHIMBREL_CHECK(session.execute("SET standard_conforming_strings = on"));
    return session;
}

Result<Session> Session::another() const {
    constexpr int k_shortest_timeout_s = 2;  // libpq takes no shorter one
    return connect(url_, {.application_name = options_->application_name, .connect_timeout_s = k_shortest_timeout_s});
}

}  // namespace whimbrel::pg
