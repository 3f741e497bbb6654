// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/variable.h"

#include "whimbrel/parse/secret.h"
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

TEST(Secrets, in_clear_are_taken_out_of_messages) {
    EXPECT_EQ(without_secrets("CREATE USER MAPPING FOR a SERVER s OPTIONS (\"user\" 'me', password 'x', \"Key\" $$y$$)"),
              "CREATE USER MAPPING FOR a SERVER s OPTIONS (\"user\" 'me', password '…', \"Key\" '…')");
    EXPECT_EQ(without_secrets("ALTER SERVER s OPTIONS (SET host 'h', ADD api_key 'k', DROP token, password_required 'false')"),
              "ALTER SERVER s OPTIONS (SET host 'h', ADD api_key '…', DROP token, password_required 'false')");
    EXPECT_EQ(without_secrets("CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (url 'https://u:p@h/x', other 'PASSWORD = x')"),
              "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (url '…', other '…')");
    EXPECT_EQ(without_secrets("CREATE FOREIGN TABLE t (password text DEFAULT 'x', b int OPTIONS (token 'k')) SERVER s OPTIONS (secret :'v')"),
              "CREATE FOREIGN TABLE t (password text DEFAULT 'x', b int OPTIONS (token '…')) SERVER s OPTIONS (secret :'v')");
    EXPECT_EQ(without_secrets("CREATE SUBSCRIPTION s CONNECTION 'host=h password=x' PUBLICATION p"), "CREATE SUBSCRIPTION s CONNECTION '…' PUBLICATION p");
    EXPECT_EQ(without_secrets("CREATE SUBSCRIPTION s CONNECTION 'host=h' PUBLICATION p"), "CREATE SUBSCRIPTION s CONNECTION 'host=h' PUBLICATION p");
    EXPECT_EQ(without_secrets("COMMENT ON SERVER s IS 'password=x'"), "COMMENT ON SERVER s IS 'password=x'");
}

}  // namespace
}  // namespace whimbrel::parse
