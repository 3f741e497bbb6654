// SPDX-License-Identifier: Apache-2.0
// Rows of a :copy query ("COPY", "Text Format" and "Binary Format").
#include "whimbrel/base/format.h"
#include "whimbrel/data/connection.h"
#include "whimbrel/data/copy_format.h"
#include "whimbrel/data/refusal.h"
#include "whimbrel/data/relation.h"
#include "whimbrel/data/repo_core.h"

namespace whimbrel::data {

namespace {

void append_binary_row(const RelationInfo& rows, const void* row, std::string& buffer) {
    copy_format::begin_row(rows.columns.size(), buffer);
    for (const auto& column : rows.columns) copy_format::append_field([&](std::string& out) { return column.write(row, out); }, buffer);
}

void append_text_row(const RelationInfo& rows, const void* row, std::string& buffer) {
    bool first = true;
    for (const auto& column : rows.columns) {
        if (!first) buffer += '\t';
        first = false;
        std::string value;
        if (!column.write(row, value)) {
            buffer += "\\N";
            continue;
        }
        for (const char c : value) {
            if (c == '\\') buffer += "\\\\";
            else if (c == '\t') buffer += "\\t";
            else if (c == '\n') buffer += "\\n";
            else if (c == '\r') buffer += "\\r";
            else buffer += c;
        }
    }
    buffer += '\n';
}

Result<std::int64_t> send(pg::Session& session, const StatementInfo& statement, const RelationInfo& rows, std::size_t count,
                          const std::function<const void*(std::size_t)>& at) {
    const bool is_binary = rows.columns.front().form == Form::binary;
    std::size_t next = 0;
    return session.copy_in(statement.text, [&](std::string& buffer) -> Result<bool> {
        if (is_binary && next == 0) buffer = copy_format::k_begin;
        for (; next < count && buffer.size() < copy_format::k_chunk_bytes; ++next)
            is_binary ? append_binary_row(rows, at(next), buffer) : append_text_row(rows, at(next), buffer);
        if (next < count) return true;
        if (is_binary) copy_format::end(buffer);
        return false;
    });
}

}  // namespace

Result<std::int64_t> RepoCore::copy_rows(const StatementInfo& statement, const RelationInfo& rows, std::size_t count,
                                         const std::function<const void*(std::size_t)>& at) {
    if (count == 0) return 0;
    const auto run = [&](Connection& connection) { return send(connection.session(), statement, rows, count, at); };
    auto sent = [&]() -> Result<std::int64_t> {
        if (connection_ != nullptr) return run(*connection_);
        WHIMBREL_TRY(const auto lease, pool_->acquire());
        return run(*lease);
    }();
    if (sent) return sent;
    auto error = explain_violation(std::move(sent).error(), all_constraints());
    error.context.push_back(format("running {} of {}", statement.name, statement.file));
    return std::unexpected(std::move(error));
}

}  // namespace whimbrel::data
