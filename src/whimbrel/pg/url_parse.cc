// SPDX-License-Identifier: Apache-2.0
// Error texts here never repeat what stands in the URL, except a scheme and a parameter's name: where a password holds a raw
// "/" or "@", any other part may be a piece of it.
#include "whimbrel/base/format.h"
#include "whimbrel/pg/url.h"
#include "whimbrel/pg/url_parameters.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace whimbrel::pg {

namespace {

constexpr std::string_view k_encode_hint = "Percent-encode special characters in user and password (@ is %40, / is %2F, ? is %3F, & is %26).";
constexpr std::string_view k_form_hint = "Write it as postgresql://user@host:5432/database.";

Failing invalid(std::string message) { return fail(ErrorCode::url_invalid, std::move(message)); }

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

Result<std::string> decode(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded += text[at];
            continue;
        }
        const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
        const int low = at + 2 < text.size() ? hex_digit(text[at + 2]) : -1;
        if (high < 0 || low < 0 || (high == 0 && low == 0))
            return invalid("the URL has a % that two hexadecimal digits do not follow").hint("Write % itself as %25.");
        decoded += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return decoded;
}

std::string lower(std::string_view text) {
    std::string folded(text);
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return folded;
}

/// libpq's schemes, and those that other tools derive from them: SQLAlchemy's driver suffixes, Ecto, Doctrine, Django.
Result<> check_scheme(std::string_view scheme) {
    auto name = lower(scheme);
    for (const std::string_view prefix : {"jdbc:", "r2dbc:"})
        if (name.starts_with(prefix)) name.erase(0, prefix.size());
    if (name == "prisma" || name == "prisma+postgres")
        return invalid(format("the URL's scheme \"{}\" leads to Prisma's service, not to a server", name)).hint("Use the database's own URL (DIRECT_URL).");
    name = name.substr(0, name.find('+'));
    constexpr auto k_schemes = std::to_array<std::string_view>({"postgresql", "postgres", "ecto", "pgsql", "pgx", "pgx5", "pdo-pgsql", "psql", "postgis"});
    if (std::ranges::find(k_schemes, name) != k_schemes.end()) return {};
    return invalid(format("the URL's scheme \"{}\" is not PostgreSQL's", name)).hint(std::string(k_form_hint));
}

bool is_port(std::string_view text) {
    return text.empty() || (text.size() <= 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }) && std::stoi(std::string(text)) >= 1 &&
                            std::stoi(std::string(text)) <= 65535);
}

struct HostPort {
    std::string host, port;
};

Result<HostPort> parse_host(std::string_view text) {
    HostPort parsed;
    std::string_view host = text;
    std::string_view port;
    if (text.starts_with('[')) {
        const auto closing = text.find(']');
        if (closing == std::string_view::npos) return invalid("the URL has an IPv6 address without its closing bracket").hint(std::string(k_form_hint));
        host = text.substr(1, closing - 1);
        port = text.substr(closing + 1);
        if (!port.empty() && port.front() != ':') return invalid("the URL has text behind the bracket of an IPv6 address").hint(std::string(k_form_hint));
        if (!port.empty()) port.remove_prefix(1);
    } else if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        host = text.substr(0, colon);
        port = text.substr(colon + 1);
    }
    if (!is_port(port)) return invalid("the URL's port is not a number from 1 to 65535").hint(std::string(k_encode_hint));
    WHIMBREL_TRY(parsed.host, decode(host));
    parsed.port = port;
    return parsed;
}

/// "user:password@host:port,host:port"
Result<> parse_authority(UrlParts& parts, std::string_view authority) {
    // The last "@", so that a raw one in a password, which libpq would refuse, is read as its author meant it.
    if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
        const auto user_part = authority.substr(0, at);
        const auto colon = user_part.find(':');
        WHIMBREL_TRY(auto user, decode(user_part.substr(0, colon)));
        if (!user.empty()) parts.parameters["user"] = std::move(user);
        if (colon != std::string_view::npos) {
            WHIMBREL_TRY(auto password, decode(user_part.substr(colon + 1)));
            if (!password.empty()) parts.parameters["password"] = std::move(password);
        }
        authority.remove_prefix(at + 1);
    }
    std::string hosts;
    std::string ports;
    bool has_port = false;
    for (std::size_t count = 0;; ++count) {
        const auto comma = authority.find(',');
        WHIMBREL_TRY(const auto one, parse_host(authority.substr(0, comma)));
        has_port = has_port || !one.port.empty();
        hosts += (count == 0 ? "" : ",") + one.host;
        ports += (count == 0 ? "" : ",") + one.port;
        if (comma == std::string_view::npos) break;
        authority.remove_prefix(comma + 1);
    }
    if (!hosts.empty()) parts.parameters["host"] = std::move(hosts);
    if (has_port) parts.parameters["port"] = std::move(ports);
    return {};
}

Result<> parse_uri_query(UrlParts& parts, std::string_view query) {
    while (!query.empty()) {
        const auto ampersand = query.find('&');
        const auto pair = query.substr(0, ampersand);
        query.remove_prefix(ampersand == std::string_view::npos ? query.size() : ampersand + 1);
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) return invalid("the URL has a parameter without a value").hint(std::string(k_encode_hint));
        WHIMBREL_TRY(auto name, decode(pair.substr(0, equals)));
        WHIMBREL_TRY(auto value, decode(pair.substr(equals + 1)));
        WHIMBREL_CHECK(add_parameter(parts, std::move(name), std::move(value)));
    }
    return {};
}

Result<UrlParts> parse_uri(std::string_view text) {
    UrlParts parts;
    const auto scheme_end = text.find("://");
    WHIMBREL_CHECK(check_scheme(text.substr(0, scheme_end)));
    text.remove_prefix(scheme_end + 3);
    const auto authority_end = std::min(text.find_first_of("/?"), text.size());
    WHIMBREL_CHECK(parse_authority(parts, text.substr(0, authority_end)));
    text.remove_prefix(authority_end);
    if (text.starts_with('/')) {
        const auto path = text.substr(1, std::min(text.find('?'), text.size()) - 1);
        if (path.find_first_of("@/") != std::string_view::npos)
            return invalid("the URL has a raw \"@\" or \"/\" where the database's name is expected").hint(std::string(k_encode_hint));
        WHIMBREL_TRY(auto database, decode(path));
        if (!database.empty()) parts.parameters["dbname"] = std::move(database);
        text.remove_prefix(path.size() + 1);
    }
    if (text.starts_with('?')) WHIMBREL_CHECK(parse_uri_query(parts, text.substr(1)));
    return parts;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// A value of a key=value text, quoted or not, with backslash escapes; nothing where a quote is not closed.
std::optional<std::string> parse_dsn_value(std::string_view text, std::size_t& at) {
    std::string value;
    const bool quoted = at < text.size() && text[at] == '\'';
    if (quoted) ++at;
    for (; at < text.size(); ++at) {
        if (quoted ? text[at] == '\'' : is_blank(text[at])) break;
        if (text[at] == '\\' && at + 1 < text.size()) ++at;
        value += text[at];
    }
    if (!quoted) return value;
    if (at == text.size()) return std::nullopt;
    ++at;
    return value;
}

/// libpq, "Keyword/Value Connection Strings". PQconninfoParse is not used, because its messages repeat pieces of what it reads, a
/// password among them, and because it knows no tool's parameters but its own.
Result<UrlParts> parse_dsn(std::string_view text) {
    UrlParts parts;
    std::size_t at = 0;
    const auto skip_blanks = [&] {
        while (at < text.size() && is_blank(text[at])) ++at;
    };
    for (skip_blanks(); at < text.size(); skip_blanks()) {
        const auto begin = at;
        while (at < text.size() && text[at] != '=' && !is_blank(text[at])) ++at;
        std::string name(text.substr(begin, at - begin));
        skip_blanks();
        if (at == text.size() || text[at] != '=' || name.empty())
            return invalid("the connection string has a word without \"=\"").hint("Put values with blanks into single quotes.");
        ++at;
        skip_blanks();
        auto value = parse_dsn_value(text, at);
        if (!value) return invalid("the connection string has a quote that is not closed").hint("Write a quote in a value as \\'.");
        WHIMBREL_CHECK(add_parameter(parts, std::move(name), std::move(*value)));
    }
    return parts;
}

}  // namespace

Result<Url> Url::parse(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return Url();
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    if (text.find('\0') != std::string_view::npos) return invalid("the URL holds a NUL byte").hint(std::string(k_form_hint));

    UrlParts parts;
    const auto scheme_end = text.find("://");
    if (scheme_end != std::string_view::npos && text.find_first_of("= ") > scheme_end) {
        WHIMBREL_TRY(parts, parse_uri(text));
    } else if (text.find('=') == std::string_view::npos) {
        return invalid("the text is neither a URL nor a connection string").hint(std::string(k_form_hint));
    } else if (text.find(';') != std::string_view::npos && text.find(' ') == std::string_view::npos) {
        return invalid("the connection string is in the form of .NET or ODBC").hint(std::string(k_form_hint));
    } else {
        WHIMBREL_TRY(parts, parse_dsn(text));
    }
    Url url;
    url.parameters_ = std::move(parts.parameters);
    url.schema_ = std::move(parts.schema);
    url.through_pooler_ = parts.through_pooler;
    return url;
}

}  // namespace whimbrel::pg
