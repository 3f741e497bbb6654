// SPDX-License-Identifier: Apache-2.0
// Constraints that became rules answer as the constraints do: for each of many generated constraints, and each of many generated rows, the
// server is asked whether its own expression is false.
#include "tests/data/proof.h"
#include "whimbrel/catalog/catalog.h"
#include "whimbrel/codegen/model.h"
#include "whimbrel/data/relation.h"
#include "whimbrel/data/validate.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <list>
#include <map>
#include <set>

namespace whimbrel::testing {

enum class Mood : std::uint8_t { sad, ok };

}  // namespace whimbrel::testing

template <>
struct whimbrel::data::Labels<whimbrel::testing::Mood> {
    static constexpr std::array<std::string_view, 3> values{"sad", "ok", "it's"};
};

namespace whimbrel::testing {
namespace {

using data::Given;
using data::Rule;

struct Sample {
    std::optional<std::int16_t> i2;
    std::optional<std::int32_t> i4, i4b;
    std::optional<std::int64_t> i8;
    std::optional<data::Numeric> n, n82;
    std::optional<float> f4;
    std::optional<double> f8;
    std::optional<std::string> t, t2, v;
    std::optional<data::Date> d, d2;
    std::optional<data::Timestamp> ts, ts0;
    std::optional<data::TimestampTz> tz, tz0;
    std::optional<data::TimeOfDay> tm, tm0;
    std::optional<Mood> mood;
    std::optional<data::Numeric> dom;
    std::optional<std::string> code;
};

constexpr std::array k_columns{
    data::column<&Sample::i2>("i2", "smallint", Given::optional),
    data::column<&Sample::i4>("i4", "integer", Given::optional),
    data::column<&Sample::i4b>("i4b", "integer", Given::optional),
    data::column<&Sample::i8>("i8", "bigint", Given::optional),
    data::column<&Sample::n>("n", "numeric", Given::optional),
    data::column<&Sample::n82>("n82", "numeric(8,2)", Given::optional),
    data::column<&Sample::f4>("f4", "real", Given::optional),
    data::column<&Sample::f8>("f8", "double precision", Given::optional),
    data::column<&Sample::t>("t", "text", Given::optional),
    data::column<&Sample::t2>("t2", "text", Given::optional),
    data::column<&Sample::v>("v", "character varying(6)", Given::optional),
    data::column<&Sample::d>("d", "date", Given::optional),
    data::column<&Sample::d2>("d2", "date", Given::optional),
    data::column<&Sample::ts>("ts", "timestamp without time zone", Given::optional),
    data::column<&Sample::ts0>("ts0", "timestamp(0) without time zone", Given::optional),
    data::column<&Sample::tz>("tz", "timestamp with time zone", Given::optional),
    data::column<&Sample::tz0>("tz0", "timestamp(0) with time zone", Given::optional),
    data::column<&Sample::tm>("tm", "time without time zone", Given::optional),
    data::column<&Sample::tm0>("tm0", "time(0) without time zone", Given::optional),
    data::column<&Sample::mood>("mood", "public.mood", Given::optional),
    data::column<&Sample::dom>("dom", "public.price", Given::optional),
    data::column<&Sample::code>("code", "character(3)", Given::optional),
};

/// Texts of each type, near the constants of the constraints and at the type's limits.
const std::map<std::string, std::vector<std::string>>& values() {
    static const std::vector<std::string> moments{"2020-01-01 00:00:00",
                                                  "2020-01-01 00:00:00.5",
                                                  "2019-12-31 23:59:59.499999",
                                                  "2019-12-31 23:59:59.5",
                                                  "2020-06-30 12:00:00.000001",
                                                  "1999-12-31 23:59:59.5",
                                                  "1999-12-31 23:59:58.5",
                                                  "0001-01-01 00:00:00",
                                                  "infinity",
                                                  "-infinity",
                                                  "2020-01-01 00:00:01"};
    // Without a time zone's offset it would be the session's to say which moment it is.
    static const auto zoned = [] {
        auto out = moments;
        for (auto& moment : out)
            if (!moment.ends_with("infinity")) moment += "+00";
        return out;
    }();
    static const std::vector<std::string> texts{"",    "a",   "abc", "abcd", "ABC", "a c", " ",  "   ", "abc  ", "éé",     "a%c", "a_c", "a\\c",
                                                "a'c", "new", "old", "a1",   "a-b", "x@y", "\n", "a\n", "ab",    "日本語", "b",   "aa",  "A1"};
    static const std::map<std::string, std::vector<std::string>> all{
        {"smallint", {"0", "1", "-1", "5", "10", "22", "32767", "-32768", "2", "3"}},
        {"integer", {"0", "1", "-1", "5", "10", "22", "65535", "65536", "2147483647", "-2147483648", "2", "3"}},
        {"bigint", {"0", "1", "-1", "5", "10", "22", "9223372036854775807", "-9223372036854775808", "2", "3"}},
        {"numeric", {"0", "0.00", "1", "-1", "0.5", "0.50", "10", "9.99", "10.005", "-0.004", "1e20", "1e-20", "NaN", "22", "3", "2", "0.001", "5"}},
        {"numeric(8,2)",
         {"0", "0.004", "0.005", "-0.005", "-0.004", "1", "9.995", "9.994", "10", "999999.99", "999999.994", "999999.995", "-1000000", "Infinity", "NaN", "22",
          "5", "0.5", "0.495"}},
        {"real", {"0", "0.1", "0.5", "1", "-1", "10", "1e30", "NaN", "Infinity", "-Infinity", "22", "5", "9.99", "-0"}},
        {"double precision", {"0", "0.1", "0.5", "1", "-1", "10", "1e300", "NaN", "Infinity", "-Infinity", "22", "5", "9.99", "0.10000000149011612"}},
        {"text", texts},
        {"character varying(6)",
         [] {
             auto out = texts;
             for (const auto* text : {"abcdefg", "abcdef  ", "日本語日本語", "日本語日本語日", "a     b"}) out.emplace_back(text);
             return out;
         }()},
        {"date", {"2020-01-01", "2019-12-31", "2020-02-29", "2020-12-31", "infinity", "-infinity", "0001-01-01", "1999-12-31"}},
        {"timestamp without time zone", moments},
        {"timestamp(0) without time zone", moments},
        {"timestamp with time zone", zoned},
        {"timestamp(0) with time zone", zoned},
        {"time without time zone", {"00:00:00", "09:00:00", "08:59:59.5", "08:59:59.4", "24:00:00", "17:30:00", "23:59:59.999999"}},
        {"time(0) without time zone", {"00:00:00", "09:00:00", "08:59:59.5", "08:59:59.4", "24:00:00", "17:30:00"}},
        {"public.mood", {"sad", "ok", "it's"}},
        {"public.price", {"0", "1", "9.995", "0.004", "0.005", "100", "50", "-1", "9999.99", "9999.995"}},
        {"character(3)", {"a", "ab", "abc", "a  ", "", "abcd", "abc "}},
    };
    return all;
}

/// A constant of the column's type, as it is written in SQL.
std::string constant(Draw& draw, const data::ColumnInfo& column) {
    const std::string type(column.type);
    if (column.holds == data::Holds::text || column.holds == data::Holds::label || type.starts_with("date") || type.starts_with("time")) {
        auto text = draw.one_of(values().at(type));
        for (auto at = text.find('\''); at != std::string::npos; at = text.find('\'', at + 2)) text.insert(at, 1, '\'');
        return "'" + text + "'";
    }
    constexpr std::array<std::string_view, 12> k_numbers{"0",  "1", "-1",  "10",        "0.5",        "9.99",
                                                         "22", "5", "0.1", "0.1::real", "2147483648", "9.99::double precision"};
    return draw.one_of(k_numbers);
}

std::string atom(Draw& draw) {
    constexpr std::array<std::string_view, 6> k_comparisons{"<", "<=", ">", ">=", "=", "<>"};
    const auto& column = k_columns[draw.below(k_columns.size())];
    const std::string name(column.name);
    const auto own = [&] { return constant(draw, column); };
    // A list of texts alone makes an enum class of the column, which is not what these rows have.
    const auto listed = [&](const std::string& text) { return column.holds == data::Holds::text ? "(" + name + " IS NULL OR " + text + ")" : text; };
    const auto compared = [&] { return listed(name + " " + draw.one_of(k_comparisons) + " " + own()); };
    switch (draw.below(9)) {
        case 0:
            return name + " BETWEEN " + own() + " AND " + own();
        case 1:
            return listed(name + " IN (" + own() + ", " + own() + ", " + own() + ")");
        case 2:
            return name + " NOT IN (" + own() + ", " + own() + ")";
        case 3:
            return own() + " " + draw.one_of(k_comparisons) + " " + name;
        case 4:
            return "(" + name + " IS NULL OR " + compared() + ")";
        case 5: {
            const auto& other = k_columns[draw.below(k_columns.size())];
            return name + " " + draw.one_of(k_comparisons) + " " + std::string(other.name);
        }
        default:
            return compared();
    }
}

std::string text_atom(Draw& draw) {
    constexpr std::array<std::string_view, 4> k_columns_of_text{"t", "t2", "v", "code"};
    constexpr std::array<std::string_view, 17> k_forms{"char_length({}) <= 3",  "length({}) > 1",  "char_length({}) BETWEEN 1 AND 4",
                                                       "length({}) = 3",        "{} <> ''",        "btrim({}) <> ''",
                                                       "length(btrim({})) > 0", "{} LIKE 'a%'",    "{} NOT LIKE '%b%'",
                                                       "{} LIKE 'a\\_c'",       "{} ~ '^[a-z]+$'", "{} !~ '[0-9]'",
                                                       "{} ~* '^a[a-z0-9-]*$'", "{} ~ '^\\w+$'",   "{} ~ 'a.c'",
                                                       "length({}) < 0",        "{} = lower({})"};
    const auto column = draw.one_of(k_columns_of_text);
    auto out = draw.one_of(k_forms);
    for (auto at = out.find("{}"); at != std::string::npos; at = out.find("{}")) out.replace(at, 2, column);
    return out;
}

std::string condition(Draw& draw) {
    const auto one = [&] { return draw.once_in(3) ? text_atom(draw) : atom(draw); };
    switch (draw.below(8)) {
        case 0:
            return one() + " AND " + one();
        case 1:
            return one() + " AND (" + one() + ") AND " + one();
        case 2:
            return "(" + one() + ") OR (" + one() + ")";
        case 3:
            return "NOT (" + one() + ")";
        default:
            return one();
    }
}

class Rules : public Proof {
protected:
    void SetUp() override {
        Proof::SetUp();
        run("CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s'); CREATE DOMAIN price numeric(6,2) CONSTRAINT price_check CHECK (VALUE >= 0 AND VALUE < 100)");
        std::string columns;
        for (const auto& column : k_columns) columns += ", " + std::string(column.name) + " " + std::string(column.type);
        run("CREATE TABLE checked (id integer" + columns + ")");
        // The same without the domain's constraint, which rows may then violate.
        columns.replace(columns.find("public.price"), 12, "numeric(6,2)");
        run("CREATE TABLE samples (id integer" + columns + ")");
    }

    /// Constraints that PostgreSQL takes; the others (a text that is compared with a date) say nothing.
    void add_constraints(Draw& draw, int count) {
        for (int at = 0; at < count; ++at) {
            const auto name = "c" + std::to_string(at);
            if (session().execute("ALTER TABLE checked ADD CONSTRAINT " + name + " CHECK (" + condition(draw) + ")")) ++made_;
        }
    }

    void read_rules() {
        const auto catalog = catalog::read(session());
        ASSERT_TRUE(catalog) << catalog.error().render();
        const auto model = codegen::make_model(*catalog, {});
        ASSERT_TRUE(model) << model.error().render();
        const auto found = std::ranges::find(model->relations, "checked", &codegen::Relation::name);
        ASSERT_NE(found, model->relations.end());
        relation_ = *found;
        for (const auto& rule : relation_.rules) {
            auto& list = lists_.emplace_back(rule.values.begin(), rule.values.end());
            // The first field is the id, which samples have none of.
            rules_.push_back({.sort = rule.sort,
                              .column = static_cast<std::uint16_t>(rule.column - 1),
                              .constraint = rule.constraint,
                              .value = rule.value,
                              .n = rule.n,
                              .m = rule.m,
                              .other_column = rule.other_column < 0 ? -1 : rule.other_column - 1,
                              .values = {list.data(), list.size()}});
        }
        info_ = {.schema = "public", .name = "checked", .columns = k_columns, .rules = {rules_.data(), rules_.size()}};
    }

    /// Rows that the types take, here and on the server.
    void add_rows(Draw& draw, int count) {
        for (int at = 0; at < count; ++at) {
            Sample sample;
            std::string names = "id", texts = std::to_string(at);
            for (const auto& column : k_columns) {
                if (draw.once_in(5)) continue;
                const data::InputValue value{.sort = data::InputValue::Sort::string, .text = draw.one_of(values().at(std::string(column.type)))};
                ASSERT_EQ(column.cast(value, &sample), data::Cast::done) << column.name << " " << value.text;
                names += ", " + std::string(column.name);
                texts += ", " + quoted(value.text);
            }
            const bool is_taken = std::ranges::all_of(rules_, [&](const Rule& rule) { return !rule.constraint.empty() || data::passes(info_, rule, &sample); });
            const auto done = session().execute("INSERT INTO samples (" + names + ") VALUES (" + texts + ")");
            ASSERT_EQ(done.has_value(), is_taken) << texts << (done ? "" : done.error().render());
            if (done) rows_.emplace(at, sample);
        }
    }

    static std::string quoted(std::string_view text) {
        std::string out = "'";
        for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
        return out + "'";
    }

    std::set<int> refused_here(std::string_view constraint) {
        std::set<int> out;
        for (const auto& [id, sample] : rows_)
            for (const auto& rule : rules_)
                if (rule.constraint == constraint && !data::passes(info_, rule, &sample)) out.insert(id);
        return out;
    }
    std::set<int> refused_there(std::string_view expression) {
        std::set<int> out;
        for (const auto row : ask("SELECT id FROM samples WHERE (" + std::string(expression) + ") IS FALSE")) out.insert(static_cast<int>(row.integer(0)));
        return out;
    }

    std::string difference(const std::set<int>& here, const std::set<int>& there) {
        std::string out;
        for (const auto& [id, sample] : rows_) {
            if (here.contains(id) == there.contains(id) || out.size() > 2000) continue;
            out += here.contains(id) ? "refused here alone:" : "refused there alone:";
            for (const auto& column : k_columns) out += " " + std::string(column.name) + "=" + column.render(&sample).value_or("NULL");
            out += '\n';
        }
        return out;
    }

    codegen::Relation relation_;
    std::vector<Rule> rules_;
    std::list<std::vector<std::string_view>> lists_;
    data::RelationInfo info_;
    std::map<int, Sample> rows_;
    int made_ = 0;
};

TEST_F(Rules, answer_as_the_constraints_do) {
    Draw draw(3);
    add_constraints(draw, 800);
    read_rules();
    add_rows(draw, 800);
    std::size_t whole = 0, partly = 0, refused = 0;
    for (const auto row : ask("SELECT conname, pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conrelid = 'checked'::regclass AND contype = 'c'")) {
        const auto name = row.string(0);
        const auto here = refused_here(name), there = refused_there(row.text(1));
        const bool is_whole = std::ranges::find(relation_.server_checks, name) == relation_.server_checks.end();
        whole += is_whole ? 1U : 0U;
        partly += !is_whole && std::ranges::find(rules_, name, &Rule::constraint) != rules_.end() ? 1U : 0U;
        refused += here.size();
        EXPECT_TRUE(is_whole ? here == there : std::ranges::includes(there, here)) << row.text(1) << "\n" << difference(here, there);
    }
    EXPECT_EQ(refused_here("price_check"), refused_there("dom >= 0 AND dom < 100"));
    // Of what can be said in rules, most is.
    EXPECT_GT(made_, 600);
    EXPECT_GT(whole * 100 / 45, static_cast<std::size_t>(made_));
    EXPECT_GT(partly, 50U);
    EXPECT_GT(refused, 50'000U);
}

}  // namespace
}  // namespace whimbrel::testing
