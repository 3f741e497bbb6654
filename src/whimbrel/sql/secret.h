// SPDX-License-Identifier: Apache-2.0
// Which options hold secrets, as conditions in SQL: the server leaves their values out, so that they never get into this process.
// For the queries of kinds/ and of imprint/, which must agree. What they say is in docs/guide/secrets.md.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace whimbrel::sql {

/// How the value begins that a throwaway server is given for a variable (variable.h).
inline constexpr std::string_view k_stand_in = "application_name=whimbrel-variable-";

/// Texts joined when the program is compiled, ended by a zero.
template <std::size_t... N>
consteval auto joined(const std::array<char, N>&... parts) {
    std::array<char, (N + ...) - sizeof...(N) + 1> out{};
    std::size_t at = 0;
    const auto add = [&](const auto& part) {
        for (const char c : part)
            if (c != '\0') out[at++] = c;
    };
    (add(parts), ...);
    return out;
}
template <std::size_t... N>
consteval auto text(const char (&... parts)[N]) {
    return joined(std::to_array(parts)...);
}

namespace secret {

// An element of an option list (pg_foreign_server.srvoptions and its like) is called o: 'name=value'.
inline constexpr auto k_name = text("pg_catalog.lower(pg_catalog.split_part(o, '=', 1))");
inline constexpr auto k_value = text("pg_catalog.substr(o, pg_catalog.strpos(o, '=') + 1)");

/// The value is a variable's stand-in.
inline constexpr auto k_is_stand_in = joined(k_value, text(" LIKE 'application\\_name=whimbrel-variable-%'"));

// Patterns as POSIX and ECMAScript have them alike, for names in small letters.
/// Of a user mapping, whose purpose it is to hold secrets, all is one but these.
inline constexpr auto k_harmless_of_mapping = text("^(user|username|user_name|remote_user|password_required|sslcert|sslkey|krbsrvname|service)$");
/// Of anything else, what is called like one…
inline constexpr auto k_named_secret = text("(passw|passphrase|passcode|pwd|secret|token|credential|api_?key|access_?key|private_?key)");
/// …and a value, letters being equal to small ones, that is a URL or a connection string with a password.
inline constexpr auto k_value_with_secret = text("(://[^/?#]*:[^/?#]*@|(passw|pwd)[a-z]*[[:space:]]*=)");

inline constexpr auto k_is_secret_of_mapping = joined(text("("), k_name, text(" !~ '"), k_harmless_of_mapping, text("')"));
inline constexpr auto k_is_secret = joined(text("("), k_name, text(" ~ '"), k_named_secret, text("' AND "), k_name, text(" <> 'password_required' OR "),
                                           k_value, text(" ~* '"), k_value_with_secret, text("')"));

/// 'name==value', or 'name=!' where the value is a secret and no stand-in.
inline constexpr auto k_shown_if = text("pg_catalog.split_part(o, '=', 1) || CASE WHEN ");
inline constexpr auto k_shown_then = joined(text(" AND NOT "), k_is_stand_in, text(" THEN '=!' ELSE '==' || "), k_value, text(" END"));
inline constexpr auto k_shown = joined(k_shown_if, k_is_secret, k_shown_then);
inline constexpr auto k_shown_of_mapping = joined(k_shown_if, k_is_secret_of_mapping, k_shown_then);

/// The element as an imprint prints it: of what is no secret and stands for no other value, as it is.
inline constexpr auto k_printed_if = text("CASE WHEN ");
inline constexpr auto k_printed_then = joined(text(" OR "), k_is_stand_in, text(" THEN pg_catalog.split_part(o, '=', 1) || '=(not told)' ELSE o END"));
inline constexpr auto k_printed = joined(k_printed_if, k_is_secret, k_printed_then);
inline constexpr auto k_printed_of_mapping = joined(k_printed_if, k_is_secret_of_mapping, k_printed_then);

}  // namespace secret

/// ARRAY(…) over a text[] column of options, each element 'name==value', or 'name=!' for a secret.
inline std::string shown_options(std::string_view column) {
    return "ARRAY(SELECT " + std::string(secret::k_shown.data()) + " FROM pg_catalog.unnest(" + std::string(column) + ") o)";
}
/// The same for a user mapping's.
inline std::string shown_mapping_options(std::string_view column) {
    return "ARRAY(SELECT " + std::string(secret::k_shown_of_mapping.data()) + " FROM pg_catalog.unnest(" + std::string(column) + ") o)";
}

}  // namespace whimbrel::sql
