// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/spelling.h"

#include <gtest/gtest.h>

namespace whimbrel::runner {
namespace {

/// As to_json() gives a text: R"(…)" of what stands between the quotes.
std::string stripped(const std::string& text) { return without_spelling("{\"definition\":\"" + text + "\"}"); }

struct Pair {
    std::string one, other;
};

class SameThing : public testing::TestWithParam<Pair> {};
TEST_P(SameThing, is_equal_without_spelling) { EXPECT_EQ(stripped(GetParam().one), stripped(GetParam().other)); }
INSTANTIATE_TEST_SUITE_P(All, SameThing,
                         testing::Values(Pair{"CHECK (((a > 0) AND (b > 0)))", "CHECK (a > 0 AND b > 0)"},
                                         Pair{R"(SELECT a,\n\tb\n   FROM t)", "SELECT a, b FROM t"},
                                         Pair{"(s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])",
                                              "s::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])"},
                                         Pair{"'x'::character varying(20)", "'x'"}, Pair{"'1'::double precision + n", "'1' + n"},
                                         Pair{"'now'::timestamp without time zone", "'now'::timestamp(3) with time zone"},
                                         Pair{"'1 day'::interval day to second(3)", "'1 day'"}, Pair{"'1.5'::numeric(10,2) AND b", "'1.5' AND b"},
                                         Pair{R"('happy'::public.\"My mood\"[])", "'happy'"}, Pair{"'{}'::integer[][]", "'{}'"},
                                         Pair{"a::text AND b", "(a) AND (b)"}));

class AnotherThing : public testing::TestWithParam<Pair> {};
TEST_P(AnotherThing, stays_different) { EXPECT_NE(stripped(GetParam().one), stripped(GetParam().other)); }
INSTANTIATE_TEST_SUITE_P(All, AnotherThing,
                         testing::Values(Pair{"SELECT a FROM t", "SELECT b FROM t"}, Pair{"a > 0", "a > 1"}, Pair{"a > 0", "a >= 0"},
                                         Pair{"'a b'::text", "'ab'::text"}, Pair{"'(x)'", "'x'"}, Pair{"'it''s (1)'", "'it''s 1'"}, Pair{"'x::text'", "'x'"},
                                         Pair{R"(\"a b\")", R"(\"ab\")"}, Pair{"a b", "ab"},
                                         Pair{"x::timestamp without time zone AT TIME ZONE 'UTC'", "x::timestamp without time zone"},
                                         Pair{"x::text day", "x::text"}));

TEST(WithoutSpelling, an_apostrophe_elsewhere_ends_with_its_text) {
    EXPECT_EQ(without_spelling(R"j({"a":"it's","b":"(x)"})j"), R"j({"a":"it's","b":"x"})j");
    EXPECT_EQ(without_spelling("'\\"), "'\\");
    EXPECT_EQ(without_spelling("a::int[("), "a");
    EXPECT_EQ(without_spelling("a::"), "a");
}

}  // namespace
}  // namespace whimbrel::runner
