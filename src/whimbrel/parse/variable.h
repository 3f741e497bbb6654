// SPDX-License-Identifier: Apache-2.0
// psql's :'name' in a statement, found and filled. See psql, "SQL Interpolation".
#pragma once

#include "whimbrel/parse/head.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::parse {

/// Where a statement names a variable.
struct VariableUse {
    std::string name;
    std::size_t begin, end;  ///< byte offsets, from the colon to behind the closing quote
};

/// In order. The bounds of an array's slice, a[1:'2'], name none.
std::vector<VariableUse> variables_in(std::string_view statement);

/// A statement with values in the place of its variables.
struct Filled {
    std::string text;
    /// Where character `position` (from 1; 0: unknown) of the text stands in the statement as it was written.
    [[nodiscard]] int written_position(int position) const;

    struct Shift {
        int begin, end;  ///< characters of the value in `text`, from 1, past the end
        int written;     ///< of the variable in the statement, from 1
        int written_end;
    };
    std::vector<Shift> shifts;
};

/// Values are written as literals.
Filled fill(std::string_view statement, const std::function<std::string(const std::string& variable)>& value);

/// With stand-ins (sql/variable.h), as a throwaway server is given it.
Filled fill_with_stand_ins(std::string_view statement);

/// True where an object keeps the value as it was written, so that it can be told to be a variable's: options of foreign data, the
/// connection string of a subscription.
bool may_hold_variables(const Head& head);

}  // namespace whimbrel::parse
