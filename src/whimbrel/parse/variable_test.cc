// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/variable.h"

#include "whimbrel/sql/variable.h"

#include <gtest/gtest.h>

#include <array>

namespace whimbrel::parse {
namespace {

std::vector<std::string> names_in(std::string_view statement) {
    std::vector<std::string> out;
    for (const auto& use : variables_in(statement)) out.push_back(use.name);
    return out;
}

TEST(Variables, are_found_where_psql_finds_them) {
    EXPECT_EQ(names_in("CREATE USER MAPPING FOR a SERVER s OPTIONS (\"user\" :'u', password :'remote_pw')"), (std::vector<std::string>{"u", "remote_pw"}));
    EXPECT_EQ(names_in("SELECT 'it is :''x'' here', $$:'y'$$, \"a:'b'\" -- :'z'"), std::vector<std::string>());
    EXPECT_EQ(names_in("SELECT a::text, a[1:'2'], b[x:'y']"), std::vector<std::string>());
    EXPECT_EQ(names_in("SELECT : 'x', :'1', :'a b', :E'x', :name"), std::vector<std::string>());
}

TEST(Variables, are_filled_as_literals) {
    const auto filled = fill("A :'x', :'y' B", [](const std::string& name) { return name == "x" ? "it's" : "back\\slash"; });
    EXPECT_EQ(filled.text, "A 'it''s', E'back\\\\slash' B");
    EXPECT_EQ(fill_with_stand_ins("CONNECTION :'c'").text, "CONNECTION 'application_name=whimbrel-variable-c'");
}

TEST(Variables, leave_positions_that_can_be_told) {
    const std::string written = "é :'x' B :'y' C";
    const auto filled = fill(written, [](const std::string& name) { return name == "x" ? "long value" : ""; });
    ASSERT_EQ(filled.text, "é 'long value' B '' C");
    EXPECT_EQ(filled.written_position(0), 0);
    EXPECT_EQ(filled.written_position(1), 1);
    EXPECT_EQ(filled.written_position(5), 3);    // inside the first value
    EXPECT_EQ(filled.written_position(16), 8);   // B
    EXPECT_EQ(filled.written_position(21), 15);  // C
}

TEST(Variables, are_named_after_what_they_belong_to) {
    const auto name = [](std::initializer_list<std::string> parts) { return sql::variable_name(std::vector<std::string>(parts)); };
    EXPECT_EQ(name({"files", "app", "password"}), "files__app__password");
    EXPECT_NE(name({"Files", "app", "password"}), name({"files", "app", "password"}));
    EXPECT_NE(name({"a__b", "c"}), name({"a", "b__c"}));
    EXPECT_TRUE(sql::is_variable_name(name({"1st", "é \"x\"", "p"})));
    EXPECT_EQ(sql::Variable{"remote_pw"}.environment_name(), "REMOTE_PW");
    EXPECT_EQ(sql::variable_of(sql::stand_in("remote_pw")), "remote_pw");
    EXPECT_EQ(sql::variable_of("application_name=psql"), std::nullopt);
}

}  // namespace
}  // namespace whimbrel::parse
