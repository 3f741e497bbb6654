// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/reach.h"

#include "whimbrel/parse/head.h"
#include "whimbrel/parse/reach_names.h"

#include <algorithm>
#include <array>

namespace whimbrel::parse {

namespace {

/// Functions that read, write or list files of the server.
constexpr auto k_outside_functions = std::to_array<std::string_view>({
    "lo_export",
    "lo_import",
    "pg_file_read",
    "pg_file_rename",
    "pg_file_sync",
    "pg_file_unlink",
    "pg_file_write",
    "pg_ls_archive_statusdir",
    "pg_ls_dir",
    "pg_ls_logdir",
    "pg_ls_tmpdir",
    "pg_ls_waldir",
    "pg_read_binary_file",
    "pg_read_file",
    "pg_stat_file",
});

constexpr std::string_view k_alter_subscription_enable = "ALTER SUBSCRIPTION … ENABLE";
constexpr std::string_view k_alter_subscription_publication = "ALTER SUBSCRIPTION … PUBLICATION";
constexpr std::string_view k_alter_subscription_refresh = "ALTER SUBSCRIPTION … REFRESH PUBLICATION";
constexpr std::string_view k_alter_subscription_slot = "ALTER SUBSCRIPTION … SET (failover, two_phase)";
constexpr std::string_view k_alter_system = "ALTER SYSTEM";
constexpr std::string_view k_copy_from_file = "COPY … FROM file";
constexpr std::string_view k_copy_program = "COPY … PROGRAM";
constexpr std::string_view k_copy_to_file = "COPY … TO file";
constexpr std::string_view k_create_subscription = "CREATE SUBSCRIPTION";
constexpr std::string_view k_create_tablespace = "CREATE TABLESPACE";
constexpr std::string_view k_drop_subscription = "DROP SUBSCRIPTION";
constexpr std::string_view k_load = "LOAD";
constexpr std::string_view k_options_program = "OPTIONS (program)";
/// Followed by the language.
constexpr std::string_view k_do_language = "DO LANGUAGE ";

/// What a statement does by itself, whatever it calls.
constexpr std::array k_outside_statements = {k_alter_subscription_enable,
                                             k_alter_subscription_publication,
                                             k_alter_subscription_refresh,
                                             k_alter_subscription_slot,
                                             k_alter_system,
                                             k_copy_from_file,
                                             k_copy_program,
                                             k_copy_to_file,
                                             k_create_subscription,
                                             k_create_tablespace,
                                             k_drop_subscription,
                                             k_language_c,
                                             k_language_internal,
                                             k_load,
                                             k_options_program};

/// By convention these end in u (CREATE LANGUAGE).
bool is_untrusted(std::string_view language) { return language.size() > 1 && (language.ends_with('u') || language == "plsh"); }

bool contains(Words words, std::string_view upper_case) { return words.skip_past(upper_case); }

/// True where an option in parentheses is switched off: "connect = false", "slot_name = NONE".
bool is_off(Words words, std::string_view option) {
    for (; !words.at_end(); words.advance()) {
        if (!words.is(option)) continue;
        const std::size_t ahead = words.text(1) == "=" ? 2 : 1;
        const auto value = words.text(ahead);
        for (const std::string_view off : {"FALSE", "OFF", "NONE"})
            if (is_word(value, off) || (value.size() == off.size() + 2 && is_word(value.substr(1, off.size()), off))) return true;
        return value == "0";
    }
    return false;
}

bool has_option(Words words, std::string_view option) {
    for (; !words.at_end(); words.advance())
        if (words.is(option)) return true;
    return false;
}

/// ALTER SUBSCRIPTION … SET of what its slot has at the publisher; what begins two_phase there is the next worker. `words` stands at the
/// statement's beginning.
bool is_of_slot(const Words& words) {
    constexpr std::size_t k_options = 4;  // behind ALTER SUBSCRIPTION name SET
    return words.text(k_options) == "(" && (has_option(words, "FAILOVER") || is_off(words, "TWO_PHASE"));
}

bool subscription_outside(const Words& words, std::string_view verb) {
    if (verb == "DROP") return true;
    // pg_dump writes connect = false, which makes no slot.
    if (verb == "CREATE") return !is_off(words, "CONNECT") && !is_off(words, "CREATE_SLOT") && !is_off(words, "SLOT_NAME");
    if (is_of_slot(words)) return true;
    return has_option(words, "REFRESH") ? !is_off(words, "REFRESH") : contains(words, "PUBLICATION");
}

/// What of a subscription goes to its publisher, or lets the server's workers go there. `words` stands at the statement's beginning.
std::string_view subscription_reach(const Words& words, std::string_view verb) {
    constexpr std::size_t k_action = 3;  // behind ALTER SUBSCRIPTION name
    if (verb == "CREATE") return is_off(words, "CONNECT") ? std::string_view() : k_create_subscription;
    if (verb == "DROP") return k_drop_subscription;
    if (verb != "ALTER") return {};
    if (words.is("ENABLE", k_action)) return k_alter_subscription_enable;
    if (words.is("REFRESH", k_action)) return k_alter_subscription_refresh;
    if (words.is("PUBLICATION", k_action + 1) && !is_off(words, "REFRESH")) return k_alter_subscription_publication;
    return is_of_slot(words) ? k_alter_subscription_slot : std::string_view();
}

/// COPY's source or target as whimbrel names it, from behind the word COPY to the next semicolon.
std::string_view copy_reach(Words& words) {
    for (int depth = 0; !words.at_end() && words.text() != ";"; words.advance()) {
        if (words.text() == "(") ++depth;
        if (words.text() == ")") --depth;
        if (depth != 0 || !words.is_any({"FROM", "TO"})) continue;
        if (words.is("PROGRAM", 1)) return k_copy_program;
        if (words.kind(1) == TokenKind::string || words.kind(1) == TokenKind::dollar_string) return words.is("FROM") ? k_copy_from_file : k_copy_to_file;
    }
    return {};
}

/// The text that a string token stands for, near enough to look for words in it.
std::string_view body_of(std::string_view text, TokenKind kind) {
    const char quote = kind == TokenKind::dollar_string ? '$' : '\'';
    const auto opening = text.find(quote);
    const auto begin = kind == TokenKind::dollar_string ? text.find('$', opening + 1) + 1 : opening + 1;
    const auto closing = kind == TokenKind::dollar_string ? begin : 1;
    return text.size() < begin + closing ? std::string_view() : text.substr(begin, text.size() - begin - closing);
}

/// Bodies are looked into: a DO block runs at once, and a function's does as soon as an event trigger or a default calls it.
std::string_view call_reach(Words words, bool has_bodies) {
    for (; !words.at_end(); words.advance()) {
        const auto kind = words.kind();
        if (words.is_name() && words.text(1) == "(") {
            const auto found = std::ranges::find(k_outside_functions, std::string_view(stored_name(words.text())));
            if (found != k_outside_functions.end()) return *found;
        }
        if (!has_bodies || (kind != TokenKind::dollar_string && kind != TokenKind::string)) continue;
        const auto body = body_of(words.text(), kind);
        const auto tokens = lex(body);
        Words inner(body, tokens);
        if (auto found = call_reach(inner, false); !found.empty()) return found;
        for (; !inner.at_end(); inner.advance()) {
            if (inner.is("COPY"))
                if (auto found = copy_reach(inner); !found.empty()) return found;
            if (inner.is("ALTER") && inner.is("SYSTEM", 1)) return k_alter_system;
        }
    }
    return {};
}

/// The language of a routine or DO block, stored form.
std::string language_of(Words words) {
    if (!words.skip_past("LANGUAGE")) return {};
    if (words.kind() == TokenKind::string) {
        const auto text = words.text();
        return text.size() < 2 ? std::string() : stored_name(text.substr(1, text.size() - 2));
    }
    return words.is_name() ? stored_name(words.text()) : std::string();
}

/// What has one name for all.
std::string_view named_reach(Words words, std::string_view verb, std::string_view object) {
    const auto begin = words.position();
    if (verb == "LOAD") return k_load;
    if (verb == "COPY") {
        words.advance();
        if (auto found = copy_reach(words); !found.empty()) return found;
        words.rewind(begin);
    }
    if (verb == "ALTER" && object == "SYSTEM") return k_alter_system;
    if (verb == "CREATE" && object == "TABLESPACE") return k_create_tablespace;
    if (object == "SUBSCRIPTION") return subscription_reach(words, verb);
    const bool is_routine = verb == "CREATE" && (object == "FUNCTION" || object == "PROCEDURE");
    if (is_routine) {
        const auto language = language_of(words);
        if (language == "c") return k_language_c;
        if (language == "internal") return k_language_internal;
    }
    if (verb == "CREATE" && object == "FOREIGN TABLE" && has_option(words, "PROGRAM")) return k_options_program;
    // These name functions without calling them.
    constexpr auto k_naming_verbs = std::to_array<std::string_view>({"GRANT", "REVOKE", "COMMENT", "ALTER", "DROP", "SECURITY LABEL"});
    if (std::ranges::find(k_naming_verbs, verb) != k_naming_verbs.end()) return {};
    return call_reach(words, is_routine || verb == "DO");
}

}  // namespace

bool runs_outside_transaction(const Words& words, std::string_view verb, std::string_view object) {
    const bool creates_or_drops = verb == "CREATE" || verb == "DROP";
    if (verb == "VACUUM") return true;
    if (verb == "DISCARD") return words.is("ALL", 1);
    // CLUSTER of all tables; of one it may be in a transaction.
    if (verb == "CLUSTER") return words.size() == 1 || (words.size() == 2 && words.is("VERBOSE", 1));
    if (verb == "REINDEX")
        return has_option(words, "CONCURRENTLY") || has_option(words, "DATABASE") || has_option(words, "SYSTEM") || has_option(words, "SCHEMA");
    if ((verb == "COMMIT" || verb == "ROLLBACK") && words.is("PREPARED", 1)) return true;
    if (object == "INDEX" && creates_or_drops) return contains(words, "CONCURRENTLY");
    if (object == "TABLE" && verb == "ALTER") return contains(words, "DETACH") && contains(words, "CONCURRENTLY");
    if (object == "DATABASE" || object == "TABLESPACE") return creates_or_drops || (verb == "ALTER" && object == "DATABASE" && contains(words, "TABLESPACE"));
    if (object == "SYSTEM") return verb == "ALTER";
    if (object == "SUBSCRIPTION" && (creates_or_drops || verb == "ALTER")) return subscription_outside(words, verb);
    return false;
}

std::string reach_of(const Words& words, std::string_view verb, std::string_view object) {
    // What an untrusted language runs is no SQL that could be looked into.
    if (verb == "DO")
        if (const auto language = language_of(words); is_untrusted(language)) return std::string(k_do_language) + language;
    return std::string(named_reach(words, verb, object));
}

bool is_reach_name(std::string_view name) {
    if (name.starts_with(k_do_language)) return is_untrusted(name.substr(k_do_language.size()));
    return std::ranges::find(k_outside_statements, name) != k_outside_statements.end() ||
           std::ranges::find(k_outside_functions, name) != k_outside_functions.end();
}

std::vector<std::string> reach_names() {
    std::vector<std::string> names(k_outside_statements.begin(), k_outside_statements.end());
    names.push_back(std::string(k_do_language) + "plpython3u");
    names.insert(names.end(), k_outside_functions.begin(), k_outside_functions.end());
    return names;
}

}  // namespace whimbrel::parse
