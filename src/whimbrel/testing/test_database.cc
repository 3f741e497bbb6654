// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/testing/test_database.h"

#include "whimbrel/base/format.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/migrate.h"
#include "whimbrel/shadow/shadow.h"
#include "whimbrel/source/source.h"

#include <unistd.h>

#include <optional>
#include <random>

namespace whimbrel::testing {

namespace {

Environment process_environment() {
    Environment out;
    for (char* const* entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) out.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    std::error_code ec;
    out.working_folder = std::filesystem::current_path(ec);
    out.random = [generator = std::make_shared<std::mt19937_64>(std::random_device{}())] { return (*generator)(); };
    return out;
}

}  // namespace

struct TestDatabase::State {
    shadow::Database database;
};

TestDatabase::TestDatabase(std::unique_ptr<State> state) : state_(std::move(state)) {}
TestDatabase::TestDatabase(TestDatabase&&) noexcept = default;
TestDatabase& TestDatabase::operator=(TestDatabase&&) noexcept = default;
TestDatabase::~TestDatabase() = default;

std::string TestDatabase::url() const { return state_->database.url().render(); }

Result<std::unique_ptr<data::Pool>> TestDatabase::pool(const data::PoolSettings& settings) const { return data::Pool::open(url(), settings); }

struct TestServer::State {
    explicit State(int major) : environment(process_environment()), shadow(environment, {.major = major}) {}
    Environment environment;
    shadow::Shadow shadow;
    std::optional<shadow::Database> original;
};

TestServer::TestServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
TestServer::~TestServer() = default;

namespace {

Result<shadow::Database> make_original(shadow::Shadow& shadow, const std::filesystem::path& schema) {
    std::error_code ec;
    // An empty folder is one of no migrations yet.
    if (source::is_migrations_folder(schema) || std::filesystem::is_empty(schema, ec)) {
        WHIMBREL_TRY(auto database, shadow.make());
        WHIMBREL_CHECK(migrate(database.url().render(), schema, {.application_name = "whimbrel/testing"}));
        return database;
    }
    // A path alone, which no other form of a source looks like.
    WHIMBREL_TRY(auto declared, source::resolve(shadow, std::filesystem::absolute(schema, ec).string(), {}));
    if (!declared.database) return fail(ErrorCode::request_invalid, format("{} is neither a folder of migrations nor a declaration", schema.string()));
    return std::move(*declared.database);
}

}  // namespace

Result<std::unique_ptr<TestServer>> TestServer::start(const std::filesystem::path& schema, const Options& options) {
    auto state = std::make_unique<State>(options.major);
    WHIMBREL_TRY(auto original, make_original(state->shadow, schema));
    original.close();
    state->original = std::move(original);
    return std::unique_ptr<TestServer>(new TestServer(std::move(state)));
}

Result<TestDatabase> TestServer::database() {
    WHIMBREL_TRY(auto copy, state_->shadow.copy_of(*state_->original));
    state_->original->close();
    return TestDatabase(std::make_unique<TestDatabase::State>(TestDatabase::State{std::move(copy)}));
}

}  // namespace whimbrel::testing
