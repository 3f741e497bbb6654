// SPDX-License-Identifier: Apache-2.0
// What the tests share that put the same question to whimbrel::data and to a real server.
#pragma once

#include "tests/support/real_environment.h"
#include "whimbrel/data/codec.h"
#include "whimbrel/pg/session.h"
#include "whimbrel/shadow/shadow.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::testing {

/// A server for all tests of the fixture, a database for each.
class Proof : public ::testing::Test {
protected:
    static void SetUpTestSuite() { shadow_ = std::make_unique<shadow::Shadow>(environment_, shadow::ShadowOptions{}); }
    static void TearDownTestSuite() { shadow_.reset(); }
    void SetUp() override {
        auto made = shadow_->make();
        ASSERT_TRUE(made) << made.error().render();
        database_ = std::move(*made);
        run("SET search_path = public; SET timezone = 'UTC'; SET datestyle = 'ISO, MDY'; SET intervalstyle = 'postgres'");
    }
    pg::Session& session() { return database_->session(); }
    void run(std::string_view text) {
        const auto done = session().execute(text);
        ASSERT_TRUE(done) << text << "\n" << done.error().render();
    }
    pg::Rows ask(std::string_view text, const std::vector<pg::Value>& values = {}) {
        auto rows = session().query(text, values);
        EXPECT_TRUE(rows) << text << "\n" << rows.error().render();
        return rows ? std::move(*rows) : pg::Rows();
    }
    static std::string array(const std::vector<std::string>& texts) {
        return data::Codec<data::Array<std::string>>::render(data::Array<std::string>(texts.begin(), texts.end()));
    }

    static inline const Environment environment_ = real_environment();
    static inline std::unique_ptr<shadow::Shadow> shadow_;
    std::optional<shadow::Database> database_;
};

/// The same values in every run, and others where WHIMBREL_SEED says so.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : engine_(seed + 1000 * other_seed()) {}
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
    bool once_in(std::size_t times) { return below(times) == 0; }
    template <class List>
    std::string one_of(const List& list) {
        return std::string(list[below(std::size(list))]);
    }

private:
    static std::uint64_t other_seed() {
        const char* given = std::getenv("WHIMBREL_SEED");
        return given == nullptr ? 0 : std::strtoull(given, nullptr, 10);
    }
    std::mt19937_64 engine_;
};

}  // namespace whimbrel::testing
