// SPDX-License-Identifier: Apache-2.0
// Error: what happened, to which object, where in the user's file, and what to do next.
// Wording: the message is a lower-case fact without a full stop; each hint is one imperative sentence.
// Passwords never appear in any of its fields.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// What a program that meets the error exits with.
enum class ExitCode : std::uint8_t {
    done = 0,       ///< done, or nothing to do
    findings = 1,   ///< differences or findings
    failed = 2,     ///< the command failed
    question = 3,   ///< a question is open and nobody could be asked
    unmanaged = 4,  ///< objects that are neither managed nor ignored
    usage = 64,     ///< the command line is wrong
};

#define WHIMBREL_ERROR(number, name, exit, summary, explanation) name = number,
/// Stable error codes; the number is printed as W#### and explained by `whimbrel explain W####`.
enum class ErrorCode : std::uint16_t {
#include "whimbrel/base/error_table.h"
};
#undef WHIMBREL_ERROR

/// One row of the error table.
struct ErrorEntry {
    ErrorCode code;
    std::string_view name;
    ExitCode exit;
    std::string_view summary;      ///< one line, lower case
    std::string_view explanation;  ///< what it means and what to do, as plain text paragraphs
};

/// Every error that whimbrel knows, by ascending number.
std::span<const ErrorEntry> error_table();
const ErrorEntry& error_entry(ErrorCode code);
/// "W1203"
std::string error_number(ErrorCode code);
/// From "W1203" or "1203"; nothing where no such error exists.
std::optional<ErrorCode> parse_error_number(std::string_view text);

/// A place in a file that the user wrote. Lines and columns count from 1; 0 means unknown.
/// Columns count characters (UTF-8 code points), not bytes.
struct SourceSpan {
    std::string file;
    int line = 0;
    int column = 0;
    bool operator==(const SourceSpan&) const = default;
};

/// What the PostgreSQL server said (see "Error Message Fields" in the protocol documentation).
struct ServerReport {
    std::string sqlstate;
    std::string message;
    std::string detail;
    std::string hint;
    std::string where;  ///< the server's CONTEXT
    int position = 0;   ///< character in the statement sent, from 1; 0 where the server named none
    std::string schema, table, column, data_type, constraint;
};

struct Error {
    Error(ErrorCode what, std::string text);
    // Elsewhere, as every function that returns a Result would make them anew.
    Error(const Error&);
    Error(Error&&) noexcept;
    Error& operator=(const Error&);
    Error& operator=(Error&&) noexcept;
    ~Error();

    ErrorCode code;
    std::string message;
    std::optional<SourceSpan> span{};
    std::optional<ServerReport> server{};
    std::vector<std::string> hints{};
    std::vector<std::string> context{};  ///< innermost first: "reading schema/groups.sql"

    /// The whole diagnostic as text, lines ended by a line feed:
    ///   error[W1203]: message
    ///     --> schema/groups.sql:14:3
    ///     server: 42601 syntax error at or near "("
    ///     detail: …
    ///     while reading …
    ///   HINT: …
    [[nodiscard]] std::string render() const;
    [[nodiscard]] ExitCode exit_code() const;
};

}  // namespace whimbrel
