// SPDX-License-Identifier: Apache-2.0
// tests/queries/<case>/: schema.sql is loaded, each file of queries/ is read on it, and what PostgreSQL says of the queries must be what
// `expected` holds: parameters and columns with their types, "?" behind the one that may be NULL, and the diagnostics of queries that cannot
// be used. Where there is rows.sql, the queries without parameters are run on those rows, and no column may be NULL that is said not to be.
// `since` is the first major version that the case is about.
// WHIMBREL_CASES narrows the cases down; WHIMBREL_ACCEPT=1 writes `expected` anew.
#include "tests/support/case_pairs.h"
#include "tests/support/program.h"
#include "tests/support/real_environment.h"
#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/codegen/query_rows.h"
#include "whimbrel/shadow/shadow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace whimbrel {
namespace {

namespace fs = std::filesystem;

const fs::path k_cases = fs::path(WHIMBREL_SOURCE_DIR) / "tests" / "queries";

std::vector<std::string> names() {
    std::vector<std::string> out;
    const auto wanted = testing::real_environment().variable("WHIMBREL_CASES").value_or("");
    for (const auto& entry : fs::directory_iterator(k_cases))
        if (entry.is_directory() && entry.path().string().find(wanted) != std::string::npos) out.push_back(entry.path().filename().string());
    std::ranges::sort(out);
    return out;
}

std::string origin(const std::optional<codegen::ColumnName>& column) {
    return column ? format("  {}.{}.{}", column->schema, column->table, column->column) : "";
}

std::string described(const codegen::Query& query) {
    auto out = format("{} :{} {}\n", query.name, codegen::to_text(query.command), query.source);
    for (const auto& parameter : query.parameters)
        out += format("  @{} {}{}{}\n", parameter.name, parameter.type, parameter.nullable ? "?" : "", origin(parameter.column));
    for (const auto& column : query.columns) out += format("  {} {}{}{}\n", column.name, column.type, column.nullable ? "?" : "", origin(column.column));
    if (!query.row_table.empty()) out += format("  is a row of {}.{}\n", query.row_schema, query.row_table);
    if (!query.copy_table.empty()) out += format("  goes to {}.{}\n", query.copy_schema, query.copy_table);
    return out;
}

/// What is said never to be NULL is not, on rows that are there.
void expect_truth(const codegen::Query& query, pg::Session& session) {
    if (!query.parameters.empty() || query.columns.empty()) return;
    const auto rows = session.query(query.text);
    // A value that cannot be cast is an error and not NULL.
    if (!rows) {
        EXPECT_TRUE(rows.error().server->sqlstate.starts_with("22")) << rows.error().render();
        return;
    }
    for (const auto row : *rows)
        for (std::size_t at = 0; at < query.columns.size(); ++at)
            EXPECT_FALSE(!query.columns[at].nullable && row.is_null(static_cast<int>(at))) << query.name << ": " << query.columns[at].name;
}

std::string described(const fs::path& folder, shadow::Database& database) {
    auto session = database.connect().value();
    auto catalog = database.connect().value();
    EXPECT_TRUE(catalog.execute("SET search_path = ''"));
    codegen::QueryReader reader(session, catalog);
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder / "queries")) files.push_back(entry.path());
    std::ranges::sort(files);
    std::string out;
    for (const auto& file : files) {
        const auto texts = codegen::read_queries("queries/" + file.filename().string(), read_file(file).value());
        for (const auto& error : texts.errors) out += error.render();
        for (const auto& text : texts.queries) {
            const auto query = reader.read(text);
            out += query ? described(*query) : query.error().render();
            if (query && text.text.nullable.empty() && fs::exists(folder / "rows.sql")) expect_truth(*query, session);
        }
    }
    return out;
}

class Queries : public ::testing::TestWithParam<std::string> {};

TEST_P(Queries, AreWhatPostgresSaysOfThem) {
    const auto folder = k_cases / GetParam();
    if (const auto since = testing::lines_of(folder / "since"); !since.empty() && testing::server_major() < std::stoi(since.front()))
        GTEST_SKIP() << "the case is about PostgreSQL " << since.front();
    auto database = testing::shared_shadow().make();
    ASSERT_TRUE(database) << database.error().render();
    const auto loaded = database->session().execute(read_file(folder / "schema.sql").value());
    ASSERT_TRUE(loaded) << loaded.error().render();
    if (fs::exists(folder / "rows.sql")) {
        const auto filled = database->session().execute(read_file(folder / "rows.sql").value());
        ASSERT_TRUE(filled) << filled.error().render();
    }
    const auto text = described(folder, *database);
    const auto file = folder / "expected";
    if (testing::real_environment().variable("WHIMBREL_ACCEPT")) testing::write_text(file, text);
    EXPECT_EQ(text, read_file(file).value());
}

INSTANTIATE_TEST_SUITE_P(Cases, Queries, ::testing::ValuesIn(names()), [](const auto& one) { return one.param; });

}  // namespace
}  // namespace whimbrel
