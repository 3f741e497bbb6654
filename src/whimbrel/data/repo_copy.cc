// SPDX-License-Identifier: Apache-2.0
// Rows of a :copy query ("COPY", "Text Format" and "Binary Format").
#include "whimbrel/base/format.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/data/constant.h"
#include "whimbrel/data/copy_format.h"
#include "whimbrel/data/refusal.h"
#include "whimbrel/data/relation.h"
#include "whimbrel/data/repo_core.h"
#include "whimbrel/sql/placeholder.h"

#include <optional>

namespace whimbrel::data {

namespace {

/// What is sent: the rows, and the value that stands behind each of them.
struct Sent {
    const RelationInfo& rows;
    std::optional<std::string> last;
};

void append_binary_row(const Sent& sent, const void* row, std::string& buffer) {
    copy_format::begin_row(sent.rows.columns.size() + std::size_t{sent.last.has_value()}, buffer);
    for (const auto& column : sent.rows.columns) copy_format::append_field([&](std::string& out) { return column.write(row, out); }, buffer);
    const auto append_last = [&](std::string& out) {
        out += *sent.last;
        return true;
    };
    if (sent.last) copy_format::append_field(append_last, buffer);
}

void append_text(std::string_view value, std::string& buffer) {
    for (const char c : value) {
        if (c == '\\') buffer += "\\\\";
        else if (c == '\t') buffer += "\\t";
        else if (c == '\n') buffer += "\\n";
        else if (c == '\r') buffer += "\\r";
        else buffer += c;
    }
}

void append_text_row(const Sent& sent, const void* row, std::string& buffer) {
    bool first = true;
    for (const auto& column : sent.rows.columns) {
        if (!first) buffer += '\t';
        first = false;
        std::string value;
        if (column.write(row, value)) append_text(value, buffer);
        else buffer += "\\N";
    }
    if (sent.last) append_text(*sent.last, buffer += '\t');
    buffer += '\n';
}

bool is_binary(const RelationInfo& rows) { return rows.columns.front().form == Form::binary; }

Result<std::optional<std::string>> last_of(Connection& connection, const StatementInfo& statement, const RelationInfo& rows,
                                           const std::optional<std::string>& scope) {
    if (statement.scope_type.empty() || !is_binary(rows)) return statement.scope_type.empty() ? std::nullopt : scope;
    return constant_of(connection, sql::placeholder(1), Parameters().add_text(*scope), statement.scope_type);
}

Result<std::int64_t> send(pg::Session& session, const StatementInfo& statement, const Sent& sent, std::size_t count,
                          const std::function<const void*(std::size_t)>& at) {
    const bool in_binary = is_binary(sent.rows);
    std::size_t next = 0;
    return session.copy_in(statement.text, [&](std::string& buffer) -> Result<bool> {
        if (in_binary && next == 0) buffer = copy_format::k_begin;
        for (; next < count && buffer.size() < copy_format::k_chunk_bytes; ++next)
            in_binary ? append_binary_row(sent, at(next), buffer) : append_text_row(sent, at(next), buffer);
        if (next < count) return true;
        if (in_binary) copy_format::end(buffer);
        return false;
    });
}

}  // namespace

Result<std::int64_t> RepoCore::copy_rows(const StatementInfo& statement, const RelationInfo& rows, std::size_t count,
                                         const std::function<const void*(std::size_t)>& at) {
    if (count == 0) return 0;
    if (!statement.scope_type.empty() && !scope_)
        return fail(ErrorCode::request_invalid, format("{} is of a scope, and the repository of none", statement.name));
    const auto run = [&](Connection& connection) -> Result<std::int64_t> {
        WHIMBREL_TRY(auto last, last_of(connection, statement, rows, scope_));
        return send(connection.session(), statement, {.rows = rows, .last = std::move(last)}, count, at);
    };
    auto sent = [&]() -> Result<std::int64_t> {
        if (connection_ != nullptr) return run(*connection_);
        WHIMBREL_TRY(const auto lease, pool_->acquire());
        return run(*lease);
    }();
    if (sent) return sent;
    auto error = explain_violation(std::move(sent).error(), statement, all_constraints());
    error.context.push_back(format("running {} of {}", statement.name, statement.file));
    return std::unexpected(std::move(error));
}

}  // namespace whimbrel::data
