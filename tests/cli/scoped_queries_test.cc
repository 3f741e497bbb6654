// SPDX-License-Identifier: Apache-2.0
// Queries as files where rows belong to somebody: each table's rows are held to the parameter that says to whom, or the query is refused.
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// What is asked, and, where nothing holds a table's rows to the parameter, which table's, and what helps.
struct Case {
    std::string_view body;
    std::string_view refused{};
    std::string_view hint{};
};

class ScopedQueries : public ::testing::Test {
protected:
    ScopedQueries() {
        folder.write(
            "schema/reports.sql",
            "CREATE TABLE reports (id int PRIMARY KEY, tenant_id int NOT NULL, parent int, CONSTRAINT one_parent UNIQUE (tenant_id, parent));\n"
            "CREATE TABLE lines (id int PRIMARY KEY, tenant_id int NOT NULL, report_id int);\n"
            "CREATE DOMAIN code AS varchar(3);\n"
            "CREATE TABLE notes (id int PRIMARY KEY, tenant_id varchar(3) NOT NULL);\nCREATE TABLE files (id int PRIMARY KEY, tenant_id uuid NOT NULL);\n"
            "CREATE TABLE sums (id int PRIMARY KEY, tenant_id numeric(8) NOT NULL);\nCREATE TABLE badges (id int PRIMARY KEY, tenant_id code NOT NULL);\n"
            "CREATE TABLE names (id int PRIMARY KEY, tenant_id name NOT NULL);\n"
            "CREATE VIEW ids AS SELECT id FROM reports;\nCREATE VIEW tenants_ids AS SELECT tenant_id, id FROM reports;\n");
        folder.expect(0, {"generate", "--name", "first"});
    }

    void expect(const std::vector<Case>& cases, std::string_view command) const {
        std::string held, loose, expected;
        int number = 0, line = 1;
        for (const auto& [body, refused, hint] : cases) {
            const auto name = "q" + std::to_string(++number);
            (refused.empty() ? held : loose) += "-- name: " + name + " :" + std::string(command) + "\n" + std::string(body) + ";\n";
            if (refused.empty()) continue;
            expected += "error[W2014]: query " + name + " takes @tenant_id, and nothing holds the rows of public." + std::string(refused) +
                        " to it\n  --> queries/reports.sql:" + std::to_string(line) + ":1\nHINT: " + std::string(hint) +
                        ", or a line -- scope: all below its name, if it is meant to find everybody's.\n";
            line += 2;
        }
        folder.write("queries/reports.sql", held);
        folder.expect(0, {"types", "--quiet"});
        folder.write("queries/reports.sql", loose);
        EXPECT_EQ(folder.expect(2, {"types", "--quiet"}).err, expected);
    }

    Folder folder{"[codegen.typescript]\nout = \"ts\"\n[codegen.cpp]\nout = \"cpp\"\nnamespace = \"app\"\n[codegen]\nscope = \"tenant_id\"\n"};
};

TEST_F(ScopedQueries, HoldTheRowsThatTheyRead) {
    expect(
        {
            {"SELECT r.id FROM reports r WHERE r.tenant_id = @tenant_id AND (r.id = 1 OR r.id = 2)"},
            {"SELECT r.id FROM reports r WHERE @tenant_id::int = r.tenant_id"},
            {"SELECT r.id FROM reports r WHERE r.tenant_id <> @tenant_id", "reports", "Add the condition r.tenant_id = @tenant_id"},
            {"SELECT r.id FROM reports r WHERE r.id = @tenant_id", "reports", "Add the condition r.tenant_id = @tenant_id"},
            {"SELECT r.id FROM reports r WHERE r.tenant_id = @tenant_id OR r.id = 1", "reports", "Add the condition r.tenant_id = @tenant_id"},
            {"SELECT r.id FROM reports r WHERE NOT (r.tenant_id = @tenant_id)", "reports", "Add the condition r.tenant_id = @tenant_id"},
            {"SELECT r.id FROM reports r LIMIT @tenant_id", "reports", "Add the condition r.tenant_id = @tenant_id"},
            {"SELECT r.id, l.id AS line FROM reports r JOIN lines l ON l.report_id = r.id WHERE r.tenant_id = @tenant_id", "lines",
             "Add the condition l.tenant_id = @tenant_id"},
            {"SELECT r.id, l.id AS line FROM reports r JOIN lines l ON l.report_id = r.id AND l.tenant_id = r.tenant_id WHERE r.tenant_id = @tenant_id"},
            {"SELECT r.id, l.id AS line FROM reports r JOIN lines l USING (tenant_id) WHERE tenant_id = @tenant_id"},
            {"SELECT r.id, l.id AS line FROM reports r NATURAL LEFT JOIN lines l WHERE r.tenant_id = @tenant_id"},
            {"SELECT r.id, l.id AS line FROM reports r LEFT JOIN lines l ON l.tenant_id = r.tenant_id WHERE r.tenant_id = @tenant_id"},
            {"SELECT r.id, l.id AS line FROM reports r LEFT JOIN lines l ON l.tenant_id = r.tenant_id AND r.tenant_id = @tenant_id", "reports",
             "Add the condition r.tenant_id = @tenant_id"},
            {"SELECT r.id, l.id AS line FROM reports r FULL JOIN lines l ON l.tenant_id = r.tenant_id AND r.tenant_id = @tenant_id", "reports",
             "Add the condition r.tenant_id = @tenant_id"},
            {"SELECT r.id, l.id AS line FROM lines l RIGHT JOIN reports r ON l.tenant_id = r.tenant_id WHERE r.tenant_id = @tenant_id"},
            {"SELECT r.id FROM reports r LEFT JOIN (lines l JOIN lines k ON k.tenant_id = l.tenant_id) ON l.tenant_id = r.tenant_id WHERE r.tenant_id = "
             "@tenant_id"},
            {"SELECT s.id FROM (SELECT * FROM reports r) s WHERE s.tenant_id = @tenant_id"},
            {"SELECT s.id FROM (SELECT * FROM reports r ORDER BY id LIMIT 1) s WHERE s.tenant_id = @tenant_id", "reports",
             "Add the condition r.tenant_id = @tenant_id"},
            {"SELECT s.n FROM (SELECT tenant_id, count(*) OVER () AS n FROM reports r) s WHERE s.tenant_id = @tenant_id", "reports",
             "Add the condition r.tenant_id = @tenant_id"},
            {"SELECT s.n FROM (SELECT tenant_id, count(*) AS n FROM reports r GROUP BY tenant_id) s WHERE s.tenant_id = @tenant_id"},
            {"SELECT s.id FROM (SELECT id, tenant_id FROM reports r UNION ALL SELECT id, tenant_id FROM lines l) s WHERE s.tenant_id = @tenant_id"},
            {"SELECT l.id FROM (SELECT * FROM reports WHERE tenant_id = @tenant_id) s JOIN lines l ON l.tenant_id = s.tenant_id"},
            {"SELECT r.id FROM reports r WHERE r.tenant_id = @tenant_id AND EXISTS (SELECT FROM lines l WHERE l.tenant_id = r.tenant_id)"},
            {"SELECT r.id FROM reports r WHERE r.tenant_id = @tenant_id AND EXISTS (SELECT FROM lines l WHERE l.report_id = r.id)", "lines",
             "Add the condition l.tenant_id = @tenant_id"},
            {"SELECT (SELECT count(*) FROM lines l) AS n FROM reports r WHERE r.tenant_id = @tenant_id", "lines", "Add the condition l.tenant_id = @tenant_id"},
            {"SELECT r.id, n.n FROM reports r CROSS JOIN LATERAL (SELECT count(*) AS n FROM lines l WHERE l.tenant_id = r.tenant_id) n WHERE r.tenant_id = "
             "@tenant_id"},
            {"WITH own AS (SELECT * FROM reports WHERE tenant_id = @tenant_id) SELECT l.id FROM own JOIN lines l ON l.tenant_id = own.tenant_id"},
            {"WITH every AS (SELECT * FROM reports r) SELECT id FROM every WHERE tenant_id = @tenant_id", "reports",
             "Add the condition r.tenant_id = @tenant_id"},
            {"WITH RECURSIVE up AS (SELECT id, tenant_id, parent FROM reports WHERE tenant_id = @tenant_id UNION ALL "
             "SELECT r.id, r.tenant_id, r.parent FROM up JOIN reports r ON r.id = up.parent AND r.tenant_id = up.tenant_id) SELECT id FROM up"},
            {"WITH RECURSIVE up AS (SELECT id, tenant_id, parent FROM reports WHERE tenant_id = @tenant_id UNION ALL "
             "SELECT r.id, up.tenant_id, r.parent FROM up JOIN reports r ON r.id = up.parent) SELECT id FROM up",
             "reports", "Add the condition r.tenant_id = @tenant_id"},
            {"WITH RECURSIVE up AS (SELECT id, tenant_id, parent FROM reports WHERE tenant_id = @tenant_id UNION ALL "
             "SELECT r.id, r.parent, r.parent FROM up JOIN reports r ON r.tenant_id = up.tenant_id) SELECT id FROM up",
             "reports", "Add the condition r.tenant_id = @tenant_id"},
            {"SELECT id FROM tenants_ids WHERE tenant_id = @tenant_id"},
            {"SELECT id FROM tenants_ids t WHERE id = @tenant_id", "tenants_ids", "Add the condition t.tenant_id = @tenant_id"},
        },
        "many");
}

TEST_F(ScopedQueries, HoldTheRowsThatTheyWrite) {
    expect(
        {
            {"INSERT INTO reports (id, tenant_id) VALUES (1, @tenant_id) RETURNING id"},
            {"INSERT INTO reports (id, tenant_id) VALUES (1, @tenant_id), (2, @tenant_id) ON CONFLICT DO NOTHING RETURNING id"},
            {"INSERT INTO reports (id, tenant_id) VALUES (1, @tenant_id), (2, 3) RETURNING id", "reports", "Write @tenant_id into reports.tenant_id"},
            {"INSERT INTO reports (id, tenant_id) VALUES (@tenant_id, 1) RETURNING id", "reports", "Write @tenant_id into reports.tenant_id"},
            {"INSERT INTO lines (id, tenant_id) SELECT id, tenant_id FROM reports WHERE tenant_id = @tenant_id RETURNING id"},
            {"INSERT INTO lines (id, tenant_id) SELECT id, @tenant_id FROM reports r RETURNING id", "reports", "Add the condition r.tenant_id = @tenant_id"},
            {"UPDATE reports r SET parent = 1 WHERE tenant_id = @tenant_id RETURNING id"},
            {"UPDATE reports r SET tenant_id = @tenant_id RETURNING id", "reports", "Add the condition r.tenant_id = @tenant_id"},
            {"UPDATE reports r SET parent = l.id FROM lines l WHERE l.tenant_id = r.tenant_id AND l.tenant_id = @tenant_id RETURNING r.id"},
            {"DELETE FROM reports r USING lines l WHERE l.tenant_id = @tenant_id RETURNING r.id", "reports", "Add the condition r.tenant_id = @tenant_id"},
            {"UPDATE reports r SET tenant_id = @tenant_id WHERE tenant_id = @tenant_id RETURNING id"},
            {"UPDATE reports r SET tenant_id = 7 WHERE tenant_id = @tenant_id RETURNING id", "reports", "Write @tenant_id into r.tenant_id"},
            {"UPDATE reports r SET parent = tenant_id, tenant_id = parent WHERE tenant_id = @tenant_id RETURNING id", "reports",
             "Write @tenant_id into r.tenant_id"},
            {"WITH moved AS (UPDATE reports r SET parent = 7 WHERE tenant_id = @tenant_id AND parent = @tenant_id RETURNING parent) "
             "SELECT l.id FROM moved JOIN lines l ON l.tenant_id = moved.parent",
             "lines", "Add the condition l.tenant_id = @tenant_id"},
        },
        "many");
}

/// A cast that may make one value of two holds rows of more than one, or of another.
TEST_F(ScopedQueries, HoldNothingByCastsThatChangeValues) {
    const std::string_view note = "Add the condition n.tenant_id = @tenant_id", sum = "Add the condition s.tenant_id = @tenant_id";
    const std::string_view badge = "Add the condition b.tenant_id = @tenant_id", file = "Add the condition f.tenant_id = @tenant_id";
    expect(
        {
            {"SELECT id FROM notes n WHERE tenant_id = @tenant_id"},
            {"SELECT id FROM notes n WHERE tenant_id = @tenant_id::varchar"},
            {"SELECT id FROM notes n WHERE tenant_id = @tenant_id::varchar(3)", "notes", note},
            {"SELECT id FROM notes n WHERE tenant_id = @tenant_id::text::varchar(2)::text", "notes", note},
            {"SELECT id FROM notes n WHERE tenant_id::varchar(2) = @tenant_id", "notes", note},
            {"SELECT id FROM notes n WHERE tenant_id::varchar(2)::text = @tenant_id", "notes", note},
            {"SELECT id FROM notes n WHERE tenant_id::bpchar = @tenant_id", "notes", note},
            {"SELECT id FROM notes n WHERE tenant_id = @tenant_id::text::code", "notes", note},
            {"SELECT id FROM notes n WHERE tenant_id COLLATE \"C\" = @tenant_id", "notes", note},
            {"SELECT id FROM (SELECT id, tenant_id::varchar(2) AS short FROM notes n) s WHERE short = @tenant_id", "notes", note},
            {"INSERT INTO notes (id, tenant_id) VALUES (1, @tenant_id) RETURNING id"},
            {"INSERT INTO notes (id, tenant_id) VALUES (1, @tenant_id), (2, @tenant_id) RETURNING id"},
            {"INSERT INTO notes (id, tenant_id) VALUES (1, @tenant_id::varchar(2)) RETURNING id", "notes", "Write @tenant_id into notes.tenant_id"},
            {"SELECT id FROM badges b WHERE tenant_id = @tenant_id"},
            {"SELECT id FROM badges b WHERE tenant_id = @tenant_id::text::code", "badges", badge},
            {"INSERT INTO badges (id, tenant_id) VALUES (1, @tenant_id) RETURNING id"},
            {"INSERT INTO badges (id, tenant_id) VALUES (1, @tenant_id::text::code) RETURNING id", "badges", "Write @tenant_id into badges.tenant_id"},
            {"SELECT id FROM files f WHERE tenant_id = @tenant_id"},
            {"SELECT id FROM files f WHERE tenant_id::text = @tenant_id"},
            {"SELECT id FROM files f WHERE left(tenant_id::text, 3) = @tenant_id", "files", file},
            {"SELECT id FROM sums s WHERE tenant_id = @tenant_id"},
            {"SELECT id FROM sums s WHERE tenant_id = @tenant_id::int"},
            {"SELECT id FROM sums s WHERE tenant_id = @tenant_id::numeric::int", "sums", sum},
            {"SELECT id FROM sums s WHERE tenant_id = @tenant_id::numeric(4)", "sums", sum},
            {"SELECT id FROM sums s WHERE tenant_id::int = @tenant_id", "sums", sum},
            {"SELECT id FROM sums s WHERE tenant_id = @tenant_id::float8", "sums", sum},
            {"INSERT INTO sums (id, tenant_id) VALUES (1, @tenant_id) RETURNING id"},
            {"SELECT id FROM reports r WHERE tenant_id = @tenant_id::bigint"},
            {"SELECT id FROM reports r WHERE tenant_id::bigint = @tenant_id"},
            {"SELECT id FROM names n WHERE tenant_id = @tenant_id::name"},
        },
        "many");
}

TEST_F(ScopedQueries, TakeTheParameterAsWhatTheColumnIs) {
    const auto said = [&](const std::string& body) {
        folder.write("queries/reports.sql", "-- name: found :many\n" + body + ";\n");
        return folder.expect(2, {"types", "--quiet"}).err;
    };
    EXPECT_EQ(said("SELECT id FROM notes WHERE tenant_id = @tenant_id::name"),
              "error[W2014]: query found takes @tenant_id as name, and public.notes.tenant_id is character varying(3)\n  --> queries/reports.sql:1:1\n"
              "HINT: Write @tenant_id::character varying, or a line -- scope: all below its name, if it is meant to find everybody's.\n");
    EXPECT_THAT(said("SELECT id FROM notes WHERE tenant_id = @tenant_id::uuid::text"),
                HasSubstr("query found takes @tenant_id as uuid, and public.notes.tenant_id is character varying(3)\n"));
    EXPECT_THAT(said("INSERT INTO notes (id, tenant_id) VALUES (1, @tenant_id::int) RETURNING id"),
                HasSubstr("query found takes @tenant_id as integer, and public.notes.tenant_id is character varying(3)\n"));
}

constexpr std::string_view k_found_by_conflict = "Name tenant_id in ON CONFLICT (…), add WHERE reports.tenant_id = @tenant_id to its UPDATE";

TEST_F(ScopedQueries, HoldTheRowsThatOnConflictFinds) {
    const std::string insert = "INSERT INTO reports (id, tenant_id, parent) VALUES (1, @tenant_id, @tenant_id) ON CONFLICT ";
    const std::vector<std::pair<std::string, std::string_view>> written{
        {"(tenant_id, parent) DO UPDATE SET id = 2", {}},
        {"ON CONSTRAINT one_parent DO UPDATE SET id = excluded.id", {}},
        {"(id) DO UPDATE SET parent = 2 WHERE reports.tenant_id = @tenant_id", {}},
        {"(id) DO UPDATE SET parent = 2 WHERE reports.tenant_id = excluded.tenant_id AND reports.parent > 1", {}},
        {"(id) DO UPDATE SET parent = 2 WHERE reports.tenant_id = excluded.parent", {}},
        {"(id) DO UPDATE SET parent = 2", k_found_by_conflict},
        {"ON CONSTRAINT reports_pkey DO UPDATE SET parent = 2", k_found_by_conflict},
        {"(id) DO UPDATE SET tenant_id = excluded.tenant_id", k_found_by_conflict},
        {"(id) DO UPDATE SET parent = 2 WHERE excluded.tenant_id = @tenant_id", k_found_by_conflict},
        {"(id) DO UPDATE SET parent = 2 WHERE reports.tenant_id = @tenant_id OR reports.id = 3", k_found_by_conflict},
        {"(tenant_id, parent) DO UPDATE SET tenant_id = 2", "Write @tenant_id into reports.tenant_id"},
    };
    std::vector<std::string> texts;
    for (const auto& [text, hint] : written) texts.push_back(insert + text + " RETURNING id");
    std::vector<Case> cases;
    for (std::size_t at = 0; at < written.size(); ++at)
        cases.push_back({texts[at], written[at].second.empty() ? std::string_view() : "reports", written[at].second});
    // What is left in a row is not known of the one that was found.
    cases.push_back(
        {"INSERT INTO reports AS r (id, tenant_id, parent) VALUES (1, @tenant_id, @tenant_id) ON CONFLICT (tenant_id, parent) "
         "DO UPDATE SET id = (SELECT max(id) FROM lines l WHERE l.tenant_id = r.parent) RETURNING id"});
    cases.push_back(
        {"INSERT INTO reports AS r (tenant_id, id) VALUES (@tenant_id, @tenant_id) ON CONFLICT (tenant_id, parent) "
         "DO UPDATE SET parent = (SELECT max(id) FROM lines l WHERE l.tenant_id = r.id) RETURNING id",
         "lines", "Add the condition l.tenant_id = @tenant_id"});
    expect(cases, "many");
}

TEST_F(ScopedQueries, HoldTheRowsThatMergeFinds) {
    if (server_major() < 15) GTEST_SKIP() << "PostgreSQL 14 has no MERGE";
    const std::string_view condition = "Add the condition r.tenant_id = @tenant_id to ON";
    const std::string_view source = "Add the condition l.tenant_id = @tenant_id within USING, as what has no match is inserted";
    const std::string_view write = "Write @tenant_id into r.tenant_id";
    expect(
        {
            {"MERGE INTO reports r USING (SELECT 1 AS id) s ON r.id = s.id AND r.tenant_id = @tenant_id WHEN MATCHED THEN DELETE"},
            {"MERGE INTO reports r USING (SELECT 1 AS id) s ON r.id = s.id WHEN MATCHED AND r.tenant_id = @tenant_id THEN UPDATE SET parent = 1"},
            {"MERGE INTO reports r USING (SELECT @tenant_id::int AS id) s ON r.id = s.id WHEN MATCHED THEN DELETE", "reports", condition},
            {"MERGE INTO reports r USING (SELECT @tenant_id::int AS id) s ON r.tenant_id = s.id OR r.id = 1 WHEN MATCHED THEN UPDATE SET parent = 1", "reports",
             condition},
            {"MERGE INTO reports r USING (SELECT @tenant_id::int AS id) s ON r.tenant_id = s.id WHEN MATCHED AND parent = 1 THEN DELETE "
             "WHEN MATCHED THEN UPDATE SET tenant_id = 2",
             "reports", write},
            {"MERGE INTO reports r USING lines l ON r.id = l.id AND r.tenant_id = l.tenant_id AND l.tenant_id = @tenant_id WHEN MATCHED THEN DELETE"},
            {"MERGE INTO reports r USING lines l ON r.id = l.id AND r.tenant_id = @tenant_id WHEN MATCHED THEN DELETE", "lines",
             "Add the condition l.tenant_id = @tenant_id"},
            {"MERGE INTO reports r USING lines l ON r.id = l.id AND r.tenant_id = @tenant_id AND l.tenant_id = @tenant_id "
             "WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id, tenant_id) VALUES (l.id, @tenant_id)",
             "lines", source},
            {"MERGE INTO reports r USING (SELECT * FROM lines WHERE tenant_id = @tenant_id) l ON r.id = l.id AND r.tenant_id = l.tenant_id "
             "WHEN MATCHED THEN UPDATE SET parent = l.report_id WHEN NOT MATCHED THEN INSERT (id, tenant_id) VALUES (l.id, l.tenant_id)"},
            {"MERGE INTO reports r USING (SELECT 1 AS id) s ON r.id = s.id WHEN NOT MATCHED THEN INSERT (id, tenant_id) VALUES (s.id, @tenant_id)"},
            {"MERGE INTO reports r USING (SELECT 1 AS id) s ON r.id = s.id AND r.tenant_id = @tenant_id "
             "WHEN NOT MATCHED THEN INSERT (id, tenant_id) VALUES (s.id, s.id)",
             "reports", write},
            {"MERGE INTO reports r USING (SELECT 1 AS id) s ON r.id = s.id AND r.tenant_id = @tenant_id "
             "WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED THEN INSERT (id, parent) VALUES (s.id, @tenant_id)",
             "reports", write},
        },
        "exec");
    if (server_major() < 17) return;
    expect(
        {
            {"MERGE INTO reports r USING (SELECT 1 AS id) s ON r.id = s.id AND r.tenant_id = @tenant_id WHEN NOT MATCHED BY SOURCE THEN DELETE", "reports",
             "Add the condition r.tenant_id = @tenant_id to WHEN NOT MATCHED BY SOURCE"},
            {"MERGE INTO reports r USING (SELECT 1 AS id) s ON r.id = s.id WHEN NOT MATCHED BY SOURCE AND r.tenant_id = @tenant_id THEN DELETE"},
        },
        "exec");
}

TEST_F(ScopedQueries, AreRefusedAViewThatDoesNotSayWhoseRowsItHas) {
    EXPECT_THAT(folder.read("cpp/tenants_id.h"), HasSubstr(".scope = 0"));
    EXPECT_THAT(folder.read("cpp/id.h"), Not(HasSubstr(".scope")));
    folder.write("queries/reports.sql", "-- name: found :many\nSELECT id FROM ids WHERE id = @tenant_id;\n");
    EXPECT_THAT(folder.whimbrel({"types", "--quiet"}).err, HasSubstr("query found reads rows of public.reports through public.ids, which has no tenant_id\n"));
}

TEST_F(ScopedQueries, CopyRowsThatSayNothingOfIt) {
    folder.write("queries/reports.sql", "-- name: add :copy\nINSERT INTO reports (id, tenant_id) VALUES (@id, @tenant_id);\n");
    folder.expect(0, {"types", "--quiet"});
    EXPECT_THAT(folder.read("cpp/queries.h"), HasSubstr("add(whimbrel::data::ScopedRepo& repo, std::span<const AddParameters> rows)"));
    EXPECT_THAT(folder.read("ts/queries.ts"), HasSubstr("export interface AddParameters {\n  id: number;\n}\n\n"
                                                        "export async function add(db: Queryable, scope: number, rows: readonly AddParameters[])"));
    folder.write("queries/reports.sql", "-- name: add :copy\nINSERT INTO reports (id, tenant_id) VALUES (@tenant_id, @id);\n");
    EXPECT_THAT(folder.expect(2, {"types", "--quiet"}).err, HasSubstr("nothing holds the rows of public.reports to it"));
    folder.write("queries/reports.sql", "-- name: add :copy\nINSERT INTO reports (tenant_id) VALUES (@tenant_id);\n");
    EXPECT_THAT(
        folder.expect(2, {"types", "--quiet"}).err,
        HasSubstr(
            "query add is :copy, and its rows have nothing but tenant_id, which is the same for all\n  --> queries/reports.sql:1:1\nHINT: Write :exec, or"));
}

}  // namespace
}  // namespace whimbrel::testing
