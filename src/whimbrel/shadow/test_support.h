// SPDX-License-Identifier: Apache-2.0
// What the room's tests share: an environment with a cache of its own, one shadow for a test program.
#pragma once

#include "whimbrel/shadow/loader.h"
#include "whimbrel/shadow/shadow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace whimbrel::shadow::test {

/// The process's variables, with WHIMBREL_CACHE in a folder that the test program removes at its end.
const Environment& environment();
/// One for all tests of the program.
Shadow& shadow();
/// "" for success, else the whole diagnostic.
template <class T>
std::string rendered(const Result<T>& result) {
    return result ? std::string() : result.error().render();
}

/// The value of the first row's first column; the diagnostic where there is none.
std::string value(pg::Session& session, const std::string& query);

struct Loaded {
    std::string error;  ///< rendered; empty where it loaded
    std::vector<std::string> warnings;
    std::optional<Database> database;
    int compared = 0;  ///< how many databases the loader asked of what they hold
};
/// Loads files given as name and text. Two loads are the same where their views read the same.
Loaded load_files(const std::vector<std::pair<std::string, std::string>>& files, LoadOptions options = {});

}  // namespace whimbrel::shadow::test
