// SPDX-License-Identifier: Apache-2.0
// Private to parse/: the columns, constraints, attributes or enum labels that a statement lists, and which of them, or of the
// statements, a directive is about.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/parse/head.h"
#include "whimbrel/parse/lexer.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::parse {

/// Indexes count tokens of the whole file.
struct Element {
    std::size_t first;  ///< its first token that is no comment
    std::size_t last;   ///< its last one, the comma not included
    std::string name;   ///< as PostgreSQL stores it; empty for an unnamed constraint or LIKE
};

struct ElementList {
    std::size_t opening;  ///< the parenthesis
    std::size_t closing;
    std::vector<Element> elements;
};

/// The element list of CREATE TABLE and CREATE TYPE … AS. `first` and `last` are the statement's tokens.
std::optional<ElementList> find_elements(std::string_view source, std::span<const Token> tokens, std::size_t first, std::size_t last, const Head& head);

/// The name of the element that a comment inside the statement is about; empty for the statement itself.
/// Errors: directive_invalid, without a span, where it stands behind the last element or beside a nameless one.
Result<std::string> element_of(std::string_view source, std::span<const Token> tokens, std::size_t comment, const std::optional<ElementList>& list);

/// True where no line ends between the two offsets.
bool on_one_line(std::string_view source, std::size_t begin, std::size_t end);

}  // namespace whimbrel::parse
