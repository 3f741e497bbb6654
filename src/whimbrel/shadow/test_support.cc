// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/test_support.h"

#include <unistd.h>
#include <atomic>

#include <cstdlib>
#include <memory>
#include <random>

namespace whimbrel::shadow::test {

namespace {

/// Removed when the program ends, after the server in it was stopped.
struct TemporaryCache {
    std::filesystem::path path;
    pid_t owner = ::getpid();
    TemporaryCache() {
        std::string name = "/tmp/whimbrel-shadow-test-XXXXXX";
        path = ::mkdtemp(name.data());
        std::filesystem::permissions(path, std::filesystem::perms(0755));
    }
    ~TemporaryCache() {
        // A forked child of a test has a copy of this.
        if (::getpid() == owner) std::filesystem::remove_all(path);
    }
};

std::unique_ptr<Shadow>& shared() {
    static std::unique_ptr<Shadow> shadow;
    return shadow;
}

class StopAtEnd : public testing::Environment {
    void TearDown() override { shared().reset(); }
};
const auto* const k_stop_at_end = testing::AddGlobalTestEnvironment(new StopAtEnd);

}  // namespace

const Environment& environment() {
    static const TemporaryCache cache;
    static const Environment made = [] {
        Environment environment;
        for (const auto* name : {"PATH", "HOME", "WHIMBREL_PG_BIN", "LD_LIBRARY_PATH"})
            if (const char* value = std::getenv(name)) environment.variables[name] = value;
        environment.variables["WHIMBREL_CACHE"] = cache.path.string();
        environment.working_folder = "/";
        environment.random = [generator = std::make_shared<std::mt19937_64>(std::random_device{}())] { return (*generator)(); };
        return environment;
    }();
    return made;
}

Shadow& shadow() {
    if (!shared()) shared() = std::make_unique<Shadow>(environment(), ShadowOptions{});
    return *shared();
}

std::string value(pg::Session& session, const std::string& query) {
    const auto rows = session.execute(query);
    if (!rows) return rows.error().render();
    return rows->empty() ? "no row" : (*rows)[0].string(0);
}

Loaded load_files(const std::vector<std::pair<std::string, std::string>>& files, LoadOptions options) {
    Loaded loaded;
    options.warn = [&](const std::string& warning) { loaded.warnings.push_back(warning); };
    std::vector<parse::SplitFile> split;
    for (const auto& [file, text] : files) {
        auto one = parse::split(file, text);
        if (!one) {
            loaded.error = one.error().render();
            return loaded;
        }
        split.push_back(std::move(*one));
    }
    auto database = shadow().make();
    if (!database) {
        loaded.error = database.error().render();
        return loaded;
    }
    const std::string views = "SELECT string_agg(schemaname || '.' || viewname || definition, ';' ORDER BY 1) FROM pg_views WHERE schemaname !~ '^pg_|^inf'";
    std::atomic<int> compared = 0;  // on two threads
    loaded.error = rendered(load(shadow(), *database, split, options, [&](Database& one) -> Result<std::string> {
        ++compared;
        return value(one.session(), views);
    }));
    loaded.compared = compared;
    loaded.database = std::move(*database);
    return loaded;
}

}  // namespace whimbrel::shadow::test
