// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/sql/setting.h"

#include <gtest/gtest.h>

namespace whimbrel::sql {
namespace {

TEST(DollarQuoted, takes_a_tag_that_the_text_does_not_hold) {
    EXPECT_EQ(dollar_quoted("SELECT 1", "function").text, "$function$SELECT 1$function$");
    EXPECT_EQ(dollar_quoted("$function$", "function").text, "$functionx$$function$$functionx$");
    EXPECT_EQ(dollar_quoted("$functionx $function", "function").text, "$functionxx$$functionx $function$functionxx$");
    EXPECT_EQ(dollar_quoted("", "procedure").text, "$procedure$$procedure$");
    EXPECT_EQ(dollar_quoted("costs $", "function").text, "$function$costs $$function$");
}

TEST(SettingValue, writes_lists_of_names_one_by_one) {
    EXPECT_EQ(setting_value("search_path", "\"\"").text, "''");
    EXPECT_EQ(setting_value("search_path", "").text, "''");
    EXPECT_EQ(setting_value("search_path", "public, \"$user\"").text, "'public', '$user'");
    EXPECT_EQ(setting_value("Search_Path", "\"a \"\"b\"\", c\",d").text, "'a \"b\", c', 'd'");
    EXPECT_EQ(setting_value("temp_tablespaces", "fast, \"it's\"").text, "'fast', 'it''s'");
}

TEST(SettingValue, writes_any_other_as_it_is) {
    EXPECT_EQ(setting_value("work_mem", "8MB").text, "'8MB'");
    EXPECT_EQ(setting_value("DateStyle", "ISO, DMY").text, "'ISO, DMY'");
    EXPECT_EQ(setting_value("app.user", "a\\b").text, "E'a\\\\b'");
}

TEST(SettingName, may_have_two_parts) {
    EXPECT_EQ(setting_name("work_mem").text, "work_mem");
    EXPECT_EQ(setting_name("TimeZone").text, "\"TimeZone\"");
    EXPECT_EQ(setting_name("app.user").text, "app.\"user\"");
}

TEST(InThisDatabase, asks_the_server_for_the_name) {
    EXPECT_EQ(in_this_database({"ALTER DATABASE"}, fragment("SET", setting_name("app.rate"), "TO", setting_value("app.rate", "5%"))).text,
              "DO $database$BEGIN EXECUTE pg_catalog.format('ALTER DATABASE %I SET app.rate TO ''5%%''', pg_catalog.current_database()); END$database$");
}

}  // namespace
}  // namespace whimbrel::sql
