// SPDX-License-Identifier: Apache-2.0
// Whatever is sent from outside: it is taken or refused, and what was taken can be stored. Run under sanitizers as well (preset asan).
#include "whimbrel/data/changeset.h"
#include "whimbrel/data/json_text.h"

#include <gtest/gtest.h>
#include <random>

namespace whimbrel::data {

struct Anything {
    std::int64_t id = 0;
    std::optional<bool> flag;
    std::optional<std::int16_t> small;
    std::string name;
    std::optional<Numeric> price;
    std::optional<double> rate;
    std::optional<Date> day;
    std::optional<TimestampTz> at;
    std::optional<TimeOfDay> time;
    std::optional<Interval> span;
    std::optional<Uuid> token;
    std::optional<Inet> address;
    std::optional<Bytea> bytes;
    std::optional<Json> document;
    std::optional<Array<std::string>> words;
    std::optional<Array<Numeric>> numbers;
    std::optional<Range<Date>> days;
};
struct NewAnything {};

template <>
struct Relation<Anything> {
    using New = NewAnything;
    using A = Anything;
    static constexpr std::array columns{
        column<&A::id>("id", "bigint", Given::optional),
        column<&A::flag>("flag", "boolean", Given::optional),
        column<&A::small>("small", "smallint", Given::optional),
        column<&A::name>("name", "character varying(8)", Given::required),
        column<&A::price>("price", "numeric(8,2)", Given::optional),
        column<&A::rate>("rate", "double precision", Given::optional),
        column<&A::day>("day", "date", Given::optional),
        column<&A::at>("at", "timestamp(0) with time zone", Given::optional),
        column<&A::time>("time", "time without time zone", Given::optional),
        column<&A::span>("span", "interval", Given::optional),
        column<&A::token>("token", "uuid", Given::optional),
        column<&A::address>("address", "inet", Given::optional),
        column<&A::bytes>("bytes", "bytea", Given::optional),
        column<&A::document>("document", "jsonb", Given::optional),
        column<&A::words>("words", "text[]", Given::optional),
        column<&A::numbers>("numbers", "numeric[]", Given::optional),
        column<&A::days>("days", "daterange", Given::optional),
    };
    static constexpr std::array rules{
        Rule{.sort = Rule::Sort::max_length, .column = 3, .n = 8},
        Rule{.sort = Rule::Sort::matches, .column = 3, .constraint = "name_check", .value = "^([a-z]+|\\d{1,3})*$"},
        Rule{.sort = Rule::Sort::like, .column = 3, .constraint = "name_like", .value = "%a%_b\\%%"},
        Rule{.sort = Rule::Sort::precision, .column = 4, .n = 8, .m = 2},
        Rule{.sort = Rule::Sort::greater, .column = 4, .constraint = "price_check", .value = "0"},
        Rule{.sort = Rule::Sort::less, .column = 5, .constraint = "rate_check", .value = "1e3"},
        Rule{.sort = Rule::Sort::greater_or_equal, .column = 6, .constraint = "day_check", .value = "2000-01-01"},
        Rule{.sort = Rule::Sort::seconds, .column = 7, .n = 0},
        Rule{.sort = Rule::Sort::less, .column = 7, .constraint = "at_check", .value = "2030-01-01 00:00:00+00"},
    };
    static constexpr RelationInfo info{.schema = "public", .name = "anything", .columns = columns, .rules = rules};
};

namespace {

constexpr std::string_view k_document =
    R"json({"id": 12, "flag": true, "small": "7", "name": "ab'; DROP TABLE x; --", "price": 12.345, "rate": 1.5e3, "day": "2020-02-29",)json"
    R"json( "at": "2020-01-01T10:00:00Z", "time": "10:20", "span": "1 year -3 days 04:05:06.7", "token": "0b0c8a4e-1111-2222-3333-444455556666",)json"
    R"json( "address": "10.0.0.1/8", "bytes": "\\x00ff", "document": {"a": [1, {"b": "\u00e9"}]}, "words": ["a", null, "é"],)json"
    R"json( "numbers": [1, "2.50"], "days": "[2020-01-01,2020-02-01)", "unknown": {}})json";

class Mutation {
public:
    explicit Mutation(std::uint64_t seed) : engine_(seed) {}
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
    /// Bytes, digits and pieces in other places, up to five times.
    std::string of(std::string text) {
        constexpr std::string_view k_bytes = "0123456789-+.eE:\"\\{}[],'%_x \xff\xc3\xa9\xed\xf0\x01\t";
        for (auto changes = below(6); changes > 0; --changes) {
            const auto at = below(text.size() + 1);
            switch (below(5)) {
                case 0:
                    text.insert(at, 1, k_bytes[below(k_bytes.size())]);
                    break;
                case 1:
                    text.erase(at, below(4));
                    break;
                case 2:
                    text.insert(at, text.substr(below(text.size() + 1), below(12)));
                    break;
                case 3:
                    if (at < text.size()) text[at] = static_cast<char>(below(256));
                    break;
                default:
                    if (at < text.size()) text[at] = k_bytes[below(k_bytes.size())];
            }
        }
        return text;
    }

private:
    std::mt19937_64 engine_;
};

void check(const Changeset<Anything>& changes) {
    ASSERT_TRUE(is_json(changes.render_errors_json(), 3)) << changes.render_errors_json();
    const auto& row = changes.row();
    ASSERT_TRUE(detail::is_storable_text(row.name));
    ASSERT_TRUE(!row.document || is_json(row.document->text, 512)) << row.document->text;
    for (const auto& word : row.words.value_or(Array<std::string>())) ASSERT_TRUE(!word || detail::is_storable_text(*word));
    // What goes to the server is made of every value, whatever it is.
    std::string bytes;
    for (const auto& column : Relation<Anything>::columns) column.write(&row, bytes);
    for (const auto& change : changes.changes()) ASSERT_TRUE(!change.to || detail::is_storable_text(*change.to)) << change.field;
}

template <std::size_t... at>
Changeset<Anything> cast_all(Changeset<Anything> changes, const Input& input, std::index_sequence<at...>) {
    return changes.cast(input, {Column<Anything, int>{static_cast<std::uint16_t>(at)}...});
}
using All = std::make_index_sequence<Relation<Anything>::columns.size()>;

TEST(Fuzz, documents_are_taken_or_refused) {
    Mutation mutation(21);
    int taken = 0;
    for (int round = 0; round < 60'000; ++round) {
        const auto input = Input::from_json(mutation.of(std::string(k_document)));
        if (!input) continue;
        ++taken;
        check(cast_all(change<Anything>(), *input, All()));
    }
    EXPECT_GT(taken, 10'000);
}

TEST(Fuzz, fields_of_forms_are_taken_or_refused) {
    Mutation mutation(22);
    const auto sample = Input::from_json(k_document).value();
    int valid = 0;
    for (int round = 0; round < 60'000; ++round) {
        std::map<std::string, std::string> fields;
        for (const auto& [name, value] : sample.fields())
            if (mutation.below(3) == 0) fields.emplace(name, mutation.below(3) == 0 ? mutation.of(value.text) : value.text);
        const auto changes = cast_all(change(Anything{}), Input::from_strings(fields), All());
        valid += changes.valid() ? 1 : 0;
        check(changes);
    }
    EXPECT_GT(valid, 500);
}

}  // namespace
}  // namespace whimbrel::data
