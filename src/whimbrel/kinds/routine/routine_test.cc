// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/routine/routine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::kinds::routine {
namespace {

TEST(Signature, of_a_procedure_names_a_mode) {
    const ObjectId function{.kind = "function", .schema = "public", .name = "F", .arguments = "(integer, text)"};
    EXPECT_EQ(signature(function).text, "public.\"F\"(integer, text)");
    const ObjectId procedure{.kind = "procedure", .schema = "public", .name = "p", .arguments = "(integer, text)"};
    EXPECT_EQ(signature(procedure).text, "public.p(IN integer, text)");
    const ObjectId bare{.kind = "procedure", .schema = "public", .name = "p", .arguments = "()"};
    EXPECT_EQ(signature(bare).text, "public.p()");
}

Routine sample() { return {.arguments = {{"IN", "a", "integer", ""}, {"IN", "", "integer", "1"}}, .result = "integer", .language = "sql", .body = "SELECT 1"}; }

TEST(CanBeReplaced, as_far_as_create_or_replace_goes) {
    const Routine from = sample();
    const auto changed = [&](auto change) {
        Routine to = from;
        change(to);
        return can_be_replaced(from, to);
    };
    EXPECT_TRUE(changed([](Routine& r) { r.body = "SELECT 2"; }));
    EXPECT_TRUE(changed([](Routine& r) { r.language = "plpgsql"; }));
    EXPECT_TRUE(changed([](Routine& r) { r.arguments[1].name = "b"; })) << "an argument without a name may get one";
    EXPECT_TRUE(changed([](Routine& r) { r.arguments[0].default_value = "0"; }));
    EXPECT_FALSE(changed([](Routine& r) { r.arguments[0].name = "x"; }));
    EXPECT_FALSE(changed([](Routine& r) { r.arguments[0].name = ""; }));
    EXPECT_FALSE(changed([](Routine& r) { r.arguments[1].default_value = ""; }));
    EXPECT_FALSE(changed([](Routine& r) { r.arguments[1].mode = "VARIADIC"; }));
    EXPECT_FALSE(changed([](Routine& r) { r.result = "bigint"; }));
    EXPECT_FALSE(changed([](Routine& r) { r.returns_set = true; }));
    EXPECT_FALSE(changed([](Routine& r) { r.window = true; }));
}

TEST(CanBeReplaced, not_where_the_row_of_out_arguments_differs) {
    Routine from{.arguments = {{"OUT", "a", "integer", ""}, {"OUT", "b", "integer", ""}}, .result = "record", .language = "sql"};
    Routine to = from;
    EXPECT_TRUE(can_be_replaced(from, to));
    to.arguments[1].name = "c";
    EXPECT_FALSE(can_be_replaced(from, to));
}

TEST(AttributeChanges, are_said_in_one_statement) {
    Routine from = sample();
    from.volatility = "STABLE";
    from.strict = true;
    from.cost = "5";
    from.settings = {{"work_mem", "1MB"}, {"search_path", "\"\""}};
    Routine to = sample();
    to.parallel = "SAFE";
    to.settings = {{"search_path", "public"}};
    EXPECT_EQ(attribute_changes(from, to)->text, "VOLATILE PARALLEL SAFE CALLED ON NULL INPUT COST 100 RESET work_mem SET search_path TO 'public'");
    EXPECT_EQ(attribute_changes(from, from)->text, "");
    to.body = "SELECT 2";
    EXPECT_FALSE(attribute_changes(from, to));
}

TEST(AttributeChanges, set_all_settings_anew_where_their_order_asks_for_it) {
    Routine from = sample(), to = sample();
    from.settings = {{"work_mem", "1MB"}};
    to.settings = {{"search_path", "\"\""}, {"work_mem", "1MB"}};
    EXPECT_EQ(attribute_changes(from, to)->text, "RESET ALL SET search_path TO '' SET work_mem TO '1MB'");
}

TEST(AttributeChanges, cannot_take_a_support_function_away) {
    Routine from = sample();
    from.support = "pg_catalog.textlike_support";
    EXPECT_FALSE(attribute_changes(from, sample()));
    EXPECT_EQ(attribute_changes(sample(), from)->text, "SUPPORT pg_catalog.textlike_support");
}

}  // namespace
}  // namespace whimbrel::kinds::routine
