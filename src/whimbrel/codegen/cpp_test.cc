// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/cpp.h"
#include "whimbrel/codegen/cpp_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace whimbrel::codegen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(CppIdentifiers, are_plain_names_of_no_keyword_and_no_macro) {
    EXPECT_EQ(cpp_identifier("hostname"), "hostname");
    EXPECT_EQ(cpp_identifier("fullName"), "fullName");
    EXPECT_EQ(cpp_identifier("class"), "class_");
    EXPECT_EQ(cpp_identifier("errno"), "errno_");
    EXPECT_EQ(cpp_identifier("NULL"), "null");
    EXPECT_EQ(cpp_identifier("CLASS"), "class_");
    EXPECT_EQ(cpp_identifier("2nd place"), "_2nd_place");
    EXPECT_EQ(cpp_identifier("a__b"), "a_b");
    EXPECT_EQ(cpp_identifier("_Big"), "Big");
    EXPECT_EQ(cpp_identifier("größe"), "grosse");
    EXPECT_EQ(cpp_identifier("日"), "u65e5");
    EXPECT_EQ(cpp_identifier("😀"), "u1f600");
    EXPECT_EQ(cpp_identifier("+"), "u002b");
    EXPECT_EQ(cpp_identifier(""), "empty");
}

TEST(CppIdentifiers, are_each_another_in_one_scope) {
    CppScope scope({"Mood"});
    EXPECT_THAT(scope.take_all({"a b", "a_b", "a-b", "Mood", "class", "class_"}), ElementsAre("a_b_", "a_b", "a_b_2", "Mood_", "class_1", "class_"));
    EXPECT_EQ(scope.take("a_b"), "a_b_3");
}

TEST(CppIdentifiers, of_namespaces) {
    EXPECT_EQ(snake_case("CommunityMember"), "community_member");
    EXPECT_EQ(snake_case("HTTPLog"), "http_log");
    EXPECT_EQ(snake_case("_2FaCode"), "_2_fa_code");
    EXPECT_TRUE(is_cpp_namespace("app::database"));
    for (const auto* wrong : {"", "::app", "app::", "app:database", "class", "a-b", "std", "app::whimbrel", "a__b", "2b"})
        EXPECT_FALSE(is_cpp_namespace(wrong)) << wrong;
}

TEST(CppText, is_escaped) {
    EXPECT_EQ(cpp_string("a\"b\\\n\t\x01"
                         "1"),
              R"("a\"b\\\n\011\0011")");
    EXPECT_EQ(cpp_string("\u202e"), R"("\u202e")");
    EXPECT_EQ(cpp_string("ü"), "\"ü\"");
}

TEST(CppText, documents_without_going_on_in_the_next_line) {
    EXPECT_EQ(cpp_documentation(""), "");
    EXPECT_EQ(cpp_documentation("C:\\\r\n\r\ntwo\\", "    "), "    /// C:\\.\n    ///\n    /// two\\.\n");
    // To a compiler blanks behind it are nothing.
    EXPECT_EQ(cpp_documentation("C:\\ \nD:\\  "), "/// C:\\.\n/// D:\\.\n");
}

Result<Files> rendered(std::string_view lines, const Meanings& meanings = {}) {
    // The model has pointers into it.
    static std::vector<std::unique_ptr<catalog::Catalog>> catalogs;
    auto catalog = catalog::parse_lines(lines);
    EXPECT_TRUE(catalog) << catalog.error().render();
    const auto& kept = *catalogs.emplace_back(std::make_unique<catalog::Catalog>(std::move(*catalog)));
    WHIMBREL_TRY(const auto model, make_model(kept, {}, meanings));
    return render_cpp(model, {.name_space = "app"});
}

constexpr std::string_view k_users =
    R"json({"kind":"table","name":"users","schema":"public","value":{"columns":[{"name":"id","not_null":true,"type":"bigint"},{"name":"deleted_at","type":"timestamp with time zone"},{"name":"version","not_null":true,"type":"text"}]}}
)json";

TEST(Meanings, are_found_by_name_and_type) {
    const auto files = rendered(k_users, {.soft_delete = "deleted_at"});
    ASSERT_TRUE(files) << files.error().render();
    EXPECT_THAT(files->at("user.h"), HasSubstr(".soft_delete = 1};"));
}

TEST(Meanings, that_no_table_has_are_refused_with_what_was_meant) {
    const auto typo = rendered(k_users, {.soft_delete = "delted_at"});
    ASSERT_FALSE(typo);
    EXPECT_EQ(typo.error().render(),
              "error[W1004]: codegen.soft_delete names the column \"delted_at\", and no table has one of that name\n"
              "HINT: Write soft_delete = \"deleted_at\", if that is what is meant.\n");
    const auto unfit = rendered(k_users, {.version = "version"});
    ASSERT_FALSE(unfit);
    EXPECT_EQ(unfit.error().render(),
              "error[W1004]: codegen.version names the column \"version\", which is not a smallint, integer or bigint in any table\n"
              "HINT: Name another column, or leave the key out.\n");
}

TEST(Cpp, names_that_are_one_as_identifiers_are_refused_with_the_way_out) {
    const auto folded = rendered(R"({"kind":"table","name":"größe","schema":"public","value":{"columns":[]}}
{"kind":"table","name":"grösse","schema":"public","value":{"columns":[]}}
)");
    ASSERT_FALSE(folded);
    EXPECT_EQ(folded.error().render(),
              "error[W2016]: public.grösse and public.größe would both be the type Grosse\n"
              "HINT: Give one of them another name in whimbrel.toml: under [codegen.names] write \"public.größe\" = \"…\".\n");
    const auto taken = rendered(R"({"kind":"table","name":"constraints","schema":"public","value":{"columns":[]}}
)");
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().render(),
              "error[W2016]: the list of constraints and public.constraints would both be the type Constraint\n"
              "HINT: Give one of them another name in whimbrel.toml: under [codegen.names] write \"public.constraints\" = \"…\".\n");
}

}  // namespace
}  // namespace whimbrel::codegen
