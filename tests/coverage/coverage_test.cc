// SPDX-License-Identifier: Apache-2.0
// None passed over: each column of the system catalogs of this server's version is managed, derived, or left out with a reason.
// WHIMBREL_COVERAGE=write writes docs/reference/coverage.md for this version instead (scripts/coverage.sh: for all).
#include "tests/coverage/coverage_page.h"
#include "tests/support/case_pairs.h"
#include "whimbrel/base/file.h"
#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace whimbrel {
namespace {

const std::filesystem::path k_page = std::filesystem::path(WHIMBREL_SOURCE_DIR) / "docs" / "reference" / "coverage.md";

struct Server {
    int major = 0;
    std::set<std::string> columns;
};

Result<Server> read_server() {
    WHIMBREL_TRY(auto database, testing::shared_shadow().make());
    WHIMBREL_TRY(const auto rows, database.session().query(R"(
SELECT c.relname || '.' || a.attname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
 WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped)"));
    Server server{.major = database.session().version().major()};
    for (const auto row : rows) server.columns.insert(row.string(0));
    return server;
}

std::string page() {
    const auto text = read_file(k_page);
    return text ? *text : std::string();
}

class Coverage : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        auto server = read_server();
        ASSERT_TRUE(server) << server.error().render();
        server_ = *std::move(server);
        if (const char* mode = std::getenv("WHIMBREL_COVERAGE"); mode == nullptr || std::string_view(mode) != "write") return;
        auto columns = coverage::parse(page());
        for (auto& [column, majors] : columns) majors.erase(server_.major);
        for (const auto& column : server_.columns) columns[column].insert(server_.major);
        std::erase_if(columns, [](const auto& entry) { return entry.second.empty(); });
        ASSERT_TRUE(write_file(k_page, coverage::render(columns)));
    }
    static Server server_;
};
Server Coverage::server_;

TEST_F(Coverage, accounts_for_every_column_of_this_server) {
    ASSERT_GT(server_.columns.size(), 500U);
    for (const auto& column : server_.columns)
        EXPECT_NE(coverage::account_for(column).state, coverage::Account::State::unknown)
            << column << " is in no list: a kind answers for it under \"origins\", or it is left out with a reason (kinds/origin.cc, imprint/written_rules.cc)";
}

TEST_F(Coverage, page_has_exactly_the_columns_of_this_server) {
    std::set<std::string> listed;
    for (const auto& [column, majors] : coverage::parse(page()))
        if (majors.contains(server_.major)) listed.insert(column);
    EXPECT_EQ(listed, server_.columns) << "run scripts/coverage.sh";
}

TEST_F(Coverage, page_says_what_kinds_and_imprint_say) {
    std::istringstream is(page()), ought(coverage::render(coverage::parse(page())));
    for (std::string line, expected; std::getline(ought, expected);) {
        std::getline(is, line);
        ASSERT_EQ(line, expected) << "run scripts/coverage.sh";
    }
    EXPECT_TRUE(is.peek() == std::istringstream::traits_type::eof()) << "run scripts/coverage.sh";
}

TEST_F(Coverage, names_no_column_that_no_version_has) {
    const auto columns = coverage::parse(page());
    for (const auto& item : kinds::coverage()) {
        const bool exists = columns.contains(item.column) || item.column.ends_with(".*");
        EXPECT_TRUE(exists) << item.kind << " names " << item.column;
    }
}

bool covers(const std::string& origin, const std::string& path) { return path == origin || path.starts_with(origin + "."); }

TEST_F(Coverage, every_field_of_a_kind_has_an_origin_and_every_origin_a_field) {
    for (const auto& kind : kinds::all_kinds()) {
        const auto paths = kind.field_paths();
        std::set<std::string> named;
        for (const auto& item : kinds::coverage())
            if (item.kind == kind.name && !item.field.empty() && item.field != kinds::k_identity) named.insert(item.field);
        for (const auto& field : named)
            EXPECT_TRUE(std::ranges::any_of(paths, [&](const auto& path) { return covers(field, path); })) << kind.name << " has no field " << field;
        for (const auto& path : paths)
            EXPECT_TRUE(std::ranges::any_of(named, [&](const auto& field) { return covers(field, path); }))
                << kind.name << "." << path << " has no origin: say in the kind's header which catalog columns it comes from";
    }
}

}  // namespace
}  // namespace whimbrel
