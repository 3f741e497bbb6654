// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/validate.h"

#include "whimbrel/data/rounding.h"

#include <gtest/gtest.h>
#include <limits>

namespace whimbrel::data {

struct Sample {
    std::optional<std::string> name;
    std::optional<Numeric> price;
    std::optional<double> rate;
    std::optional<Date> from_day, to_day;
    std::optional<Timestamp> at;
    std::optional<std::int16_t> small;
};

namespace {

constexpr std::array k_columns{
    column<&Sample::name>("name", "character varying(4)", Given::optional),
    column<&Sample::price>("price", "numeric(4,2)", Given::optional),
    column<&Sample::rate>("rate", "double precision", Given::optional),
    column<&Sample::from_day>("from_day", "date", Given::optional),
    column<&Sample::to_day>("to_day", "date", Given::optional),
    column<&Sample::at>("at", "timestamp(0) without time zone", Given::optional),
    column<&Sample::small>("small", "smallint", Given::optional),
};
constexpr std::array k_types{
    Rule{.sort = Rule::Sort::max_length, .column = 0, .n = 4},
    Rule{.sort = Rule::Sort::precision, .column = 1, .n = 4, .m = 2},
    Rule{.sort = Rule::Sort::seconds, .column = 5, .n = 0},
};
constexpr RelationInfo k_info{.schema = "public", .name = "samples", .columns = k_columns, .rules = k_types};

bool ask(const Rule& rule, const Sample& sample) { return passes(k_info, rule, &sample); }
Numeric number(std::string_view text) { return Numeric::parse(text).value(); }

TEST(Rules, of_types) {
    EXPECT_TRUE(ask(k_types[0], {.name = "éééé"}));
    EXPECT_FALSE(ask(k_types[0], {.name = "abcde"}));
    EXPECT_TRUE(ask(k_types[0], {.name = "abcd   "}));
    EXPECT_TRUE(ask(k_types[0], {}));
    EXPECT_TRUE(ask(k_types[1], {.price = number("99.994")}));
    EXPECT_FALSE(ask(k_types[1], {.price = number("99.995")}));
    EXPECT_FALSE(ask(k_types[1], {.price = number("-100")}));
    EXPECT_TRUE(ask(k_types[1], {.price = number("NaN")}));
    EXPECT_FALSE(ask(k_types[1], {.price = number("Infinity")}));
}

TEST(Rules, see_what_the_type_makes_of_a_value) {
    const Rule length{.sort = Rule::Sort::max_length, .column = 0, .constraint = "c", .n = 4};
    EXPECT_TRUE(ask(length, {.name = "abcd   "}));
    const Rule positive{.sort = Rule::Sort::greater, .column = 1, .constraint = "c", .value = "0"};
    EXPECT_FALSE(ask(positive, {.price = number("0.004")}));
    EXPECT_TRUE(ask(positive, {.price = number("0.005")}));
    const Rule late{.sort = Rule::Sort::greater_or_equal, .column = 5, .constraint = "c", .value = "2020-01-01 00:00:00"};
    Timestamp at;
    ASSERT_TRUE(Codec<Timestamp>::parse("2019-12-31 23:59:59.5", at));
    EXPECT_TRUE(ask(late, {.at = at}));
    ASSERT_TRUE(Codec<Timestamp>::parse("2019-12-31 23:59:59.4", at));
    EXPECT_FALSE(ask(late, {.at = at}));
}

TEST(Rules, compare_as_the_server_does) {
    const Rule most{.sort = Rule::Sort::less_or_equal, .column = 2, .constraint = "c", .value = "1.5"};
    EXPECT_TRUE(ask(most, {.rate = 1.5}));
    EXPECT_FALSE(ask(most, {.rate = std::numeric_limits<double>::quiet_NaN()}));
    const Rule half{.sort = Rule::Sort::greater, .column = 6, .constraint = "c", .value = "0.5"};
    EXPECT_TRUE(ask(half, {.small = std::int16_t{1}}));
    EXPECT_FALSE(ask(half, {.small = std::int16_t{0}}));
    const Rule order{.sort = Rule::Sort::less, .column = 3, .constraint = "c", .other_column = 4};
    using std::chrono::days;
    EXPECT_TRUE(ask(order, {.from_day = Date(days(1)), .to_day = Date(days(2))}));
    EXPECT_FALSE(ask(order, {.from_day = Date(days(2)), .to_day = Date(days(2))}));
    EXPECT_TRUE(ask(order, {.from_day = Date(days(2))}));
    const Sample wrong{.from_day = Date(days(2)), .to_day = Date(days(1))};
    EXPECT_EQ(filled(rule_error(k_info, order, &wrong).message, rule_error(k_info, order, &wrong).params), "must be before to_day");
}

TEST(Rounding, is_half_away_from_zero) {
    EXPECT_EQ(rounded(number("1.005"), 2).text(), "1.01");
    EXPECT_EQ(rounded(number("-9.995"), 2).text(), "-10.00");
    EXPECT_EQ(rounded(number("0.4"), 0).text(), "0");
    EXPECT_EQ(rounded(number("0.5"), 0).text(), "1");
    EXPECT_EQ(rounded(number("149"), -2).text(), "100");
    EXPECT_EQ(rounded(number("50"), -2).text(), "100");
    EXPECT_EQ(rounded(number("49"), -2).text(), "0");
    EXPECT_EQ(rounded(number("4"), -2).text(), "0");
    EXPECT_EQ(rounded(number("1.5"), 3).text(), "1.5");
}

}  // namespace
}  // namespace whimbrel::data
