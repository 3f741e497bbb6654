// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/head.h"

#include "whimbrel/parse/reach.h"
#include "whimbrel/parse/words.h"

#include <algorithm>
#include <array>

namespace whimbrel::parse {

namespace {

struct VerbClass {
    std::string_view verb;
    StatementClass statement_class;
};
constexpr auto k_verbs = std::to_array<VerbClass>({
    {"CREATE", StatementClass::definition},
    {"ALTER", StatementClass::definition},
    {"DROP", StatementClass::definition},
    {"COMMENT", StatementClass::definition},
    {"GRANT", StatementClass::definition},
    {"REVOKE", StatementClass::definition},
    {"SECURITY", StatementClass::definition},
    {"REFRESH", StatementClass::definition},
    {"IMPORT", StatementClass::definition},
    {"REASSIGN", StatementClass::definition},
    {"SET", StatementClass::setting},
    {"RESET", StatementClass::setting},
    {"BEGIN", StatementClass::transaction},
    {"START", StatementClass::transaction},
    {"COMMIT", StatementClass::transaction},
    {"END", StatementClass::transaction},
    {"ROLLBACK", StatementClass::transaction},
    {"ABORT", StatementClass::transaction},
    {"SAVEPOINT", StatementClass::transaction},
    {"RELEASE", StatementClass::transaction},
    {"INSERT", StatementClass::data},
    {"UPDATE", StatementClass::data},
    {"DELETE", StatementClass::data},
    {"MERGE", StatementClass::data},
    {"TRUNCATE", StatementClass::data},
    {"COPY", StatementClass::data},
    {"SELECT", StatementClass::data},
    {"WITH", StatementClass::data},
    {"VALUES", StatementClass::data},
    {"CALL", StatementClass::data},
    {"TABLE", StatementClass::data},
    {"DO", StatementClass::block},
});

/// Objects of more than one word; any other is named by its first.
constexpr auto k_compounds = std::to_array<std::array<std::string_view, 3>>({
    {"ACCESS", "METHOD", ""},
    {"DEFAULT", "PRIVILEGES", ""},
    {"EVENT", "TRIGGER", ""},
    {"FOREIGN", "DATA", "WRAPPER"},
    {"FOREIGN", "TABLE", ""},
    {"FOREIGN", "SCHEMA", ""},
    {"LARGE", "OBJECT", ""},
    {"MATERIALIZED", "VIEW", ""},
    {"OPERATOR", "CLASS", ""},
    {"OPERATOR", "FAMILY", ""},
    {"TEXT", "SEARCH", "CONFIGURATION"},
    {"TEXT", "SEARCH", "DICTIONARY"},
    {"TEXT", "SEARCH", "PARSER"},
    {"TEXT", "SEARCH", "TEMPLATE"},
    {"USER", "MAPPING", ""},
});

class HeadReader {
public:
    HeadReader(std::string_view source, std::span<const Token> tokens) : words_(source, tokens) {}

    Head run() {
        if (words_.at_end()) return head_;
        if (words_.kind() == TokenKind::psql_command) {
            head_.statement_class = StatementClass::psql;
            head_.verb = words_.text().substr(0, words_.text().find_first_of(" \t"));
            return head_;
        }
        const auto begin = words_.position();
        read_verb();
        if (head_.verb == "SELECT") read_set_config();
        words_.rewind(begin);
        head_.outside_transaction = runs_outside_transaction(words_, head_.verb, head_.object);
        head_.reaches_outside = reach_of(words_, head_.verb, head_.object);
        return head_;
    }

private:
    void read_verb() {
        while (words_.text() == "(") words_.advance();
        head_.verb = words_.kind() == TokenKind::word ? words_.upper() : std::string();
        const auto* known = std::ranges::find(k_verbs, std::string_view(head_.verb), &VerbClass::verb);
        if (known != k_verbs.end()) head_.statement_class = known->statement_class;
        words_.advance();
        if (head_.verb == "PREPARE" && words_.is("TRANSACTION")) head_.statement_class = StatementClass::transaction;
        if (head_.verb == "CREATE") read_create();
        else if (head_.verb == "ALTER" || head_.verb == "DROP") read_existing();
        else if (head_.verb == "COMMENT") read_comment();
        else if (head_.verb == "SECURITY") read_label();
        else if (head_.verb == "GRANT" || head_.verb == "REVOKE") read_grant();
        else if (head_.verb == "REFRESH" || head_.verb == "IMPORT") read_existing();
        else if (head_.verb == "SET" || head_.verb == "RESET") read_setting();
        else read_data();
    }

    void read_create() {
        head_.or_replace = words_.skip_all({"OR", "REPLACE"});
        while (skip_modifier()) {}
        read_object();
        words_.skip("CONCURRENTLY");
        head_.if_not_exists = words_.skip_all({"IF", "NOT", "EXISTS"});
        read_subject();
    }

    void read_existing() {
        words_.skip("PROCEDURAL");
        read_object();
        words_.skip("CONCURRENTLY");
        words_.skip_all({"IF", "EXISTS"});
        words_.skip("ONLY");
        read_subject();
    }

    void read_comment() {
        if (!words_.skip("ON")) return;
        words_.skip("PROCEDURAL");
        read_object();
        read_subject();
    }

    void read_label() {
        if (!words_.skip("LABEL")) return;
        head_.verb = "SECURITY LABEL";
        if (words_.skip_past("ON")) {
            words_.skip("PROCEDURAL");
            read_object();
            read_subject();
        }
    }

    /// Words between CREATE and the object's kind that do not make another kind of it.
    bool skip_modifier() {
        if (words_.is("CONSTRAINT")) return words_.is("TRIGGER", 1) && words_.skip("CONSTRAINT");
        if (words_.is("DEFAULT")) return words_.is("CONVERSION", 1) && words_.skip("DEFAULT");
        if (!words_.is_any({"TEMP", "TEMPORARY", "UNLOGGED", "GLOBAL", "LOCAL", "UNIQUE", "RECURSIVE", "TRUSTED", "PROCEDURAL"})) return false;
        words_.advance();
        return true;
    }

    void read_object() {
        for (const auto& [first, second, third] : k_compounds) {
            const bool is_it = third.empty() ? words_.skip_all({first, second}) : words_.skip_all({first, second, third});
            if (!is_it) continue;
            head_.object = std::string(first) + " " + std::string(second);
            if (!third.empty()) head_.object += " " + std::string(third);
            return;
        }
        if (words_.kind() != TokenKind::word) return;
        head_.object = words_.upper();
        words_.advance();
    }

    /// The name, and what PostgreSQL needs beside it to tell the object from others.
    void read_subject() {
        const std::string_view object = head_.object;
        if (object == "CAST") {
            if (words_.text() == "(") head_.name = words_.take_parenthesis();
        } else if (object == "USER MAPPING" || object == "TRANSFORM") {
            read_for();
        } else if (object == "INDEX") {
            read_index();
        } else if (object == "COLUMN") {
            read_column();
        } else if (object == "SCHEMA") {
            // CREATE SCHEMA AUTHORIZATION role names it after the role.
            words_.skip("AUTHORIZATION");
            read_name();
        } else if (object == "FUNCTION" || object == "PROCEDURE" || object == "AGGREGATE" || object == "ROUTINE" || object == "OPERATOR") {
            read_name();
            if (words_.text() == "(") head_.arguments = words_.take_parenthesis();
        } else if (object == "TRIGGER" || object == "RULE" || object == "POLICY" || object == "CONSTRAINT") {
            read_name();
            if (words_.skip_past(object == "RULE" && head_.verb == "CREATE" ? "TO" : "ON")) head_.arguments = take_qualified();
        } else if (object == "OPERATOR CLASS" || object == "OPERATOR FAMILY") {
            read_name();
            if (words_.skip_past("USING") && words_.is_name()) head_.arguments = stored_name(words_.text());
        } else if (object != "DEFAULT PRIVILEGES") {
            read_name();
        }
    }

    /// FOR user SERVER server, FOR type LANGUAGE language.
    void read_for() {
        words_.skip_all({"IF", "NOT", "EXISTS"});
        if (!words_.skip("FOR")) return;
        read_name();
        if ((words_.skip_past("SERVER") || words_.skip_past("LANGUAGE")) && words_.is_name()) head_.arguments = stored_name(words_.text());
    }

    void read_index() {
        if (head_.verb != "CREATE") return read_name();
        read_name();
        if (!words_.skip("ON")) return;
        words_.skip("ONLY");
        // An index stands in its table's schema.
        const auto parts = take_parts();
        if (parts.size() > 1) head_.schema = parts[parts.size() - 2];
    }

    /// table.column and schema.table.column: the table goes where a trigger's goes.
    void read_column() {
        auto parts = take_parts();
        if (parts.empty()) return;
        head_.name = std::move(parts.back());
        parts.pop_back();
        for (const auto& part : parts) head_.arguments += (head_.arguments.empty() ? "" : ".") + part;
    }

    void read_grant() {
        words_.skip_all({"GRANT", "OPTION", "FOR"});
        if (!words_.skip_past("ON")) {
            head_.object = "ROLE";
            return read_name();
        }
        if (words_.skip("ALL")) {
            // ALL TABLES IN SCHEMA s
            head_.object = "ALL " + words_.upper();
            words_.advance();
            words_.skip_all({"IN", "SCHEMA"});
            return read_name();
        }
        const bool has_kind = words_.is_name(1) && !words_.is("TO", 1) && !words_.is("FROM", 1);
        if (words_.skip_all({"FOREIGN", "SERVER"})) head_.object = "SERVER";
        else if (has_kind) read_object();
        else head_.object = "TABLE";
        read_subject();
    }

    void read_setting() {
        if (!words_.skip("SESSION")) words_.skip("LOCAL");
        for (const auto& part : take_parts()) head_.name += (head_.name.empty() ? "" : ".") + part;
    }

    /// What rows are changed of.
    void read_data() {
        if (head_.verb == "INSERT" || head_.verb == "MERGE") words_.skip("INTO");
        else if (head_.verb == "DELETE") words_.skip("FROM");
        else if (head_.verb == "TRUNCATE") words_.skip("TABLE");
        else if (head_.verb != "UPDATE" && head_.verb != "COPY" && head_.verb != "CALL") return;
        if (!words_.is_name()) return;
        head_.object = head_.verb == "CALL" ? "PROCEDURE" : "TABLE";
        words_.skip("ONLY");
        read_name();
    }

    /// pg_dump writes SELECT pg_catalog.set_config('search_path', '', false), and nothing behind it.
    void read_set_config() {
        if (words_.is("PG_CATALOG") && words_.text(1) == ".") {
            words_.advance();
            words_.advance();
        }
        if (!words_.is("SET_CONFIG") || words_.text(1) != "(" || words_.kind(2) != TokenKind::string) return;
        const auto literal = words_.text(2);
        words_.advance();
        words_.take_parenthesis();
        if (!words_.at_end()) return;
        head_.statement_class = StatementClass::setting;
        head_.name = literal.size() < 2 ? std::string() : std::string(literal.substr(1, literal.size() - 2));
    }

    /// Names joined by dots; an operator's name may be the last.
    std::vector<std::string> take_parts() {
        std::vector<std::string> parts;
        for (;;) {
            const bool is_operator = head_.object == "OPERATOR" && words_.kind() == TokenKind::punctuation && !words_.at_end() && words_.text() != "(";
            // An unquoted ON is never a name: it is reserved, and follows where an index or statistics object has none.
            if ((!words_.is_name() && !is_operator) || words_.is("ON")) return parts;
            parts.push_back(words_.is_name() ? stored_name(words_.text()) : std::string(words_.text()));
            words_.advance();
            if (words_.text() != ".") return parts;
            words_.advance();
        }
    }

    void read_name() {
        auto parts = take_parts();
        if (parts.empty()) return;
        head_.name = std::move(parts.back());
        if (parts.size() > 1) head_.schema = std::move(parts[parts.size() - 2]);
    }

    std::string take_qualified() {
        words_.skip("ONLY");
        words_.skip("DOMAIN");
        std::string joined;
        for (const auto& part : take_parts()) joined += (joined.empty() ? "" : ".") + part;
        return joined;
    }

    Words words_;
    Head head_;
};

}  // namespace

Head read_head(std::string_view source, std::span<const Token> tokens) { return HeadReader(source, tokens).run(); }

}  // namespace whimbrel::parse
