// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::kinds::phrases {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const ObjectId k_view{.kind = "view", .schema = "public", .name = "v"};

std::vector<std::string> option_steps(const std::vector<Option>& from, const std::vector<Option>& to) {
    Steps steps;
    append_option_steps("VIEW", k_view, from, to, steps);
    std::vector<std::string> out;
    for (const auto& step : steps) out.push_back(step.statement.text);
    return out;
}

TEST(OptionSteps, set_and_reset_what_differs) {
    EXPECT_THAT(option_steps({{"a", "1"}}, {{"a", "1"}}), IsEmpty());
    EXPECT_THAT(option_steps({{"a", "1"}}, {{"a", "1"}, {"b", "it's"}}), ElementsAre("ALTER VIEW public.v SET (b = 'it''s')"));
    EXPECT_THAT(option_steps({{"a", "1"}, {"b", "2"}}, {{"b", "2"}}), ElementsAre("ALTER VIEW public.v RESET (a)"));
    EXPECT_THAT(option_steps({{"a", "1"}}, {{"b", "2"}}), ElementsAre("ALTER VIEW public.v RESET (a)", "ALTER VIEW public.v SET (b = '2')"));
}

TEST(OptionSteps, leave_the_order_that_is_wanted) {
    EXPECT_THAT(option_steps({{"b", "2"}}, {{"a", "1"}, {"b", "2"}}), ElementsAre("ALTER VIEW public.v SET (a = '1', b = '2')"));
    EXPECT_THAT(option_steps({{"a", "1"}, {"b", "2"}}, {{"a", "3"}, {"b", "2"}}), ElementsAre("ALTER VIEW public.v SET (a = '3', b = '2')"));
    EXPECT_THAT(option_steps({{"a", "1"}, {"b", "2"}}, {{"a", "1"}, {"b", "3"}}), ElementsAre("ALTER VIEW public.v SET (b = '3')"));
}

TEST(OptionsOf, splits_at_the_first_equals_sign) {
    EXPECT_THAT(options_of({"a=1", "b=x=y", "c"}, "toast."), ElementsAre(Option{"toast.a", "1"}, Option{"toast.b", "x=y"}, Option{"toast.c", ""}));
}

TEST(Rename, goes_through_the_schema_first) {
    std::vector<std::string> out;
    for (const auto& step : rename("VIEW", k_view, {.kind = "view", .schema = "S", .name = "w"})) out.push_back(step.statement.text);
    EXPECT_THAT(out, ElementsAre("ALTER VIEW public.v SET SCHEMA \"S\"", "ALTER VIEW \"S\".v RENAME TO w"));
}

}  // namespace
}  // namespace whimbrel::kinds::phrases
