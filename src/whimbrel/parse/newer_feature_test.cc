// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/newer_feature.h"

#include <gtest/gtest.h>

namespace whimbrel::parse {
namespace {

void expect(std::string_view statement, int major, std::string_view words, int since) {
    const auto feature = newer_feature(statement, major);
    ASSERT_TRUE(feature) << statement;
    EXPECT_EQ(feature->words, words);
    EXPECT_EQ(feature->since, since);
}

TEST(NewerFeature, is_named_with_the_version_that_has_it) {
    expect("create unique index i on t (a) nulls not distinct", 14, "NULLS NOT DISTINCT", 15);
    expect("CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) VIRTUAL)", 17, "a virtual generated column", 18);
    expect("CREATE TABLE t (a int, b int GENERATED ALWAYS AS (f((a) + 1)) NOT NULL)", 17, "a virtual generated column", 18);
    expect("ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS (a)", 14, "a virtual generated column", 18);
    expect("ALTER TABLE t ADD CONSTRAINT c NOT NULL a NOT VALID", 17, "NOT NULL as a table constraint", 18);
    expect("ALTER TABLE t ADD FOREIGN KEY (a, PERIOD b) REFERENCES u (a, PERIOD b)", 16, "PERIOD in a foreign key", 18);
    expect("CREATE TABLE t (a int REFERENCES u ON DELETE SET NULL (a))", 14, "ON DELETE SET NULL with columns", 15);
    expect("CREATE PUBLICATION p FOR TABLE t, app.u (a, b)", 14, "a column list in a publication", 15);
    expect("ALTER PUBLICATION p ADD TABLE ONLY t (a)", 14, "a column list in a publication", 15);
    expect("CREATE PUBLICATION p FOR TABLE t WHERE (a > 1)", 14, "a row filter in a publication", 15);
    expect("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false, origin = none)", 15, "origin", 16);
    expect("ALTER SUBSCRIPTION s SET (streaming = parallel)", 15, "streaming = parallel", 16);
    expect("GRANT MAINTAIN ON t TO r", 16, "MAINTAIN", 17);
    expect("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE $$", 14, "MERGE", 15);
    expect("CREATE TABLE t (a int, CONSTRAINT c NOT NULL a)", 17, "NOT NULL as a table constraint", 18);
    expect("CREATE PUBLICATION p FOR TABLE s.t (a)", 14, "a column list in a publication", 15);
    expect("CREATE PUBLICATION p FOR TABLE t WHERE (a > 0)", 14, "a row filter in a publication", 15);
}

TEST(NewerFeature, is_none_where_the_server_has_it_or_the_words_only_look_like_it) {
    EXPECT_FALSE(newer_feature("CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT", 15));
    EXPECT_FALSE(newer_feature("CREATE TABLE t (a text DEFAULT 'NOT ENFORCED') -- VIRTUAL", 14));
    EXPECT_FALSE(newer_feature("CREATE TABLE t (\"virtual\" int GENERATED ALWAYS AS (1) STORED)", 14));
    EXPECT_FALSE(newer_feature("CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b int GENERATED ALWAYS AS ((a) + 1) STORED NOT NULL)", 14));
    EXPECT_FALSE(newer_feature("CREATE TABLE t (a int CONSTRAINT c NOT NULL, b int NOT NULL)", 14));
    EXPECT_FALSE(newer_feature("CREATE PUBLICATION p FOR TABLE ONLY t WITH (publish = 'insert')", 14));
    EXPECT_FALSE(newer_feature("ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL)", 14));
}

}  // namespace
}  // namespace whimbrel::parse
