// SPDX-License-Identifier: Apache-2.0
// The oracle over tests/cases/<kind>/<case>/: from.sql and to.sql are two declarations; the plans between them are made,
// and proven as `whimbrel generate` would. What stands beside them narrows the case down:
//   plan.sql        the whole up script must be this
//   plan_versions   the first and the last major version on which it is compared, and why others write it otherwise
//   untouched       a line each: words that neither script may hold ("DROP TABLE")
//   fails           the planning or the proof must fail with a diagnostic that holds this text
//   answers         a line each: id=value, as --answer takes it
//   rows.sql        statements that put rows into a database of from.sql
//   kept            a query each line, which must give the same with those rows before up, after it and after down
//   since           the first major version of PostgreSQL that has what the case is about; older servers skip it
//   until           the last major version that it holds on, and why newer ones skip it
//   needs           a condition in SQL that a server must fulfil, or it skips the case
//   allows          a line each: what the declarations may do on the shadow (shadow.allow)
//   manages         a line each: a [[manage]] rule ("role app_*"); each database then has a server of its own
// from.sql equal to to.sql in meaning (folder name ends in "noop"): both plans must be empty.
// WHIMBREL_CASES=table/add runs only cases whose path holds that text; WHIMBREL_ACCEPT=1 writes plan.sql where it stands.
#include "tests/support/case_pairs.h"
#include "tests/support/real_environment.h"
#include "whimbrel/base/file.h"
#include "whimbrel/proof/proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace whimbrel {
namespace {

namespace fs = std::filesystem;

const fs::path k_cases = fs::path(WHIMBREL_SOURCE_DIR) / "tests" / "cases";

/// What the snapshot of a case's end holds must be what was read.
void expect_snapshot_round_trip(const catalog::Catalog& catalog) {
    const auto lines = catalog::render_lines(catalog);
    const auto again = catalog::parse_lines(lines);
    ASSERT_TRUE(again) << again.error().render();
    EXPECT_TRUE(catalog::equal(*again, catalog));
    EXPECT_EQ(catalog::render_lines(*again), lines);
}

struct Outcome {
    proof::Planned planned;
    std::string up, down;
};

Result<std::string> answers_of(pg::Session& session, const std::vector<std::string>& queries) {
    std::string out;
    for (const auto& query : queries) {
        WHIMBREL_TRY(const auto rows, session.execute("SELECT string_agg(t::text, E'\\n' ORDER BY t::text) FROM (" + query + ") AS t"));
        out += query + ":\n" + rows[0].string(0) + "\n";
    }
    return out;
}

/// Up and down on tables that hold rows.
Result<> expect_rows_kept(shadow::Database& from, const fs::path& folder, const std::string& up, const std::string& down) {
    const auto queries = testing::lines_of(folder / "kept");
    if (queries.empty()) return {};
    auto& shadow = testing::shadow_of(folder);
    WHIMBREL_TRY(const auto rows, read_file(folder / "rows.sql"));
    WHIMBREL_TRY(auto database, shadow.copy_of(from));
    auto& session = database.session();
    WHIMBREL_CHECK(session.execute(rows));
    WHIMBREL_TRY(const auto before, answers_of(session, queries));
    WHIMBREL_CHECK(source::run_script(shadow, session, "up.sql", up));
    WHIMBREL_TRY(const auto after, answers_of(session, queries));
    EXPECT_EQ(after, before) << "after up";
    WHIMBREL_CHECK(source::run_script(shadow, session, "down.sql", down));
    WHIMBREL_TRY(const auto back, answers_of(session, queries));
    EXPECT_EQ(back, before) << "after down";
    return {};
}

Result<Outcome> run_case(const fs::path& folder) {
    auto& shadow = testing::shadow_of(folder);
    const auto options = testing::options_of(folder);
    WHIMBREL_TRY(auto loaded, testing::load_case(shadow, folder));
    auto& [from, to] = loaded;
    expect_snapshot_round_trip(to.catalog);
    for (const auto* side : {&from, &to})
        for (const auto& item : side->catalog.not_managed()) return fail(ErrorCode::not_managed, "not managed: " + item.kind + " " + item.name);
    proof::PlanRequest request{.from = &from.catalog, .to = &to.catalog, .renames = to.facts.renames, .spelling = proof::PlanRequest::Spelling::same};
    request.up = {.version = from.catalog.version(), .facts = to.facts.answers};
    request.down = {.version = from.catalog.version()};
    request.from_database = [&] { return shadow.copy_of(from.database); };
    request.to_database = [&] { return shadow.copy_of(to.database); };
    Outcome out;
    WHIMBREL_TRY(out.planned, proof::plan_between(shadow, request, options));
    out.up = plan::render(out.planned.up);
    out.down = plan::render(out.planned.down);
    const proof::Claim claim{&from.database, &to.database, "up.sql", out.up, "down.sql", out.down, &to.catalog};
    auto proven = proof::prove(shadow, claim, options);
    if (!proven) {
        proven.error().context.push_back("running up:\n" + out.up + "down:\n" + out.down);
        return std::unexpected(std::move(proven).error());
    }
    WHIMBREL_CHECK(expect_rows_kept(from.database, folder, out.up, out.down));
    return out;
}

/// On the shared server, as plan.sql has it.
bool is_written_alike(const fs::path& folder) {
    const auto versions = testing::lines_of(folder / "plan_versions");
    if (versions.empty()) return true;
    std::istringstream line(versions.front());
    int first = 0, last = 0;
    line >> first >> last;
    const int major = testing::shared_shadow().version().value().major();
    return first <= major && major <= last;
}

class Case : public ::testing::TestWithParam<std::string> {};

TEST_P(Case, is_planned_and_proven_both_ways) {
    const fs::path folder = k_cases / GetParam();
    if (const auto reason = testing::reason_to_skip(folder); !reason.empty()) GTEST_SKIP() << reason;
    const auto outcome = run_case(folder);
    if (const auto fails = testing::lines_of(folder / "fails"); !fails.empty()) {
        ASSERT_FALSE(outcome) << "expected to fail, but gave:\n" << outcome->up;
        for (const auto& text : fails) EXPECT_THAT(outcome.error().render(), ::testing::HasSubstr(text));
        return;
    }
    ASSERT_TRUE(outcome) << outcome.error().render();
    if (GetParam().ends_with("noop")) {
        EXPECT_EQ(outcome->up, "");
        EXPECT_EQ(outcome->down, "");
    } else {
        EXPECT_FALSE(outcome->planned.up.empty()) << "a case whose folder does not end in \"noop\" must change something";
    }
    for (const auto& words : testing::lines_of(folder / "untouched")) {
        EXPECT_THAT(outcome->up, ::testing::Not(::testing::HasSubstr(words)));
        EXPECT_THAT(outcome->down, ::testing::Not(::testing::HasSubstr(words)));
    }
    const auto plan_file = folder / "plan.sql";
    if (!fs::exists(plan_file) || !is_written_alike(folder)) return;
    if (testing::real_environment().variable("WHIMBREL_ACCEPT")) {
        ASSERT_TRUE(write_file(plan_file, outcome->up));
    }
    EXPECT_EQ(outcome->up, read_file(plan_file).value());
}

INSTANTIATE_TEST_SUITE_P(All, Case, ::testing::ValuesIn(testing::case_names(k_cases)), [](const auto& parameter) {
    std::string name = parameter.param;
    std::ranges::replace_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
});

}  // namespace
}  // namespace whimbrel
