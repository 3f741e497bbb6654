// SPDX-License-Identifier: Apache-2.0
// Declarations that do not load: whole diagnostics, each with its file, line and next step.
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace whimbrel::testing {
namespace {

class BadDeclaration : public ::testing::Test {
protected:
    BadDeclaration() { folder.write("schema/users.sql", "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text\n);\n"); }
    void expect_refusal(const std::string& diagnostic) const {
        expect_failure(folder.whimbrel({"generate", "--name", "x", "--quiet"}), 2, diagnostic);
        EXPECT_FALSE(folder.has("migrations"));
    }

    Folder folder;
};

TEST_F(BadDeclaration, SyntaxErrorInLine14) {
    folder.write("schema/groups.sql",
                 "CREATE TABLE a (\n    id int\n);\n\nCREATE TABLE b (\n    id int\n);\n\n-- groups\nCREATE TABLE groups (\n"
                 "    id bigint PRIMARY KEY,\n    slug text NOT NULL,\n    name text NOT NULL\n    owner bigint\n);\n");
    expect_refusal(
        "error[W1306]: CREATE TABLE groups does not load\n"
        "  --> schema/groups.sql:14:5\n"
        "  server: 42601 syntax error at or near \"owner\"\n"
        "HINT: Correct the SQL there or just before it: the server names the first word that does not fit.\n");
}

TEST_F(BadDeclaration, TableThatIsDeclaredNowhere) {
    folder.write("schema/posts.sql", "CREATE TABLE posts (\n    id bigint PRIMARY KEY,\n    usres text,\n    author bigint REFERENCES usres (id)\n);\n");
    expect_refusal(
        "error[W1306]: CREATE TABLE posts does not load\n"
        "  --> schema/posts.sql:4:30\n"
        "  server: 42P01 relation \"usres\" does not exist\n"
        "HINT: Did you mean \"users\"?\n");
    edit(folder.path() / "schema/posts.sql", "REFERENCES usres", "REFERENCES people");
    expect_refusal(
        "error[W1306]: CREATE TABLE posts does not load\n"
        "  --> schema/posts.sql:4:30\n"
        "  server: 42P01 relation \"people\" does not exist\n"
        "HINT: Declare it in the schema, or correct the name.\n");
}

TEST_F(BadDeclaration, DeclaredTwiceInTwoFiles) {
    folder.write("schema/zz.sql", "\nCREATE TABLE public.users (\n    id bigint PRIMARY KEY\n);\n");
    expect_refusal(
        "error[W1307]: table public.users is declared twice, at schema/users.sql:1:1 and at schema/zz.sql:2:1\n"
        "  --> schema/zz.sql:2:1\n"
        "HINT: Remove one of the two.\n");
}

TEST_F(BadDeclaration, InsertInTheSchema) {
    folder.write("schema/zz.sql", "\nINSERT INTO users VALUES (1, 'a');\n");
    expect_refusal(
        "error[W1308]: INSERT is not a definition, and a declaration holds definitions only\n"
        "  --> schema/zz.sql:2:1\n"
        "HINT: Move it to seeds/, or into a migration made with `whimbrel new`.\n");
}

TEST_F(BadDeclaration, FunctionCalledForItsEffect) {
    folder.write("schema/zz.sql", "SELECT create_hypertable('users', 'id');\n");
    expect_refusal(
        "error[W1308]: SELECT is not a definition, and a declaration holds definitions only\n"
        "  --> schema/zz.sql:1:1\n"
        "HINT: Move it into a migration made with `whimbrel new`, behind the one that creates what it works on.\n");
}

/// What the server says of it names its folders, and is another sentence in each of PostgreSQL 14, 15 and 18.
Ran without_server_lines(Ran ran) {
    static const std::regex line("  (server|detail|server hint): [^\n]*\n");
    ran.err = std::regex_replace(ran.err, line, "");
    return ran;
}

TEST_F(BadDeclaration, ExtensionThatTheShadowLacks) {
    const auto expect_lacks = [&](const std::string& name, const std::string& hints) {
        expect_failure(without_server_lines(folder.whimbrel({"generate", "--name", "x", "--quiet"})), 2,
                       with_major("error[W1310]: extension " + name +
                                  " is not installed on the shadow's server\n"
                                  "  --> schema/zz.sql:2:1\n" +
                                  hints));
    };
    folder.write("schema/zz.sql", "-- maps\nCREATE EXTENSION postgis;\n");
    expect_lacks(
        "postgis",
        "HINT: Install its files for PostgreSQL {major} (on Debian and Ubuntu: apt-get install postgresql-{major}-postgis-3), or name a server that has "
        "them with --shadow-url.\n");
    folder.write("schema/zz.sql", "-- words\nCREATE EXTENSION pg_trmg;\n");
    expect_lacks("pg_trmg",
                 "HINT: Did you mean \"pg_trgm\"?\n"
                 "HINT: Install its files for PostgreSQL {major} (on Debian and Ubuntu: apt-get install postgresql-{major}-pg-trmg), or name a server that has "
                 "them with --shadow-url.\n");
}

TEST_F(BadDeclaration, TypeOfAnExtensionThatIsNotDeclared) {
    folder.write("schema/zz.sql", "CREATE TABLE places (\n    name citext\n);\n");
    expect_refusal(
        "error[W1306]: CREATE TABLE places does not load\n"
        "  --> schema/zz.sql:2:10\n"
        "  server: 42704 type \"citext\" does not exist\n"
        "HINT: Declare the extension that brings it: CREATE EXTENSION citext;\n");
    folder.write("schema/zz.sql", "CREATE INDEX users_name ON users USING gin (name gin_trgm_ops);\n");
    expect_refusal(
        "error[W1306]: CREATE INDEX users_name does not load\n"
        "  --> schema/zz.sql:1:50\n"
        "  server: 42704 operator class \"gin_trgm_ops\" does not exist for access method \"gin\"\n"
        "HINT: Declare the extension that brings it: CREATE EXTENSION pg_trgm;\n");
}

TEST_F(BadDeclaration, LinkToNowhere) {
    std::filesystem::create_symlink("../shared/groups.sql", folder.path() / "schema/groups.sql");
    expect_refusal(
        "error[W1001]: schema/groups.sql is a link to ../shared/groups.sql, where there is no file\n"
        "HINT: Put the file there, or remove the link.\n");
}

TEST_F(BadDeclaration, WhatStandsBehindALinkIsRead) {
    folder.write("shared/more/zz.sql", "\nINSERT INTO users VALUES (1, 'a');\n");
    std::filesystem::create_directory_symlink("../shared", folder.path() / "schema/shared");
    // An editor's own: hidden, and a link to nowhere.
    std::filesystem::create_symlink("someone@somewhere.4711:1", folder.path() / "schema/.#users.sql");
    expect_refusal(
        "error[W1308]: INSERT is not a definition, and a declaration holds definitions only\n"
        "  --> schema/shared/more/zz.sql:2:1\n"
        "HINT: Move it to seeds/, or into a migration made with `whimbrel new`.\n");
}

TEST_F(BadDeclaration, LinkThatLeadsBack) {
    std::filesystem::create_directory_symlink(".", folder.path() / "schema/again");
    expect_refusal(
        "error[W1001]: schema/again leads to a folder that is read already\n"
        "HINT: Remove the link: what stands behind it would be declared twice.\n");
}

TEST_F(BadDeclaration, CopyFromAProgram) {
    folder.write("schema/zz.sql", "\n\nCOPY users FROM PROGRAM 'touch here';\n");
    expect_refusal(
        "error[W1309]: COPY … PROGRAM reaches outside the database\n"
        "  --> schema/zz.sql:3:1\n"
        "HINT: Remove it; if you trust it, write allow = [\"COPY … PROGRAM\"] under [shadow] in whimbrel.toml.\n");
    folder.write("schema/zz.sql", "DO $$ BEGIN\n  EXECUTE 'COPY users FROM PROGRAM ''touch ' || '" + folder.path().string() + "/here''';\nEND $$;\n");
    EXPECT_EQ(folder.whimbrel({"generate", "--name", "x", "--quiet"}).code, 2);
    EXPECT_FALSE(folder.has("here"));
}

TEST_F(BadDeclaration, SubscriptionThatWouldReachItsPublisher) {
    folder.write("schema/zz.sql", "CREATE SUBSCRIPTION news CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION p;\n");
    expect_refusal(
        "error[W1309]: CREATE SUBSCRIPTION reaches outside the database\n"
        "  --> schema/zz.sql:1:1\n"
        "HINT: Declare it WITH (connect = false): whoever runs the replication enables it.\n");
    folder.write("schema/zz.sql", "ALTER SUBSCRIPTION news ENABLE;\n");
    expect_refusal(
        "error[W1309]: ALTER SUBSCRIPTION … ENABLE reaches outside the database\n"
        "  --> schema/zz.sql:1:1\n"
        "HINT: Remove it: it is for whoever runs the replication, on each database.\n");
}

TEST_F(BadDeclaration, HugeFileThatIsNotSql) {
    std::string noise(100'000'000, '\0');
    for (std::size_t at = 0; at < noise.size(); ++at) noise[at] = static_cast<char>(at * 2654435761U >> 13U);
    folder.write("schema/noise.sql", noise);
    expect_refusal(
        "error[W1202]: the file has 95 MiB, more than a schema file can have\n"
        "  --> schema/noise.sql\n"
        "HINT: Move it elsewhere if it is not SQL; dump with `pg_dump --schema-only`, and put rows into seeds/.\n");
    // Small enough to be read: the first byte that is no text is named.
    folder.write("schema/noise.sql", "-- x\n" + noise.substr(0, 1'000'000));
    expect_refusal(
        "error[W1202]: the file holds a NUL byte\n"
        "  --> schema/noise.sql:2:1\n"
        "HINT: Check that the file is SQL text, saved as UTF-8.\n");
    // Words, but no statement: PostgreSQL says so.
    std::string words;
    while (words.size() < 10'000'000) words += "the quick brown fox jumps over the lazy dog\n";
    folder.write("schema/noise.sql", words);
    expect_refusal(
        "error[W1306]: no SQL statement begins with \"THE\"\n"
        "  --> schema/noise.sql:1:1\n"
        "HINT: Correct the SQL there or just before it: a statement before may end too early, or the file is not SQL.\n");
}

TEST_F(BadDeclaration, MisspelledKeyword) {
    folder.write("schema/zz.sql", "\nCRAETE TABLE tags (id bigint);\n");
    expect_refusal(
        "error[W1306]: no SQL statement begins with \"CRAETE\"\n"
        "  --> schema/zz.sql:2:1\n"
        "HINT: Did you mean CREATE?\n");
}

TEST_F(BadDeclaration, NameThatPostgresWouldCut) {
    const std::string name(64, 'y');
    folder.write("schema/zz.sql", "CREATE TABLE tags (id bigint);\nCREATE TABLE " + name + " (id bigint);\n");
    EXPECT_EQ(folder.expect(0, {"generate", "--name", "x", "--quiet"}).err,
              "warning: schema/zz.sql:2:14: PostgreSQL cuts names to 63 bytes, and " + name + " has 64\n");
}

}  // namespace
}  // namespace whimbrel::testing
