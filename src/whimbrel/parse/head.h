// SPDX-License-Identifier: Apache-2.0
// What a statement is about, read off its first words. It serves refusals, duplicate reports and the
// attachment of directives; it decides nothing about meaning: PostgreSQL does.
#pragma once

#include "whimbrel/parse/lexer.h"

#include <span>
#include <string>
#include <string_view>

namespace whimbrel::parse {

enum class StatementClass : std::uint8_t {
    definition,   ///< CREATE, ALTER, DROP, COMMENT, GRANT, REVOKE, SECURITY LABEL, REFRESH…
    setting,      ///< SET, RESET, SELECT pg_catalog.set_config(…)
    transaction,  ///< BEGIN, START, COMMIT, END, ROLLBACK, ABORT, SAVEPOINT, RELEASE
    data,         ///< INSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY … FROM, SELECT … with effects unknown, WITH, VALUES, CALL
    block,        ///< DO
    psql,         ///< a psql command that is understood (\connect, \restrict, \unrestrict)
    other,        ///< anything else: LOAD, VACUUM, LISTEN…
};

struct Head {
    StatementClass statement_class = StatementClass::other;
    std::string verb;       ///< "CREATE", upper case
    std::string object;     ///< "TABLE", "UNIQUE INDEX" gives "INDEX", "OR REPLACE FUNCTION" gives "FUNCTION", "MATERIALIZED VIEW"
    std::string schema;     ///< as PostgreSQL stores it, empty where the statement names none
    std::string name;       ///< as PostgreSQL stores it, empty where there is none (CREATE INDEX ON …)
    std::string arguments;  ///< of a routine: the text between its parentheses, white space folded
    bool or_replace = false;
    bool if_not_exists = false;
    /// True where the statement cannot run in a transaction block (CREATE/DROP INDEX CONCURRENTLY, REINDEX
    /// CONCURRENTLY, VACUUM, CREATE/DROP DATABASE, ALTER SYSTEM, CREATE/DROP TABLESPACE, CREATE SUBSCRIPTION with a
    /// slot, ALTER TABLE … DETACH PARTITION … CONCURRENTLY, REFRESH is allowed).
    bool outside_transaction = false;
    /// What would let a declaration reach outside the database on the shadow, empty where nothing does:
    /// "COPY … PROGRAM", "COPY … FROM file", "ALTER SYSTEM", "LOAD", "LANGUAGE c", "LANGUAGE internal",
    /// "lo_import", "pg_read_file"… as a name that configuration can allow.
    std::string reaches_outside;
};

/// `tokens` are those of one statement, comments allowed among them.
Head read_head(std::string_view source, std::span<const Token> tokens);

/// An identifier token as PostgreSQL stores it: unquoted words folded to lower case (ASCII), quotes taken off.
std::string stored_name(std::string_view token_text);

}  // namespace whimbrel::parse
