// SPDX-License-Identifier: Apache-2.0
// What `whimbrel types` makes of tests/codegen/schema is what stands in tests/codegen/expected; WHIMBREL_UPDATE=1 writes it there. That it
// compiles, each header first and last, is this program's build (tests/CMakeLists.txt).
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace whimbrel::testing {
namespace {

namespace fs = std::filesystem;

const fs::path k_folder = fs::path(WHIMBREL_SOURCE_DIR) / "tests/codegen";

TEST(GeneratedCpp, IsWhatIsExpected) {
    const Folder folder;
    fs::copy(k_folder / "schema", folder.path() / "schema");
    // The server is the one that the tests are given, whatever its version.
    auto config = read_text(k_folder / "whimbrel.toml");
    config.erase(0, config.find("[codegen]"));
    folder.write("whimbrel.toml", config);
    folder.expect(0, {"types"});
    const auto names = folder.names("expected");
    if (std::getenv("WHIMBREL_UPDATE") != nullptr) {
        fs::remove_all(k_folder / "expected");
        fs::copy(folder.path() / "expected", k_folder / "expected");
        return;
    }
    std::vector<std::string> expected;
    for (const auto& entry : fs::directory_iterator(k_folder / "expected")) expected.push_back(entry.path().filename().string());
    std::ranges::sort(expected);
    EXPECT_EQ(names, expected);
    for (const auto& name : expected) EXPECT_EQ(folder.read("expected/" + name), read_text(k_folder / "expected" / name)) << name;
    EXPECT_THAT(folder.expect(0, {"types"}).err, ::testing::HasSubstr("nothing to do"));
}

}  // namespace
}  // namespace whimbrel::testing
