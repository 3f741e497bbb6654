// SPDX-License-Identifier: Apache-2.0
// Walks the list of kinds and fails where a room is not finished.
#include "tests/property/generators.h"
#include "tests/support/case_pairs.h"
#include "whimbrel/base/file.h"
#include "whimbrel/kinds/kind.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace whimbrel {
namespace {

namespace fs = std::filesystem;
const fs::path k_source = WHIMBREL_SOURCE_DIR;

TEST(KindAudit, every_kind_has_cases_for_create_drop_alter_and_no_change) {
    for (const auto& kind : kinds::all_kinds()) {
        std::string names;
        const fs::path folder = k_source / "tests" / "cases" / std::string(kind.name);
        ASSERT_TRUE(fs::exists(folder)) << folder;
        for (const auto& entry : fs::directory_iterator(folder)) names += entry.path().filename().string() + "\n";
        EXPECT_THAT(names, ::testing::HasSubstr("create")) << kind.name;
        EXPECT_THAT(names, ::testing::HasSubstr("drop")) << kind.name;
        EXPECT_THAT(names, ::testing::HasSubstr("noop")) << kind.name;
        EXPECT_GE(std::ranges::count(names, '\n'), 4) << kind.name << " needs cases that alter it";
    }
}

/// Kinds that random pairs cannot have stand in a list with the reason.
TEST(KindAudit, every_kind_has_a_generator_for_the_property_tests) {
    const auto without = testing::lines_of(k_source / "tests" / "property" / "without_generator");
    for (const auto& kind : kinds::all_kinds()) {
        const bool has = std::ranges::any_of(property::all_generators(), [&](const property::Generator& generator) { return generator.kind == kind.name; });
        const bool listed = std::ranges::any_of(without, [&](const std::string& line) { return line.starts_with(std::string(kind.name) + " "); });
        EXPECT_NE(has, listed) << kind.name << (has ? " has a generator: take it off" : " has no generator: add one under tests/property/generators, or it to")
                               << " tests/property/without_generator";
    }
}

TEST(KindAudit, every_kind_is_in_the_reference) {
    const auto page = read_file(k_source / "docs" / "reference" / "kinds.md");
    ASSERT_TRUE(page) << page.error().render();
    for (const auto& kind : kinds::all_kinds()) EXPECT_THAT(*page, ::testing::HasSubstr("\n## " + std::string(kind.name) + "\n"));
}

}  // namespace
}  // namespace whimbrel
