// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/declaration.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"
#include "whimbrel/parse/reach_names.h"
#include "whimbrel/parse/secret.h"
#include "whimbrel/shadow/role_statements.h"
#include "whimbrel/sql/names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace whimbrel::shadow {

namespace {

using parse::StatementClass;

/// The offset of a statement's second token where that is `word`.
std::optional<std::size_t> second_word(const parse::SplitStatement& statement, std::string_view word) {
    int words = 0;
    for (const auto& token : parse::lex(statement.text)) {
        if (token.is_comment() || ++words < 2) continue;
        if (parse::is_word(token.text(statement.text), word)) return token.begin;
        return std::nullopt;
    }
    return std::nullopt;
}

/// Kinds whose names share one name space: relations have row types. A statement about another's name is no matter.
std::string_view name_space(std::string_view object) {
    constexpr auto k_relations =
        std::to_array<std::string_view>({"TABLE", "FOREIGN TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE", "INDEX", "TYPE", "DOMAIN"});
    constexpr auto k_routines = std::to_array<std::string_view>({"FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE"});
    if (std::ranges::find(k_relations, object) != k_relations.end()) return "relation";
    if (std::ranges::find(k_routines, object) != k_routines.end()) return "routine";
    return object;
}

/// Named within their table, which stands in Head::arguments.
bool is_of_table(std::string_view object) {
    return object == "TRIGGER" || object == "RULE" || object == "POLICY" || object == "CONSTRAINT" || object == "COLUMN";
}

/// Databases, tablespaces and the like belong to the server; their names mean nothing on the shadow.
bool concerns_server(const parse::Head& head) {
    return head.statement_class == StatementClass::other || head.object == "DATABASE" || head.object == "TABLESPACE" || head.object == "SYSTEM";
}

/// The offset of an unquoted word anywhere in a statement.
std::optional<std::size_t> word_in(const parse::SplitStatement& statement, std::string_view word) {
    for (const auto& token : parse::lex(statement.text))
        if (token.kind == parse::TokenKind::word && parse::is_word(token.text(statement.text), word)) return token.begin;
    return std::nullopt;
}

/// A byte's place in characters, from 1, as the server counts positions.
int character_at(const std::string& text, std::size_t offset) {
    const auto is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<int>(std::ranges::count_if(text.substr(0, offset), is_first_byte)) + 1;
}

/// The first string behind the word AS that stands outside of parentheses: the library of a function in C.
std::string_view library_of(const std::string& text) {
    int depth = 0;
    bool behind_as = false;
    for (const auto& token : parse::lex(text)) {
        if (token.is_comment()) continue;
        const auto word = token.text(text);
        if (word == "(") ++depth;
        if (word == ")") --depth;
        if (depth == 0 && behind_as && token.kind == parse::TokenKind::string) return word;
        behind_as = parse::is_word(word, "AS");
    }
    return {};
}

/// What stands where a keyword should may be anything.
std::string brief_word(const std::string& word) {
    constexpr std::size_t k_most = 40;
    return word.size() <= k_most ? word : word.substr(0, k_most) + "…";
}

/// A statement that is of no sort that PostgreSQL has: a misspelled CREATE, or no SQL at all.
bool is_unknown(const parse::Head& head) {
    // Of those that are no definitions, no rows and no settings; PostgreSQL documentation, "SQL Commands".
    constexpr auto k_others = std::to_array<std::string_view>({"ANALYZE", "CHECKPOINT", "CLOSE",   "CLUSTER", "DEALLOCATE", "DECLARE",  "DISCARD", "EXECUTE",
                                                               "EXPLAIN", "FETCH",      "IMPORT",  "LISTEN",  "LOAD",       "LOCK",     "MOVE",    "NOTIFY",
                                                               "PREPARE", "REASSIGN",   "REINDEX", "REPACK",  "SHOW",       "UNLISTEN", "VACUUM",  "WAIT"});
    return head.statement_class == StatementClass::other && std::ranges::find(k_others, head.verb) == k_others.end();
}

Error unknown_statement(const parse::Head& head, SourceSpan at) {
    const std::vector<std::string> verbs{"CREATE", "ALTER", "COMMENT", "GRANT", "REVOKE", "SECURITY", "SET", "SELECT", "DROP", "REFRESH", "DO"};
    auto failing = fail(ErrorCode::declaration_broken, format("no SQL statement begins with \"{}\"", brief_word(head.verb))).at(std::move(at));
    if (const auto near = nearest(head.verb, verbs); !near.empty()) return std::move(failing).hint(format("Did you mean {}?", near)).take();
    return std::move(failing).hint("Correct the SQL there or just before it: a statement before may end too early, or the file is not SQL.").take();
}

/// PostgreSQL cuts longer names (NAMEDATALEN - 1).
constexpr std::size_t k_longest_name = 63;

/// Walks the files and builds the declaration.
class Reader {
public:
    Reader(const LoadOptions& options, std::vector<Error>& errors) : options_(options), errors_(errors) {
        declaration_.kind = options.kind;
        declaration_.managed = options.managed;
        declaration_.settings.emplace_back();
    }

    void read(const parse::SplitFile& file) {
        lasting_.clear();
        chain_ = 0;
        in_block_ = false;
        data_warned_ = false;
        code_warned_ = false;
        for (const auto& statement : file.statements) read(file, statement);
    }

    Declaration take() { return std::move(declaration_); }

private:
    void read(const parse::SplitFile& file, const parse::SplitStatement& statement) {
        Item item{.file = &file, .statement = &statement, .settings = chain_};
        const auto& head = statement.head;
        const bool allowed = head.reaches_outside.empty() || options_.allowed_outside.contains(head.reaches_outside);
        const bool admitted = !allowed && options_.kind == DeclarationKind::dump && comes_with_server(statement);
        if (admitted) warn_of_server_code(item);
        else if (!allowed) return refuse_reach(item);
        if (head.statement_class == StatementClass::psql) return;
        if (head.statement_class == StatementClass::transaction) return read_transaction(item);
        if (head.statement_class == StatementClass::setting) return read_setting(item);
        if (is_unknown(head)) return errors_.push_back(unknown_statement(head, place(item)));
        if (is_about_role(head) && !admit_role(item)) return;
        if (is_about_membership(head)) warn_of_membership(item);
        item.database = database_named(statement);
        if (item.database && !is_of_one_database(item)) return;
        if (!item.database && concerns_server(head)) return refuse_server_statement(item);
        warn_of_long_names(item);
        warn_of_secrets(item);
        warn_of_line_ends(item);
        if (head.statement_class == StatementClass::data && !admit_data(item)) return;
        declaration_.items.push_back(item);
    }

    /// A role that is not managed is made for what names it, and no more: it belongs to the whole server. A password would be read by everybody who may read
    /// the declaration.
    bool admit_role(const Item& item) {
        if (const auto password = word_in(*item.statement, "PASSWORD")) {
            errors_.push_back(fail(ErrorCode::declaration_broken, format("{} sets a password, and a declaration holds none", title(*item.statement)))
                                  .at(place(item, character_at(item.statement->text, *password)))
                                  .hint("Remove it, and set the password on each server with psql's \\password or by your secret store.")
                                  .take());
            return false;
        }
        const auto& name = item.head().name;
        const bool is_managed = options_.managed.covers("role", name);
        if (is_managed && is_of_initdb(name)) {
            errors_.push_back(never_managed(title(*item.statement), place(item)));
            return false;
        }
        if (options_.warn && !is_managed && !database_named(*item.statement))
            options_.warn(format("{}: {} is not managed: no [[manage]] rule names the role; on the throwaway server it has its effect", render(place(item)),
                                 title(*item.statement)));
        return true;
    }

    void warn_of_membership(const Item& item) {
        if (!options_.warn) return;
        for (const auto& member : members_in(item.statement->text))
            if (!options_.managed.covers("role", member))
                options_.warn(format("{}: that {} is a member of a role is not managed: no [[manage]] rule names it", render(place(item)),
                                     sql::Identifier{member}.render()));
    }

    /// Whatever the name is, it means the database that is declared; two names would mean two.
    bool is_of_one_database(const Item& item) {
        const auto& name = item.database->name;
        if (!database_) database_ = {name, place(item)};
        if (database_->first == name) return true;
        errors_.push_back(
            fail(ErrorCode::declaration_broken, format("the declaration is of two databases, {} (at {}) and {}", sql::Identifier{database_->first}.render(),
                                                       render(database_->second), sql::Identifier{name}.render()))
                .at(place(item))
                .hint("Name one database throughout: whatever it is called, it means the one that the schema is applied to.")
                .take());
        return false;
    }

    void refuse_reach(const Item& item) {
        const auto& reach = item.head().reaches_outside;
        std::string hint = format("Remove it; if you trust it, write allow = [\"{}\"] under [shadow] in whimbrel.toml.", reach);
        if (item.head().object == "SUBSCRIPTION")
            hint = item.head().verb == "CREATE" ? "Declare it WITH (connect = false): whoever runs the replication enables it."
                                                : "Remove it: it is for whoever runs the replication, on each database.";
        errors_.push_back(fail(ErrorCode::reaches_outside, format("{} reaches outside the database", reach)).at(place(item)).hint(std::move(hint)).take());
    }

    void warn_of_server_code(const Item& item) {
        if (std::exchange(code_warned_, true) || !options_.warn) return;
        options_.warn(format("{}: functions of {} are made on the shadow; nothing checks that they are declared as their code expects", render(place(item)),
                             item.head().reaches_outside));
    }

    void warn_of_long_names(const Item& item) {
        if (!options_.warn || item.statement->text.size() <= k_longest_name) return;
        const auto& text = item.statement->text;
        for (const auto& token : parse::lex(text)) {
            if (token.kind != parse::TokenKind::word && token.kind != parse::TokenKind::quoted_identifier) continue;
            const auto name = token.text(text);
            const auto size = token.kind == parse::TokenKind::word ? name.size() : name.size() - 2;
            if (size <= k_longest_name || name.starts_with("U&") || name.starts_with("u&")) continue;
            options_.warn(format("{}: PostgreSQL cuts names to {} bytes, and {} has {}", render(place(item, character_at(text, token.begin))), k_longest_name,
                                 name, size));
        }
    }

    void warn_of_secrets(const Item& item) {
        if (!options_.warn) return;
        const auto& text = item.statement->text;
        for (const auto& secret : parse::clear_secrets(text, item.head()))
            options_.warn(format("{}: the secret of {} stands in clear and is not kept; write the name of a variable, :'name', in its place",
                                 render(place(item, character_at(text, secret.begin))), secret.option));
    }

    /// A function's body keeps the line ends of its file, so it is another one on the machine of somebody whose git writes LF.
    void warn_of_line_ends(const Item& item) {
        const auto& text = item.statement->text;
        if (!options_.warn || text.find("\r\n") == std::string::npos || warned_of_line_ends_.contains(item.file)) return;
        for (const auto& token : parse::lex(text)) {
            const bool is_kept = token.kind == parse::TokenKind::string || token.kind == parse::TokenKind::dollar_string;
            if (!is_kept || token.text(text).find("\r\n") == std::string_view::npos) continue;
            warned_of_line_ends_.insert(item.file);
            options_.warn(format("{}: the lines of this text end with CR LF, which become a part of it; save the file with LF",
                                 render(place(item, character_at(text, token.begin)))));
            return;
        }
    }

    void read_transaction(const Item& item) {
        const auto& verb = item.head().verb;
        if (verb == "ROLLBACK" || verb == "ABORT") {
            errors_.push_back(fail(ErrorCode::declaration_broken, format("{} takes back a part of the declaration", verb))
                                  .at(place(item))
                                  .hint("Remove it together with the statements that it takes back.")
                                  .take());
        } else if (verb == "BEGIN" || verb == "START") {
            in_block_ = true;
        } else if (verb == "COMMIT" || verb == "END" || verb == "PREPARE") {
            in_block_ = false;
            if (!std::exchange(has_local_, false)) return;
            chain_ = 0;
            for (auto& text : lasting_) chain_ = link(chain_, text);
        }
    }

    void read_setting(Item item) {
        const auto& statement = *item.statement;
        // Files are UTF-8 whatever they say, and so is the session. The timeout is of no account here; pg_dump of newer
        // majors sets it to 0, and servers before 17 do not know it.
        for (const std::string_view ignored : {"client_encoding", "names", "transaction_timeout"})
            if (statement.head.name == ignored) return;
        std::string text = statement.text;
        if (const auto local = second_word(statement, "LOCAL")) {
            if (!in_block_) return;  // PostgreSQL itself only warns
            has_local_ = true;
            text.erase(*local, 5);
        } else {
            lasting_.push_back(text);
        }
        item.makes = chain_ = link(chain_, std::move(text));
        declaration_.items.push_back(item);
    }

    void refuse_server_statement(const Item& item) {
        if (options_.kind == DeclarationKind::dump) {
            if (options_.warn) options_.warn(format("{}: {} was skipped: it concerns the server", render(place(item)), title(*item.statement)));
            return;
        }
        errors_.push_back(fail(ErrorCode::declaration_broken, format("{} does not declare a part of a database", title(*item.statement)))
                              .at(place(item))
                              .hint("Remove it, or move it into a migration made with `whimbrel new`.")
                              .take());
    }

    bool admit_data(const Item& item) {
        const auto& verb = item.head().verb;
        if (options_.kind == DeclarationKind::project) {
            const bool is_call = verb == "SELECT" || verb == "CALL";  // run for what it does: create_hypertable() and the like
            errors_.push_back(fail(ErrorCode::data_in_declaration, format("{} is not a definition, and a declaration holds definitions only", verb))
                                  .at(place(item))
                                  .hint(is_call ? "Move it into a migration made with `whimbrel new`, behind the one that creates what it works on."
                                                : "Move it to seeds/, or into a migration made with `whimbrel new`.")
                                  .take());
            return false;
        }
        if (!std::exchange(data_warned_, true) && options_.warn)
            options_.warn(format("{}: {} is run on the shadow; rows are not compared", render(place(item)), verb));
        return true;
    }

    std::size_t link(std::size_t before, std::string text) {
        declaration_.settings.push_back({before, std::move(text)});
        return declaration_.settings.size() - 1;
    }

    const LoadOptions& options_;
    std::vector<Error>& errors_;
    Declaration declaration_;
    std::vector<std::string> lasting_;                            ///< settings of this file that outlive a COMMIT
    std::optional<std::pair<std::string, SourceSpan>> database_;  ///< what it is called, and where first
    std::size_t chain_ = 0;
    bool in_block_ = false;
    bool has_local_ = false;
    std::set<const parse::SplitFile*> warned_of_line_ends_;
    bool data_warned_ = false;
    bool code_warned_ = false;
};

}  // namespace

Declaration make_declaration(const std::vector<parse::SplitFile>& files, const LoadOptions& options, std::vector<Error>& errors) {
    Reader reader(options, errors);
    for (const auto& file : files) reader.read(file);
    return reader.take();
}

bool comes_with_server(const parse::SplitStatement& statement) {
    if (statement.head.reaches_outside == parse::k_language_internal) return true;
    constexpr std::string_view k_installed = "'$libdir/";
    if (statement.head.reaches_outside != parse::k_language_c) return false;
    auto library = library_of(statement.text);
    if (!library.starts_with(k_installed)) return false;
    library.remove_prefix(k_installed.size());
    library.remove_suffix(1);
    return !library.empty() && std::ranges::all_of(library, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-'; });
}

std::string title(const parse::SplitStatement& statement) {
    const auto& head = statement.head;
    std::string text = head.verb;
    if (head.verb == "COMMENT" || head.verb == "GRANT" || head.verb == "REVOKE" || head.verb == "SECURITY LABEL") text += " ON";
    if (!head.object.empty()) text += " " + head.object;
    if (head.name.empty()) return text;
    // An operator and a cast are named by what is no identifier.
    if (head.object == "OPERATOR" || head.object == "CAST") return text + " " + head.name;
    text += " " + sql::QualifiedName{head.schema, head.name}.render();
    if (is_of_table(head.object) && !head.arguments.empty()) text += " ON " + head.arguments;
    if (name_space(head.object) == "routine" && !head.arguments.empty()) text += format("({})", head.arguments);
    return text;
}

SourceSpan place(const Item& item, int server_position) {
    if (server_position > 0) return parse::span_in(*item.file, *item.statement, server_position);
    return {.file = item.file->file, .line = item.statement->line, .column = item.statement->column};
}

std::string render(const SourceSpan& span) { return format("{}:{}:{}", span.file, span.line, span.column); }

std::vector<std::string> names_in(const std::string& text) {
    std::vector<std::string> names;
    for (const auto& token : parse::lex(text)) {
        if (token.kind != parse::TokenKind::word && token.kind != parse::TokenKind::quoted_identifier) continue;
        auto name = parse::stored_name(token.text(text));
        if (token.kind == parse::TokenKind::word && sql::needs_quotes_as_keyword(name)) continue;
        names.push_back(std::move(name));
    }
    return names;
}

int position_of_name(const std::string& text, const std::string& name) {
    constexpr auto k_before_tables = std::to_array<std::string_view>({"REFERENCES", "FROM", "JOIN", "ON", "OF", "TABLE", "INHERITS", "LIKE", "INTO"});
    std::optional<std::size_t> found;
    bool expected = false;  // a table's name may come next
    for (const auto& token : parse::lex(text)) {
        if (token.is_comment()) continue;
        const auto word = token.text(text);
        const bool is_name = token.kind == parse::TokenKind::word || token.kind == parse::TokenKind::quoted_identifier;
        if (is_name && parse::stored_name(word) == name) {
            if (expected || !found) found = token.begin;
            if (expected) break;
        }
        // A schema and its dot may stand between.
        if (std::ranges::any_of(k_before_tables, [&](std::string_view one) { return parse::is_word(word, one); })) expected = true;
        else if (word != "." && word != "(" && !is_name) expected = false;
    }
    return found ? character_at(text, *found) : 0;
}

bool same_object(const parse::Head& a, const parse::Head& b) {
    if (a.name.empty() || a.name != b.name || name_space(a.object) != name_space(b.object)) return false;
    if (is_of_table(a.object) && a.arguments != b.arguments) return false;
    return a.schema == b.schema || a.schema.empty() || b.schema.empty();
}

}  // namespace whimbrel::shadow
