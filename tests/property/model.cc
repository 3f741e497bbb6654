// SPDX-License-Identifier: Apache-2.0
#include "tests/property/model.h"

#include <array>

namespace whimbrel::property {

namespace {

constexpr std::size_t k_longest_name = 63;  // NAMEDATALEN - 1

constexpr auto k_nasty_names = std::to_array<std::string_view>({"a\"b",
                                                                "\"",
                                                                "it's",
                                                                "with space",
                                                                " leading",
                                                                "100%",
                                                                "%s%n",
                                                                "back\\slash",
                                                                "\\",
                                                                "$$",
                                                                "$function$",
                                                                "line\nbreak",
                                                                "tab\there",
                                                                "ünïcödé",
                                                                "日本語",
                                                                "MixedCase",
                                                                "UPPER",
                                                                "select",
                                                                "user",
                                                                "table",
                                                                "order",
                                                                "default",
                                                                "-- no comment",
                                                                "/* open",
                                                                "semi;colon",
                                                                "{}",
                                                                "{0}",
                                                                "1st",
                                                                "dot.ted",
                                                                "colon:name",
                                                                "sl/ash",
                                                                "(paren)",
                                                                "a,b",
                                                                "column:id",
                                                                "comment:table:x",
                                                                "public",
                                                                "none",
                                                                "null",
                                                                "true",
                                                                "E'x'",
                                                                "U&",
                                                                "@renamed",
                                                                "#",
                                                                "a]",
                                                                "[b",
                                                                "x=1",
                                                                "ǅ",
                                                                "é",
                                                                "é"});

constexpr auto k_roles = std::to_array<std::string_view>({"whimbrel_property_a", "whimbrel_property_b", "Whimbrel \"Property\" 'c'"});

constexpr auto k_nasty_texts =
    std::to_array<std::string_view>({"plain",
                                     "it's",
                                     "a\\b",
                                     "\\n",
                                     "$$",
                                     "$function$",
                                     "line\nbreak",
                                     "-- @lossy table:x",
                                     "/*",
                                     "*/",
                                     ";",
                                     "COMMIT;",
                                     "100%",
                                     "{}",
                                     "\"quoted\"",
                                     "ünï",
                                     "E'\\''",
                                     " ",
                                     "a long text that has more than sixty-three bytes in it, which no name may have, but a text may",
                                     "tab\t",
                                     "''",
                                     "\r\nwindows"});

}  // namespace

std::string identifier(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

std::string literal(std::string_view text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + '\'';
}

std::string qualified(std::string_view schema, std::string_view name) { return identifier(schema) + "." + identifier(name); }

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const auto& part : parts) {
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

std::string nasty_text(const Draw& draw, std::string_view label) { return draw.one_of(label, k_nasty_texts); }

std::string Model::name(const Draw& draw, std::string_view label, const std::string& room, std::string_view hint) {
    auto& names = taken[room];
    const Draw own = draw.at(label);
    std::string out;
    const auto sort = own.below("sort", 20);
    if (sort < 10) out = std::string(hint) + std::string(1, static_cast<char>('a' + own.below("letter", 4)));
    else if (sort < 14) out = std::string(1, static_cast<char>('a' + own.below("letter", 8)));
    else if (sort < 15)
        out = std::string(hint) + std::string(k_longest_name - hint.size() - 1, 'x') + std::string(1, static_cast<char>('a' + own.below("letter", 3)));
    else out = own.one_of("nasty", k_nasty_names);
    const std::string wanted = out;
    for (int i = 2; !names.insert(out).second; ++i) {
        const auto suffix = std::to_string(i);
        out = wanted.substr(0, k_longest_name - suffix.size()) + suffix;
    }
    return out;
}

std::string Model::global_name(const Draw& draw, std::string_view label, const std::string& room, std::string_view hint) {
    auto out = token + "_" + name(draw, label, room, hint);
    constexpr std::size_t k_continues = 0xC0, k_continuation = 0x80;  // UTF-8: no cut within a character
    if (out.size() > k_longest_name) {
        auto size = k_longest_name;
        while ((static_cast<unsigned char>(out[size]) & k_continues) == k_continuation) --size;
        out.resize(size);
    }
    return taken["cut " + room].insert(out).second ? out : token + "_" + std::to_string(taken["cut " + room].size());
}

std::string Model::role(const Draw& draw, std::string_view label) {
    const auto name = draw.one_of(label, k_roles);
    roles.insert(name);
    return identifier(name);
}

std::string Model::schema(const Draw& draw) const { return schemas[draw.chance("schema", 75) ? 0 : draw.one_by_key("which schema", schemas)]; }

void Model::declare(const Draw& draw, std::string statement, std::string spoken) {
    statements.push_back(std::move(statement));
    if (!spoken.empty()) targets.push_back({std::to_string(draw.number("key of the comment")), std::move(spoken)});
}

std::vector<Relation*> Model::tables() {
    std::vector<Relation*> out;
    for (auto& relation : relations)
        if (relation.noun == "TABLE") out.push_back(&relation);
    return out;
}

std::vector<Type> built_in_types() {
    const auto number = [](std::string sql, bool is_integer) {
        return Type{.sql = std::move(sql), .literals = {"0", "1", "-7", "42", "999"}, .ordered = true, .hashed = true, .is_integer = is_integer};
    };
    const auto text = [](std::string sql) {
        return Type{.sql = std::move(sql),
                    .literals = {"''", "'a'", "'it''s'", "'\\n'", "'$$'", "'Ü%'"},
                    .ordered = true,
                    .hashed = true,
                    .collated = true,
                    .is_text = true,
                    .is_wide = true};
    };
    const auto moment = [](std::string sql, std::vector<std::string> literals) {
        return Type{.sql = std::move(sql), .literals = std::move(literals), .ordered = true, .hashed = true};
    };
    return {number("integer", true),
            number("bigint", true),
            number("smallint", true),
            number("numeric", false),
            number("numeric(8,2)", false),
            number("numeric(12,4)", false),
            number("real", false),
            number("double precision", false),
            text("text"),
            text("text"),
            text("character varying(20)"),
            text("character varying"),
            text("character(6)"),
            moment("boolean", {"true", "false"}),
            moment("date", {"'2026-01-02'", "'-infinity'"}),
            moment("timestamp without time zone", {"'2026-01-02 03:04:05.6'"}),
            moment("timestamp with time zone", {"'2026-01-02 03:04:05+00'", "'epoch'"}),
            moment("timestamp(3) with time zone", {"'2026-01-02 03:04:05+00'"}),
            moment("time without time zone", {"'12:00'", "'23:59:59'"}),
            moment("interval", {"'1 day'", "'-2 hours'"}),
            moment("interval day to second(2)", {"'1 day'"}),
            moment("uuid", {"'00000000-0000-0000-0000-000000000000'", "'12345678-1234-1234-1234-123456789abc'"}),
            moment("macaddr", {"'08:00:2b:01:02:03'"}),
            moment("oid", {"0", "42"}),
            {.sql = "bit(4)", .literals = {"B'1010'"}, .ordered = true},
            {.sql = "bit varying(8)", .literals = {"B'10'"}, .ordered = true},
            {.sql = "inet", .literals = {"'10.0.0.1'", "'::1/64'"}, .ordered = true, .hashed = true, .gist = "inet_ops"},
            {.sql = "json", .literals = {"'{}'", "'[1, \"a\"]'"}, .is_wide = true},
            {.sql = "jsonb", .literals = {"'{}'", "'{\"a\": 1}'"}, .ordered = true, .hashed = true, .is_wide = true, .gin = "jsonb_path_ops"},
            {.sql = "bytea", .literals = {"'\\x00ff'", "''"}, .ordered = true, .hashed = true, .is_wide = true},
            {.sql = "int4range", .literals = {"'[1,5)'", "'empty'"}, .ordered = true, .hashed = true, .is_wide = true, .gist = "range_ops"},
            {.sql = "tstzrange", .literals = {"'[2026-01-01,)'"}, .ordered = true, .hashed = true, .is_wide = true, .gist = "range_ops"},
            {.sql = "integer[]", .literals = {"'{}'", "'{1,2}'", "ARRAY[3]"}, .ordered = true, .hashed = true, .is_wide = true, .gin = "array_ops"},
            {.sql = "text[]", .literals = {"'{}'", "'{a,\"b c\"}'"}, .ordered = true, .hashed = true, .collated = true, .is_wide = true, .gin = "array_ops"},
            {.sql = "point", .literals = {"'(1,2)'"}, .gist = "point_ops"},
            {.sql = "tsvector", .literals = {"'a b'"}, .ordered = true, .is_wide = true, .gin = "tsvector_ops", .gist = "tsvector_ops"}};
}

}  // namespace whimbrel::property
