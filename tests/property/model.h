// SPDX-License-Identifier: Apache-2.0
// A schema while it is made: what stands already, for what is made after, and the statements that declare it.
#pragma once

#include "tests/property/draw.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::property {

/// "a""b"
std::string identifier(std::string_view name);
/// 'it''s'
std::string literal(std::string_view text);
std::string qualified(std::string_view schema, std::string_view name);
std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ");
/// A text of every sort that trips up quoting.
std::string nasty_text(const Draw& draw, std::string_view label);

struct Type {
    std::string sql;
    std::vector<std::string> literals;  ///< each valid in place of a value
    bool ordered = false;               ///< has a btree operator class
    bool hashed = false;
    bool collated = false;
    bool is_text = false;           ///< converts to text and from it silently
    bool is_integer = false;        ///< may be an identity
    bool is_wide = false;           ///< of variable length: has storages and may be compressed
    std::string gin{}, gist{};      ///< "true", or the operator class that these methods need; empty: none
    bool nondeterministic = false;  ///< a column of it has such a collation: no patterns, no foreign keys
};

struct Column {
    std::string name;
    Type type;
    bool not_null = false;
    bool generated = false;
    bool always_identity = false;
    std::string key{};  ///< the label it was made under; empty where it cannot be renamed
};

struct Relation {
    std::string key;   ///< the label it was made under
    std::string noun;  ///< "TABLE", "VIEW", "MATERIALIZED VIEW"
    std::string schema, name;
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> unique_keys{};  ///< what a foreign key may reference
    bool unlogged = false;
    bool has_identity_key = false;
    bool empty = false;  ///< a materialized view without data, or what reads one: cannot be read
    [[nodiscard]] std::string sql() const { return qualified(schema, name); }
};

struct Routine {
    std::string key, call;  ///< "s.f": to be called with its arguments
    std::string signature;  ///< "FUNCTION s.f(integer)"
    enum class Use { integer_to_integer, integer_aggregate, trigger, other } use = Use::other;
};

struct Sequence {
    std::string key, schema, name;
    bool owned = false;  ///< by a column; it then belongs to the table's owner
};

/// One whose tables and schemas are named one by one.
struct Publication {
    std::string key, spoken;
    bool has_schema = false;  ///< a publication of schemas takes no column lists
};

struct Collation {
    std::string key, sql;
    bool nondeterministic = false;
};

/// Of two arguments of one type, with a boolean result.
struct Operator {
    std::string key, call;  ///< "OPERATOR(s.<%>)"
    std::string type;
};

struct OperatorClass {
    std::string key, sql, method, type;
};

/// What is told by a name alone: text search objects, access methods, languages.
struct Named {
    std::string key, sql;
};

/// What a pair has more of. Each pair has one theme; what belongs to the others it rarely has, so that a pair stays small.
enum class Theme { none, security, operators, types, programs, text_search, storage };

/// Something that is in no schema.
struct Global {
    std::string key, name;
};

/// Something that a comment can be on.
struct Target {
    std::string key, spoken;
};

struct Model {
    int major = 0;                 ///< of the server that it is for: a declaration says nothing that an older one refuses
    std::string token;             ///< stands in the names of this pair's schemas
    std::string extension;         ///< the one that this pair may have; empty: none
    std::string extension_schema;  ///< where it is; empty: it is not there
    Theme theme = Theme::none;
    std::vector<std::string> schemas;
    std::vector<Type> types;
    std::vector<Relation> relations;
    std::vector<Routine> routines;
    std::vector<Sequence> sequences;
    std::vector<Publication> publications;
    std::vector<Collation> collations;
    std::vector<Operator> operators;
    std::vector<OperatorClass> operator_classes;
    std::vector<Named> operator_families, table_methods, languages, parsers, templates, dictionaries, configurations;
    std::vector<Global> wrappers, servers;  ///< of foreign data
    std::vector<Target> targets;
    std::set<std::string> roles;  ///< that must be there
    std::vector<std::string> statements;
    std::map<std::string, std::set<std::string>> taken;  ///< names, by what they share a room with

    /// A name that is free among `room`; half of them are plain and few, so that the two sides swap names; the rest are nasty.
    std::string name(const Draw& draw, std::string_view label, const std::string& room, std::string_view hint);
    /// The same for what stands in no schema: the pair's token is in the name.
    std::string global_name(const Draw& draw, std::string_view label, const std::string& room, std::string_view hint);
    /// One of a few roles, as an identifier.
    std::string role(const Draw& draw, std::string_view label);
    /// What is as frequent as this where it belongs to the pair's theme, and rare elsewhere.
    [[nodiscard]] unsigned percent(Theme of, unsigned usual) const { return theme == of ? usual : usual / 10; }
    /// A schema for an object.
    std::string schema(const Draw& draw) const;
    /// A comment behind a column's name where it is declared, in place of which a @renamed directive may come (renames.h).
    static std::string place_of_rename(std::string_view key) { return " /*was " + std::string(key) + "*/"; }
    /// `spoken` is what COMMENT ON takes.
    void declare(const Draw& draw, std::string statement, std::string spoken);
    [[nodiscard]] std::vector<Relation*> tables();
    /// A type; `needed` narrows the choice.
    template <class Needed>
    Type type(const Draw& draw, std::string_view label, Needed needed) const {
        std::vector<std::string> keys;
        std::vector<const Type*> fitting;
        for (const auto& type : types)
            if (needed(type)) {
                fitting.push_back(&type);
                keys.push_back(type.sql);
            }
        return *fitting[draw.one_by_key(label, keys)];
    }
    Type type(const Draw& draw, std::string_view label) const {
        return type(draw, label, [](const Type&) { return true; });
    }
};

/// One of several that have keys; null where there is none.
template <class Keyed>
const Keyed* one_keyed(const Draw& draw, std::string_view label, const std::vector<Keyed>& choices) {
    std::vector<std::string> keys;
    for (const auto& choice : choices) keys.push_back(choice.key);
    return choices.empty() ? nullptr : &choices[draw.one_by_key(label, keys)];
}

/// Types that every database has.
std::vector<Type> built_in_types();

}  // namespace whimbrel::property
