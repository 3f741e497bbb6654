// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/trigger/trigger_kind.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::kinds {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(TriggerCondition, stands_between_the_parentheses_after_when) {
    EXPECT_EQ(trigger_condition("CREATE TRIGGER t AFTER INSERT ON public.t FOR EACH ROW WHEN ((new.a > 0)) EXECUTE FUNCTION public.f()"), "(new.a > 0)");
    EXPECT_EQ(trigger_condition("CREATE TRIGGER t AFTER INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.f()"), "");
}

TEST(TriggerCondition, is_not_misled_by_names_and_strings) {
    EXPECT_EQ(trigger_condition("CREATE TRIGGER \" WHEN (\"\"x\" AFTER UPDATE OF \" WHEN (a) \" ON public.t FOR EACH ROW "
                                "WHEN (((new.\" )\" > 0) AND (new.b <> ')) EXECUTE FUNCTION x('::text))) EXECUTE FUNCTION public.f(' WHEN (x) ')"),
              "((new.\" )\" > 0) AND (new.b <> ')) EXECUTE FUNCTION x('::text))");
    EXPECT_EQ(trigger_condition("CREATE TRIGGER t AFTER INSERT ON public.t FOR EACH ROW WHEN ((new.a <> E'\\\\ '')'::text)) EXECUTE FUNCTION f()"),
              "(new.a <> E'\\\\ '')'::text)");
}

TEST(TriggerArguments, end_with_a_zero_byte_each) {
    EXPECT_THAT(trigger_arguments(""), IsEmpty());
    EXPECT_THAT(trigger_arguments("00"), ElementsAre(""));
    EXPECT_THAT(trigger_arguments("61276200635c640000c3a900"), ElementsAre("a'b", "c\\d", "", "é"));
}

}  // namespace
}  // namespace whimbrel::kinds
