// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/ledger.h"

#include "whimbrel/base/format.h"

#include <array>

namespace whimbrel::runner {

namespace {

using sql::Fragment;
using sql::Identifier;
using sql::Literal;

constexpr int k_format = 1;

sql::Keywords on(Direction direction) {
    switch (direction) {
        case Direction::up:
            return "'up'";
        case Direction::down:
            break;
    }
    return "'down'";
}
sql::Keywords on(bool value) {
    if (value) return "true";
    return "false";
}

}  // namespace

Result<bool> Ledger::exists() {
    const std::array<pg::Value, 1> name{table("format").render()};
    WHIMBREL_TRY(const auto found, wire_.query({"SELECT pg_catalog.to_regclass($1) IS NOT NULL"}, name));
    if (!found[0].boolean(0)) return false;
    WHIMBREL_TRY(const auto rows, wire_.query(sql::sql("SELECT version FROM", table("format"))));
    if (rows.empty())
        return fail(ErrorCode::ledger_broken, format("the ledger in schema {} has lost its format", schema_))
            .hint("Restore the schema from a backup of the database.");
    if (rows[0].integer(0) > k_format)
        return fail(ErrorCode::ledger_broken,
                    format("the ledger in schema {} was written by a newer whimbrel (format {}; this one knows {})", schema_, rows[0].integer(0), k_format))
            .hint("Update whimbrel.");
    return true;
}

Result<> Ledger::create() {
    WHIMBREL_TRY(auto transaction, pg::Transaction::begin(wire_.session()));
    const std::array<pg::Value, 1> name{schema_};
    WHIMBREL_TRY(const auto there, wire_.query({"SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1"}, name));
    std::vector<sql::Statement> statements;
    // IF NOT EXISTS would ask for the right to create schemas even where the administrator made this one.
    if (there.empty()) statements.push_back(sql::sql("CREATE SCHEMA", Identifier{schema_}));
    statements.push_back(sql::sql("CREATE TABLE", table("format"), "(one boolean PRIMARY KEY DEFAULT true CHECK (one), version integer NOT NULL)"));
    statements.push_back(sql::sql("INSERT INTO", table("format"), "(version) VALUES (", k_format, ")"));
    statements.push_back(sql::sql("CREATE TABLE", table("migration"),
                                  "(version text PRIMARY KEY, position bigint NOT NULL UNIQUE, name text NOT NULL, id text NOT NULL, "
                                  "up_hash text NOT NULL, down_hash text NOT NULL, parent text NOT NULL, down_script text NOT NULL, "
                                  "direction text NOT NULL CHECK (direction IN ('up', 'down')), complete boolean NOT NULL, "
                                  "applied_at timestamptz NOT NULL, applied_by text NOT NULL DEFAULT CURRENT_USER, "
                                  "duration_ms bigint NOT NULL, tool_version text NOT NULL)"));
    statements.push_back(sql::sql("CREATE TABLE", table("step"),
                                  "(version text NOT NULL, direction text NOT NULL CHECK (direction IN ('up', 'down')), "
                                  "ordinal integer NOT NULL, kind text NOT NULL CHECK (kind IN ('transaction', 'statement')), "
                                  "state text NOT NULL CHECK (state IN ('intent', 'done')), hash text NOT NULL, statement text NOT NULL, "
                                  "at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(), PRIMARY KEY (version, direction, ordinal))"));
    statements.push_back(sql::sql("CREATE TABLE", table("state"),
                                  "(one boolean PRIMARY KEY DEFAULT true CHECK (one), current boolean NOT NULL, model integer NOT NULL, "
                                  "kinds text[] NOT NULL, server_version integer NOT NULL, hash text NOT NULL, lines text NOT NULL, "
                                  "recorded_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp())"));
    for (const auto& statement : statements) {
        if (auto done = wire_.execute(statement); !done) {
            auto error = std::move(done).error();
            error.context.push_back("creating the ledger in schema " + schema_);
            return std::unexpected(std::move(error));
        }
    }
    return transaction.commit();
}

Result<std::vector<Applied>> Ledger::read() {
    WHIMBREL_TRY(const auto rows, wire_.query(sql::sql("SELECT version, name, id, up_hash, down_hash, parent, down_script, "
                                                       "pg_catalog.to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS\"Z\"'), applied_by, "
                                                       "tool_version, duration_ms, complete, direction = 'down' FROM",
                                                       table("migration"), "ORDER BY position")));
    std::vector<Applied> ledger;
    for (const auto row : rows)
        ledger.push_back({.version = row.string(0),
                          .name = row.string(1),
                          .id = row.string(2),
                          .up_hash = row.string(3),
                          .down_hash = row.string(4),
                          .parent = row.string(5),
                          .down_script = row.string(6),
                          .applied_at = row.string(7),
                          .applied_by = row.string(8),
                          .tool_version = row.string(9),
                          .duration_ms = row.integer(10),
                          .complete = row.boolean(11),
                          .rolling_back = row.boolean(12)});
    return ledger;
}

Result<std::vector<StepRow>> Ledger::read_steps(const std::string& version, Direction direction) {
    WHIMBREL_TRY(const auto rows, wire_.query(sql::sql("SELECT ordinal, state = 'done', hash, statement FROM", table("step"),
                                                       "WHERE version =", Literal{version}, "AND direction =", on(direction), "ORDER BY ordinal")));
    std::vector<StepRow> steps;
    for (const auto row : rows) steps.push_back({static_cast<int>(row.integer(0)), row.boolean(1), row.string(2), row.string(3)});
    return steps;
}

Result<std::optional<StateRow>> Ledger::read_state() {
    WHIMBREL_TRY(const auto rows, wire_.query(sql::sql("SELECT current, model, kinds, server_version, hash FROM", table("state"))));
    if (rows.empty()) return std::optional<StateRow>();
    const auto row = rows[0];
    return StateRow{row.boolean(0), static_cast<int>(row.integer(1)), row.array(2), static_cast<int>(row.integer(3)), row.string(4)};
}

Result<std::string> Ledger::read_state_lines() {
    WHIMBREL_TRY(const auto rows, wire_.query(sql::sql("SELECT lines FROM", table("state"))));
    return rows.empty() ? std::string() : rows[0].string(0);
}

std::vector<std::string> Ledger::note(const Applied& migration) const {
    const auto elapsed = Fragment{"(EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - pg_catalog.now()) * 1000)::bigint"};
    return {sql::sql("INSERT INTO", table("migration"),
                     "AS m (version, position, name, id, up_hash, down_hash, parent, down_script, direction, complete, applied_at, "
                     "duration_ms, tool_version) VALUES (",
                     Literal{migration.version}, ", (SELECT COALESCE(pg_catalog.max(position), 0) + 1 FROM", table("migration"), "),", Literal{migration.name},
                     ",", Literal{migration.id}, ",", Literal{migration.up_hash}, ",", Literal{migration.down_hash}, ",", Literal{migration.parent}, ",",
                     Literal{migration.down_script}, ", 'up',", on(migration.complete), ", pg_catalog.now(),", elapsed, ",", Literal{migration.tool_version},
                     ") ON CONFLICT (version) DO UPDATE SET direction = excluded.direction, complete = excluded.complete, id = excluded.id, "
                     "up_hash = excluded.up_hash, down_hash = excluded.down_hash, parent = excluded.parent, "
                     "down_script = excluded.down_script, applied_at = excluded.applied_at, applied_by = excluded.applied_by, "
                     "duration_ms = m.duration_ms + excluded.duration_ms, tool_version = excluded.tool_version")
                .text,
            outdate_state()};
}

std::vector<std::string> Ledger::note_rollback(const std::string& version) const {
    return {sql::sql("UPDATE", table("migration"), "SET direction = 'down', complete = false WHERE version =", Literal{version}).text, outdate_state()};
}

std::vector<std::string> Ledger::note_no_rollback(const std::string& version) const {
    return {sql::sql("UPDATE", table("migration"), "SET direction = 'up', complete = true WHERE version =", Literal{version}).text};
}

std::string Ledger::note_step(const std::string& version, Direction direction, const StepRow& step) const {
    const sql::Keywords kind = step.statement.empty() ? sql::Keywords("'transaction'") : sql::Keywords("'statement'");
    const sql::Keywords state = step.done ? sql::Keywords("'done'") : sql::Keywords("'intent'");
    return sql::sql("INSERT INTO", table("step"), "(version, direction, ordinal, kind, state, hash, statement) VALUES (", Literal{version}, ",", on(direction),
                    ",", step.ordinal, ",", kind, ",", state, ",", Literal{step.hash}, ",", Literal{step.statement},
                    ") ON CONFLICT (version, direction, ordinal) DO UPDATE SET kind = excluded.kind, state = excluded.state, "
                    "hash = excluded.hash, statement = excluded.statement, at = excluded.at")
        .text;
}

std::vector<std::string> Ledger::forget(const std::string& version) const {
    return {sql::sql("DELETE FROM", table("step"), "WHERE version =", Literal{version}).text,
            sql::sql("DELETE FROM", table("migration"), "WHERE version =", Literal{version}).text, outdate_state()};
}

std::string Ledger::forget_step(const std::string& version, Direction direction, int ordinal) const {
    return sql::sql("DELETE FROM", table("step"), "WHERE version =", Literal{version}, "AND direction =", on(direction), "AND ordinal =", ordinal).text;
}

std::string Ledger::outdate_state() const { return sql::sql("UPDATE", table("state"), "SET current = false WHERE current").text; }

Result<> Ledger::write_state(const StateRow& state, const std::string& lines) {
    std::string kinds = "{";
    for (const auto& kind : state.kinds) kinds += (kinds.size() > 1 ? "," : "") + kind;
    const std::array<pg::Value, 5> values{std::to_string(state.model), kinds + "}", std::to_string(state.server_version), state.hash, lines};
    WHIMBREL_CHECK(wire_.query(sql::sql("INSERT INTO", table("state"),
                                        "(current, model, kinds, server_version, hash, lines) VALUES (true, $1, $2, $3, $4, $5) "
                                        "ON CONFLICT (one) DO UPDATE SET current = true, model = excluded.model, kinds = excluded.kinds, "
                                        "server_version = excluded.server_version, hash = excluded.hash, lines = excluded.lines, "
                                        "recorded_at = excluded.recorded_at"),
                               values));
    return {};
}

}  // namespace whimbrel::runner
