// SPDX-License-Identifier: Apache-2.0
// Cuts SQL text into statements as psql would: strings, dollar quotes, nested comments, parentheses,
// BEGIN ATOMIC bodies and psql lines understood; a COPY … FROM stdin block is refused.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/parse/directive.h"
#include "whimbrel/parse/head.h"

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::parse {

struct SplitStatement {
    std::string text;        ///< from its first to its last token, without the semicolon and outer comments
    std::size_t offset = 0;  ///< byte offset of `text` in the file (after a byte order mark was taken off)
    int line = 1;            ///< of its first token
    int column = 1;
    Head head;
    std::vector<Directive> directives;
};

/// A file as it was read, and its statements. Line ends in `text` are as they stand in the file.
struct SplitFile {
    std::string file;  ///< name for messages
    std::string text;
    std::vector<SplitStatement> statements;
    /// Directives that stand after the last statement or in an empty file.
    std::vector<Directive> trailing_directives;
};

/// Errors: sql_unterminated, sql_not_text, directive_invalid, psql_command_refused, copy_data_refused, each with
/// file, line and column. A byte order mark is dropped; CRLF line ends count as one.
Result<SplitFile> split(std::string file, std::string text);

/// Where character `server_position` (from 1, as the server counts; 0: its beginning) of a statement stands in its file.
SourceSpan span_in(const SplitFile& file, const SplitStatement& statement, int server_position);

}  // namespace whimbrel::parse
