// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/sql/statement.h"

namespace whimbrel::sql {

Builder& Builder::append(std::string_view part) {
    if (part.empty()) return *this;
    const bool glued = text_.empty() || text_.back() == '(' || text_.back() == '\n' || part.front() == ')' || part.front() == ',' || part.front() == ';' ||
                       part.front() == '\n';
    if (!glued) text_ += ' ';
    text_ += part;
    return *this;
}

}  // namespace whimbrel::sql
