// SPDX-License-Identifier: Apache-2.0
// For tests of runner/: a throwaway database, a folder of migrations, and runs of one on the other.
#pragma once

#include "whimbrel/history/test_folder.h"
#include "whimbrel/runner/runner.h"
#include "whimbrel/shadow/shadow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <regex>
#include <string>
#include <vector>

namespace whimbrel::runner {

class TargetTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        for (char** variable = ::environ; *variable != nullptr; ++variable) {
            const std::string_view text = *variable;
            const auto at = text.find('=');
            environment.variables.insert_or_assign(std::string(text.substr(0, at)), std::string(text.substr(at + 1)));
        }
        environment.working_folder = std::filesystem::current_path();
        environment.random = [generator = std::make_shared<std::mt19937_64>(std::random_device{}())] { return (*generator)(); };
        shadow = std::make_unique<shadow::Shadow>(environment, shadow::ShadowOptions{});
    }
    static void TearDownTestSuite() { shadow.reset(); }

    void SetUp() override {
        auto made = shadow->make();
        ASSERT_TRUE(made) << made.error().render();
        database.emplace(std::move(*made));
        options.tool_version = "test";
    }

    /// Writes a proven migration into the folder.
    void add(const std::string& version, const std::string& name, const std::string& up, const std::string& down = {}) {
        auto history = history::read(folder.path());
        ASSERT_TRUE(history) << history.error().render();
        history::NewMigration made{.version = version, .name = name, .up = up, .down = down, .stamp = {}};
        made.stamp.proof = "proven";
        const auto written = history::write(*history, {.migrations = {made}, .removed = {}, .restamped = {}, .unstamped = {}, .snapshot = {}});
        ASSERT_TRUE(written) << written.error().render();
    }
    /// Stamps the files as they are now.
    void prove(const std::string& version) {
        auto history = history::read(folder.path()).value();
        history::Stamp stamp;
        stamp.version = version;
        stamp.proof = "proven";
        ASSERT_TRUE(history::write(history, {.migrations = {}, .removed = {}, .restamped = {stamp}, .unstamped = {}, .snapshot = {}}));
    }

    Result<Report> migrate(const Target& target = {}) { return runner::migrate(session(), history::read(folder.path()).value(), target, options, environment); }
    Result<Report> roll_back(const Target& target = {}) {
        return runner::roll_back(session(), history::read(folder.path()).value(), target, options, environment);
    }
    std::vector<Applied> ledger() { return read_ledger(session(), options).value(); }
    pg::Session& session() { return database->session(); }

    void execute(const std::string& text) {
        const auto done = session().execute(text);
        ASSERT_TRUE(done) << done.error().render();
    }
    /// The first value, empty where there is none.
    std::string value(const std::string& query) {
        const auto rows = session().execute(query);
        if (!rows) return rows.error().render();
        return rows->empty() ? std::string() : (*rows)[0].string(0);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return folder.name(name); }
    /// The diagnostic, with what differs from run to run replaced: "pid N", "N s".
    static std::string rendered(const Error& error) {
        auto text = std::regex_replace(error.render(), std::regex("pid [0-9]+"), "pid N");
        text = std::regex_replace(text, std::regex("backend\\([0-9]+\\)"), "backend(N)");
        return std::regex_replace(text, std::regex("for [0-9]+ s|began [0-9]+ s"), "N s");
    }

    static inline Environment environment;
    static inline std::unique_ptr<shadow::Shadow> shadow;
    std::optional<shadow::Database> database;
    history::TestFolder folder;
    RunnerOptions options;
};

}  // namespace whimbrel::runner
