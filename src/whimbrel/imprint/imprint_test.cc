// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/imprint/imprint.h"
#include "whimbrel/base/file.h"
#include "whimbrel/imprint/written_rules.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

namespace whimbrel::imprint {
namespace {

Imprint one(std::string key, Entry entry) {
    Imprint imprint{.version = {150020}};
    imprint.entries.emplace(std::move(key), std::move(entry));
    return imprint;
}

TEST(Compare, EqualPrintsGiveNothing) {
    const auto imprint = one("pg_class public.a", {{"relkind", {"r"}}});
    EXPECT_TRUE(compare(imprint, imprint).empty());
    EXPECT_EQ(render({}, 10), "");
}

TEST(Compare, NamesColumnsThatDiffer) {
    const auto differences = compare(one("pg_class public.a", {{"relacl", {.is_null = true}}, {"relkind", {"r"}}, {"relpersistence", {"p"}}}),
                                     one("pg_class public.a", {{"relacl", {""}}, {"relkind", {"r"}}, {"relpersistence", {"u"}}}));
    EXPECT_EQ(render(differences, 10),
              "pg_class public.a: relacl is null, expected empty\n"
              "pg_class public.a: relpersistence is p, expected u\n");
    EXPECT_FALSE(differences.front().only_expression);
}

TEST(Compare, NamesRowsOfOneSide) {
    const auto differences = compare(one("pg_class public.a", {}), one("pg_class public.b", {}));
    EXPECT_EQ(render(differences, 10),
              "pg_class public.a: is there, expected not to be\n"
              "pg_class public.b: is missing\n");
    EXPECT_EQ(render(differences, 1), "pg_class public.a: is there, expected not to be\nand 1 more\n");
}

TEST(Compare, TellsExpressionText) {
    const Field from{.value = "(a > 0)", .is_expression = true};
    const Field to{.value = "(a >= 1)", .is_expression = true};
    const Field none{.is_null = true, .is_expression = true};
    EXPECT_TRUE(compare(one("k", {{"conbin", from}}), one("k", {{"conbin", to}})).front().only_expression);
    EXPECT_FALSE(compare(one("k", {{"conbin", from}}), one("k", {{"conbin", none}})).front().only_expression);
}

TEST(Hash, FollowsEveryPart) {
    const std::set<std::string> hashes = {
        one("a", {}).hash(),
        one("b", {}).hash(),
        one("a", {{"c", {"v"}}}).hash(),
        one("a", {{"c", {""}}}).hash(),
        one("a", {{"c", {.is_null = true}}}).hash(),
        one("a", {{"cv", {""}}}).hash(),
        Imprint{.version = {150021}}.hash(),
        Imprint{.version = {150020}}.hash(),
    };
    EXPECT_EQ(hashes.size(), 8U);
    EXPECT_EQ(one("a", {{"c", {"v"}}}).hash(), one("a", {{"c", {"v"}}}).hash());
}

TEST(WrittenRules, EachHasItsReasonAndStandsOnce) {
    std::set<std::pair<std::string_view, std::string_view>> columns;
    for (const auto& rule : column_rules()) {
        EXPECT_FALSE(rule.reason.empty()) << rule.column;
        EXPECT_TRUE(columns.emplace(rule.catalog, rule.column).second) << rule.column;
        if (rule.treatment == Treatment::unordered) continue;
        EXPECT_EQ(rule.sql.text().empty(), rule.treatment == Treatment::left_out) << rule.column;
    }
    std::set<std::string_view> catalogs;
    for (const auto& rule : catalog_rules()) EXPECT_TRUE(catalogs.insert(rule.catalog).second) << rule.catalog;
    catalogs.clear();
    for (const auto& rule : row_rules()) EXPECT_TRUE(catalogs.insert(rule.catalog).second) << rule.catalog;
}

// With WHIMBREL_UPDATE_DOCS set the page is written anew instead.
TEST(WrittenRules, ReferencePageIsUpToDate) {
    const std::filesystem::path page = std::filesystem::path(WHIMBREL_SOURCE_DIR) / "docs/reference/imprint.md";
    if (std::getenv("WHIMBREL_UPDATE_DOCS") != nullptr) {
        ASSERT_TRUE(write_file(page, render_reference()));
    }
    const auto text = read_file(page);
    ASSERT_TRUE(text) << text.error().render();
    EXPECT_EQ(*text, render_reference());
}

}  // namespace
}  // namespace whimbrel::imprint
