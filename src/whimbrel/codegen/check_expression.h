// SPDX-License-Identifier: Apache-2.0
// The expression of a CHECK as pg_get_constraintdef() prints it (src/backend/utils/adt/ruleutils.c, without PRETTY), as a tree. It is not
// a parser of SQL: what it does not know becomes a node of its own, up to the parenthesis around it, and everything else stays.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::codegen {

struct Expression {
    enum class Sort : std::uint8_t {
        name,       ///< of a column, as PostgreSQL stores it
        string,     ///< the value of a literal
        number,     ///< as it is written
        cast,       ///< of the one part; text is the type
        call,       ///< of a function of pg_catalog's; text is its name, parts are its arguments
        operation,  ///< two parts; text is the operator
        any,        ///< x = ANY (array); text is the operator
        all,
        array,
        conjunction,
        disjunction,
        is_null,
        is_not_null,
        unknown,
    };
    Sort sort = Sort::unknown;
    std::string text;
    std::vector<Expression> parts;
};

/// Of "CHECK ((port > 0))", and of what stands inside.
Expression parse_check(std::string_view text);

}  // namespace whimbrel::codegen
