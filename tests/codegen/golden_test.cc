// SPDX-License-Identifier: Apache-2.0
// What `whimbrel types` makes of a schema is what stands beside it; WHIMBREL_UPDATE=1 writes it there. That it compiles, each header first
// and last, is this program's build (tests/CMakeLists.txt).
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace whimbrel::testing {
namespace {

namespace fs = std::filesystem;

/// A project of the tests', and its folder of generated headers.
/// The version of the server is among what a file of queries is made of.
std::string without_stamp(std::string text) {
    if (const auto stamp = text.find("// Made of "); stamp != std::string::npos) text.erase(stamp, text.find('\n', stamp) + 1 - stamp);
    return text;
}

void compare(const fs::path& project, const std::string& out) {
    const Folder folder;
    fs::copy(project / "schema", folder.path() / "schema");
    if (fs::exists(project / "queries")) fs::copy(project / "queries", folder.path() / "queries");
    // The server is the one that the tests are given, whatever its version.
    auto config = read_text(project / "whimbrel.toml");
    config.erase(0, config.find("[codegen]"));
    folder.write("whimbrel.toml", config);
    folder.expect(0, {"types"});
    const auto names = folder.names(out);
    if (std::getenv("WHIMBREL_UPDATE") != nullptr) {
        fs::remove_all(project / out);
        fs::copy(folder.path() / out, project / out);
        return;
    }
    std::vector<std::string> expected;
    for (const auto& entry : fs::directory_iterator(project / out)) expected.push_back(entry.path().filename().string());
    std::ranges::sort(expected);
    EXPECT_EQ(names, expected);
    for (const auto& name : expected) EXPECT_EQ(without_stamp(folder.read(out + "/" + name)), without_stamp(read_text(project / out / name))) << name;
    EXPECT_THAT(folder.expect(0, {"types"}).err, ::testing::HasSubstr("nothing to do"));
}

TEST(GeneratedCpp, OfEveryTypeAndName) { compare(fs::path(WHIMBREL_SOURCE_DIR) / "tests/codegen", "expected"); }

TEST(GeneratedCpp, OfTheTestsOfData) { compare(fs::path(WHIMBREL_SOURCE_DIR) / "tests/data", "model"); }

}  // namespace
}  // namespace whimbrel::testing
