// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/check_rules.h"

#include "whimbrel/codegen/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::codegen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<RuleColumn>& columns() {
    static const std::vector<RuleColumn> all{{.name = "port", .type = "integer"},
                                             {.name = "name", .type = "character varying(20)"},
                                             {.name = "price", .type = "numeric(8,2)"},
                                             {.name = "code", .type = "character(2)"},
                                             {.name = "from_day", .type = "date"},
                                             {.name = "to_day", .type = "date"},
                                             {.name = "mood", .type = "public.mood", .is_enum = true},
                                             {.name = "alias", .type = "text", .has_own_collation = true},
                                             {.name = "rate", .type = "real"}};
    return all;
}

std::string spelled(const CheckRule& rule) {
    auto out = columns()[rule.column].name + " " + std::string(name_of(rule.sort));
    if (!rule.value.empty()) out += " " + rule.value;
    if (rule.n != 0) out += " " + std::to_string(rule.n);
    if (rule.other_column >= 0) out += " " + columns()[static_cast<std::size_t>(rule.other_column)].name;
    for (const auto& value : rule.values) out += " " + value;
    return out;
}

/// With "…" behind where the server has more to say.
std::vector<std::string> rules(std::string_view check) {
    std::vector<CheckRule> found;
    const bool all = add_check_rules(check, "c", columns(), -1, found);
    std::vector<std::string> out;
    for (const auto& rule : found) {
        EXPECT_EQ(rule.constraint, "c");
        out.push_back(spelled(rule));
    }
    if (!all) out.emplace_back("…");
    return out;
}

TEST(CheckRules, of_comparisons) {
    EXPECT_THAT(rules("CHECK ((port > 0))"), ElementsAre("port greater 0"));
    EXPECT_THAT(rules("CHECK ((0 < port))"), ElementsAre("port greater 0"));
    EXPECT_THAT(rules("CHECK (((port >= 1) AND (port <= 65535)))"), ElementsAre("port greater_or_equal 1", "port less_or_equal 65535"));
    EXPECT_THAT(rules("CHECK ((port <> '-1'::integer))"), ElementsAre("port not_equal -1"));
    EXPECT_THAT(rules("CHECK (((port)::numeric > 0.5))"), ElementsAre("port greater 0.5"));
    EXPECT_THAT(rules("CHECK ((price >= (0)::numeric))"), ElementsAre("price greater_or_equal 0"));
    EXPECT_THAT(rules("CHECK ((price > ('-1.5'::numeric)))"), ElementsAre("price greater -1.5"));
    EXPECT_THAT(rules("CHECK ((from_day >= '2020-01-01'::date))"), ElementsAre("from_day greater_or_equal 2020-01-01"));
    EXPECT_THAT(rules("CHECK ((from_day <= to_day))"), ElementsAre("from_day less_or_equal to_day"));
    EXPECT_THAT(rules("CHECK (((port)::numeric <= price))"), ElementsAre("port less_or_equal price"));
    EXPECT_THAT(rules("CHECK ((rate > (0.1)::double precision))"), ElementsAre("rate greater 0.1"));
    EXPECT_THAT(rules("CHECK ((rate > '0.1'::real))"), ElementsAre("rate greater 0.10000000149011612"));
    EXPECT_THAT(rules("CHECK ((port = ANY (ARRAY[1, 2, 3])))"), ElementsAre("port one_of 1 2 3"));
    EXPECT_THAT(rules("CHECK ((port <> ALL (ARRAY[22, 23])))"), ElementsAre("port not_equal 22", "port not_equal 23"));
    EXPECT_THAT(rules("CHECK (((port = 1) OR (port = 2)))"), ElementsAre("port one_of 1 2"));
    EXPECT_THAT(rules("CHECK ((mood = ANY (ARRAY['ok'::public.mood, 'it''s'::public.mood])))"), ElementsAre("mood one_of ok it's"));
}

TEST(CheckRules, of_text) {
    EXPECT_THAT(rules("CHECK ((char_length((name)::text) <= 80))"), ElementsAre("name max_length 80"));
    EXPECT_THAT(rules("CHECK ((length((name)::text) > 2))"), ElementsAre("name min_length 3"));
    EXPECT_THAT(rules("CHECK (((name)::text <> ''::text))"), ElementsAre("name not_equal"));
    EXPECT_THAT(rules("CHECK ((btrim((name)::text) <> ''::text))"), ElementsAre("name not_blank"));
    EXPECT_THAT(rules("CHECK ((length(btrim((name)::text)) > 0))"), ElementsAre("name not_blank"));
    EXPECT_THAT(rules("CHECK (((name)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))"), ElementsAre("name one_of a b"));
    EXPECT_THAT(rules(R"(CHECK (((name)::text ~~ 'a\\_%'::text)))"), ElementsAre(R"(name like a\\_%)"));
    EXPECT_THAT(rules(R"(CHECK (((name)::text ~ '^[a-z]+$'::text)))"), ElementsAre("name matches ^[a-z]+$"));
    EXPECT_THAT(rules(R"(CHECK (((name)::text ~* '^[a-z]+$'::text)))"), ElementsAre("name matches_any_case ^[a-z]+$"));
    EXPECT_THAT(rules(R"(CHECK (((name)::text !~ E'\\s'::text)))"), ElementsAre("name not_matches \\s", "…"));
}

TEST(CheckRules, of_what_null_passes_anyway) {
    EXPECT_THAT(rules("CHECK (((port IS NULL) OR (port > 0)))"), ElementsAre("port greater 0"));
    EXPECT_THAT(rules("CHECK (((from_day IS NULL) OR (to_day IS NULL) OR (from_day < to_day)))"), ElementsAre("from_day less to_day"));
    EXPECT_THAT(rules("CHECK (((port IS NULL) OR (price > (0)::numeric)))"), ElementsAre("…"));
}

TEST(CheckRules, keep_what_is_known_of_a_conjunction) {
    EXPECT_THAT(rules("CHECK (((port > 0) AND ((port % 2) = 0)))"), ElementsAre("port greater 0", "…"));
    EXPECT_THAT(rules("CHECK (((port IS NOT NULL) AND (port >= 0) AND (port < 100)))"), ElementsAre("port greater_or_equal 0", "port less 100", "…"));
    EXPECT_THAT(rules("CHECK (((CASE WHEN (port > 1) THEN 1 ELSE 2 END = 1) AND (port > 0)))"), ElementsAre("port greater 0", "…"));
}

TEST(CheckRules, leave_the_rest_to_the_server) {
    for (const auto* check : {"CHECK ((NOT (port > 0)))",
                              "CHECK (((port > 0) OR (price > (0)::numeric)))",
                              "CHECK (((port + 1) > 0))",
                              "CHECK ((code = 'DE'::bpchar))",
                              "CHECK ((name OPERATOR(public.=) 'x'::text))",
                              "CHECK (public.is_valid((name)::text))",
                              "CHECK ((lower((name)::text) = (name)::text))",
                              "CHECK (((name)::text > 'a'::text))",
                              "CHECK ((alias = 'a'::text))",
                              "CHECK ((alias ~ 'a'::text))",
                              "CHECK ((mood > 'ok'::public.mood))",
                              "CHECK ((from_day <= CURRENT_DATE))",
                              "CHECK (((port)::text ~ '^1'::text))",
                              "CHECK ((port > (10.6)::integer))",
                              "CHECK (((name)::text ~ '(a)\\1'::text))",
                              "CHECK (((name)::text ~~ 'a\\'::text))",
                              "CHECK (((name)::text COLLATE \"de\" = 'a'::text))",
                              "CHECK (false)",
                              "CHECK (((price)::double precision > 1))",
                              "CHECK ((port IS DISTINCT FROM 3))",
                              "CHECK (((name)::bpchar = 'a'::bpchar))",
                              "CHECK ((name = 'abc'::character varying(2)))",
                              "CHECK ((",
                              "",
                              "CHECK"})
        EXPECT_THAT(rules(check), ElementsAre("…")) << check;
}

TEST(CheckRules, of_a_domain) {
    std::vector<CheckRule> found;
    EXPECT_TRUE(add_check_rules("CHECK ((VALUE > 0))", "positive", columns(), 0, found));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(spelled(found.front()), "port greater 0");
}

constexpr std::string_view k_lines =
    R"json({"kind":"constraint","name":"c","parent":"t","schema":"public","value":{"body":"CHECK ((amount > (5)::numeric))","columns":["amount"],"type":"check"}}
{"kind":"constraint","name":"list","parent":"t","schema":"public","value":{"body":"CHECK (((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))","columns":["status"],"type":"check"}}
{"kind":"constraint","name":"padded","parent":"t","schema":"public","value":{"body":"CHECK ((two = ANY (ARRAY['a'::bpchar, 'bb'::bpchar])))","columns":["two"],"type":"check"}}
{"kind":"constraint","name":"off","parent":"t","schema":"public","value":{"body":"CHECK ((amount > (7)::numeric))","columns":["amount"],"not_enforced":true,"type":"check"}}
{"kind":"constraint","name":"on_computed","parent":"t","schema":"public","value":{"body":"CHECK ((twice > 3))","columns":["twice"],"type":"check"}}
{"kind":"constraint","name":"far","parent":"far_away","schema":"public","value":{"body":"CHECK (((status)::text = 'a'::text))","columns":["status"],"type":"check"}}
{"kind":"constraint","name":"second_list","parent":"t","schema":"public","value":{"body":"CHECK (((status)::text = ANY ((ARRAY['b'::character varying, 'a'::character varying, 'x'::character varying])::text[])))","columns":["status"],"type":"check"}}
{"kind":"domain","name":"money","schema":"public","value":{"base_type":"numeric(8,2)","constraints":[{"definition":"CHECK ((VALUE >= (0)::numeric))","name":"money_check"},{"definition":"CHECK (public.f(VALUE))","name":"money_f"}]}}
{"kind":"table","name":"far_away","schema":"public","value":{"columns":[{"name":"status","type":"character varying(9)"}],"server":"elsewhere"}}
{"kind":"table","name":"t","schema":"public","value":{"columns":[{"name":"status","type":"character varying(9)"},{"name":"amount","type":"public.money"},{"name":"two","type":"character(2)"},{"default":"(1 * 2)","generated":"STORED","name":"twice","type":"integer"}]}}
)json";

TEST(CheckRules, of_a_table) {
    const auto catalog = catalog::parse_lines(k_lines);
    ASSERT_TRUE(catalog) << catalog.error().render();
    const auto model = make_model(*catalog, {});
    ASSERT_TRUE(model) << model.error().render();
    // Nobody checks what is said of a foreign table's rows.
    EXPECT_THAT(model->relations[0].fields[0].allowed, IsEmpty());
    EXPECT_THAT(model->relations[0].rules, ElementsAre(CheckRule{.sort = data::Rule::Sort::max_length, .column = 0, .n = 9}));
    const auto& relation = model->relations[1];
    EXPECT_THAT(relation.server_checks, ElementsAre("money_f", "on_computed", "padded"));
    using Sort = data::Rule::Sort;
    EXPECT_THAT(relation.rules, ElementsAre(CheckRule{.sort = Sort::precision, .column = 1, .n = 8, .m = 2},
                                            CheckRule{.sort = Sort::greater_or_equal, .column = 1, .constraint = "money_check", .value = "0"},
                                            CheckRule{.sort = Sort::greater, .column = 1, .constraint = "c", .value = "5"},
                                            CheckRule{.sort = Sort::max_length, .column = 2, .n = 2}));
    EXPECT_THAT(relation.fields[0].allowed, ElementsAre("a", "b"));
    EXPECT_THAT(relation.fields[2].allowed, IsEmpty());
}

}  // namespace
}  // namespace whimbrel::codegen
