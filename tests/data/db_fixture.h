// SPDX-License-Identifier: Apache-2.0
// A database of its own on a throwaway server for each test.
#pragma once

#include "whimbrel/shadow/shadow.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <optional>
#include <random>

namespace whimbrel::data {

class DataDb : public testing::Test {
protected:
    static void SetUpTestSuite() {
        for (const auto* name : {"PATH", "HOME", "WHIMBREL_PG_BIN", "WHIMBREL_CACHE", "LD_LIBRARY_PATH"})
            if (const char* value = std::getenv(name)) environment_.variables[name] = value;
        environment_.working_folder = "/";
        environment_.random = [generator = std::make_shared<std::mt19937_64>(std::random_device{}())] { return (*generator)(); };
        shadow_ = std::make_unique<shadow::Shadow>(environment_, shadow::ShadowOptions{});
    }
    static void TearDownTestSuite() { shadow_.reset(); }

    void SetUp() override {
        auto made = shadow_->make();
        ASSERT_TRUE(made) << made.error().render();
        database_ = std::move(*made);
    }
    pg::Session& session() { return database_->session(); }
    [[nodiscard]] std::string url() const { return database_->url().render(); }

    static inline Environment environment_;
    static inline std::unique_ptr<shadow::Shadow> shadow_;
    std::optional<shadow::Database> database_;
};

}  // namespace whimbrel::data
