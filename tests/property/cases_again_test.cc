// SPDX-License-Identifier: Apache-2.0
// The pairs of tests/cases once more, the other way: every name quoted, in mixed case and with a blank, and applied and rolled back by
// the runner, whose connection is cut after a random statement each time; the next run must end as one that nobody disturbed would.
// A third of them by chance, another third in each run; WHIMBREL_CASES=table/ or WHIMBREL_CASES=/ runs all that match.
// tests/property/not_quoted names the cases whose names cannot be quoted by rewriting their text, with the reason; they keep their names.
#include "tests/property/draw.h"
#include "tests/property/quoting.h"
#include "tests/support/case_pairs.h"
#include "tests/support/real_environment.h"
#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/history/test_folder.h"
#include "whimbrel/parse/variable.h"
#include "whimbrel/proof/proof.h"
#include "whimbrel/runner/runner.h"
#include "whimbrel/sql/variable.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>

namespace whimbrel::property {
namespace {

namespace fs = std::filesystem;
const fs::path k_cases = fs::path(WHIMBREL_SOURCE_DIR) / "tests" / "cases";
constexpr std::uint64_t k_one_in = 3;

std::uint64_t seed_of_run() {
    static const std::uint64_t k_seed = [] {
        const auto text = testing::real_environment().variable("WHIMBREL_SEED").value_or("");
        std::uint64_t out = testing::real_environment().random();
        std::from_chars(text.data(), text.data() + text.size(), out);
        std::cout << "WHIMBREL_SEED=" << out << std::endl;
        return out;
    }();
    return k_seed;
}

/// Of a file of case names with reasons; empty where the case is not in it.
std::string reason_in(std::string_view file, const std::string& name) {
    for (const auto& line : testing::lines_of(fs::path(WHIMBREL_SOURCE_DIR) / "tests" / "property" / file))
        if (line.starts_with(name + " ")) return line.substr(name.size() + 1);
    return {};
}

Result<source::Loaded> load(shadow::Shadow& shadow, const std::string& name, std::string text, const source::SourceOptions& options) {
    WHIMBREL_TRY(auto file, parse::split(name, std::move(text)));
    return source::load(shadow, source::Declaration{{std::move(file)}}, shadow::DeclarationKind::project, options);
}

const std::set<std::string>& keywords() {
    static const auto k_keywords = [] {
        std::set<std::string> out;
        auto database = testing::shared_shadow().make().value();
        const auto rows = database.session().execute("SELECT word FROM pg_catalog.pg_get_keywords()").value();
        for (const auto row : rows) out.insert(row.string(0));
        return out;
    }();
    return k_keywords;
}

struct Sides {
    source::Loaded from, to;
};

Result<Sides> quoted(const fs::path& folder, const testing::LoadedCase& plain) {
    const auto names = own_names(plain.from.catalog, plain.to.catalog, keywords());
    WHIMBREL_TRY(auto from_text, read_file(folder / "from.sql"));
    WHIMBREL_TRY(auto to_text, read_file(folder / "to.sql"));
    auto& shadow = testing::shadow_of(folder);
    const auto options = testing::options_of(folder);
    WHIMBREL_TRY(auto from, load(shadow, "from.sql", with_names_quoted(from_text, names), options));
    WHIMBREL_TRY(auto to, load(shadow, "to.sql", with_names_quoted(to_text, names), options));
    return Sides{std::move(from), std::move(to)};
}

/// Runs the runner on the database, cuts its connection after statement `n`, and runs it again.
template <class Act>
Result<bool> run_cut_off(shadow::Database& database, int n, Act act) {
    WHIMBREL_TRY(auto other, database.connect());
    runner::RunnerOptions options;
    options.allow_lossy = {"*"};
    options.tool_version = "test";
    const auto pid = database.session().backend_pid();
    bool cut = false;
    options.after_statement = [&](int sent) {
        if (sent != n || cut) return;
        cut = other.execute(format("SELECT pg_catalog.pg_terminate_backend({}, 5000)", pid)).has_value();
    };
    auto first = act(database.session(), options);
    if (!cut && !first) return std::unexpected(first.error());
    if (!cut) return false;
    database.close();
    WHIMBREL_CHECK(database.reopen());
    options.after_statement = {};
    if (!first) WHIMBREL_CHECK(act(database.session(), options));
    return true;
}

std::string differences(const imprint::Imprint& is, const imprint::Imprint& expected) {
    auto list = imprint::compare(is, expected);
    std::erase_if(list, [](const auto& difference) { return difference.only_expression; });
    return imprint::render(list, 10);
}

class CaseAgain : public ::testing::TestWithParam<std::string> {
protected:
    void run(Sides& sides, const std::string& name) {
        auto& [from, to] = sides;
        const auto options = testing::options_of(k_cases / name);
        const auto print = [&](shadow::Database& database) { return imprint::read(database.session(), {.managed = options.read.managed}).value(); };
        proof::PlanRequest request{.from = &from.catalog, .to = &to.catalog, .renames = to.facts.renames, .spelling = proof::PlanRequest::Spelling::same};
        request.up = {.version = from.catalog.version(), .facts = to.facts.answers};
        request.down = {.version = from.catalog.version()};
        auto& shadow = testing::shadow_of(k_cases / name);
        request.from_database = [&] { return shadow.copy_of(from.database); };
        request.to_database = [&] { return shadow.copy_of(to.database); };
        const auto planned = proof::plan_between(shadow, request, options);
        ASSERT_TRUE(planned) << planned.error().render();
        const auto up = plan::render(planned->up), down = plan::render(planned->down);
        SCOPED_TRACE("up:\n" + up + "down:\n" + down);
        if (name.ends_with("noop")) {
            EXPECT_EQ(up + down, "");
            return;
        }
        history::TestFolder folder;
        history::NewMigration made{.version = "0001", .name = "case", .up = up, .down = down, .stamp = {}};
        made.stamp.proof = "proven";
        auto empty = history::read(folder.path()).value();
        ASSERT_TRUE(history::write(empty, {.migrations = {made}, .removed = {}, .restamped = {}, .unstamped = {}, .snapshot = {}}));
        const auto history = history::read(folder.path()).value();
        const auto before = print(from.database);
        const auto expected = print(to.database);
        auto environment = testing::real_environment();
        for (const auto& use : parse::variables_in(up + down))
            environment.variables.insert_or_assign(sql::Variable{use.name}.environment_name(), sql::stand_in(use.name));

        // The ledger's own statements count too.
        const auto some = [&](std::size_t steps, std::uint64_t which) {
            return static_cast<int>(mix(seed_of_run(), mix(std::hash<std::string>()(name), which)) % (steps + 20)) + 1;
        };
        const int n = some(planned->up.size(), 1), m = some(planned->down.size(), 2);
        SCOPED_TRACE(format("cut off after statement {} up, {} down", n, m));
        const auto went = run_cut_off(
            from.database, n, [&](pg::Session& session, const runner::RunnerOptions& how) { return runner::migrate(session, history, {}, how, environment); });
        ASSERT_TRUE(went) << went.error().render();
        EXPECT_EQ(differences(print(from.database), expected), "") << "after up";
        const auto back = run_cut_off(from.database, m, [&](pg::Session& session, const runner::RunnerOptions& how) {
            return runner::roll_back(session, history, {}, how, environment);
        });
        ASSERT_TRUE(back) << back.error().render();
        EXPECT_EQ(differences(print(from.database), before), "") << "after down";
    }
};

TEST_P(CaseAgain, quoted_and_cut_off_it_ends_the_same) {
    const auto& name = GetParam();
    const fs::path folder = k_cases / name;
    if (const auto reason = testing::reason_to_skip(folder); !reason.empty()) GTEST_SKIP() << reason;
    if (const auto reason = reason_in("not_applied", name); !reason.empty()) GTEST_SKIP() << reason;
    auto plain = testing::load_case(testing::shadow_of(folder), folder);
    if (!plain) {
        EXPECT_FALSE(testing::lines_of(folder / "fails").empty()) << plain.error().render();
        return;
    }
    if (!testing::lines_of(folder / "fails").empty()) return;
    if (!reason_in("not_quoted", name).empty()) {
        Sides as_written{std::move(plain->from), std::move(plain->to)};
        run(as_written, name);
        return;
    }
    auto sides = quoted(folder, *plain);
    ASSERT_TRUE(sides) << "its names cannot be quoted, and tests/property/not_quoted does not say why:\n" << sides.error().render();
    run(*sides, name);
}

std::vector<std::string> some_cases() {
    auto names = testing::case_names(k_cases);
    if (testing::real_environment().variable("WHIMBREL_CASES")) return names;
    std::erase_if(names, [](const std::string& name) { return mix(seed_of_run(), std::hash<std::string>()(name)) % k_one_in != 0; });
    return names;
}

INSTANTIATE_TEST_SUITE_P(Some, CaseAgain, ::testing::ValuesIn(some_cases()), [](const auto& parameter) {
    std::string name = parameter.param;
    std::ranges::replace_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
});

}  // namespace
}  // namespace whimbrel::property
