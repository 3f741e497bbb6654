// SPDX-License-Identifier: Apache-2.0
// Test data: statements that an imprint must tell, and pairs of ways to the same schema that it must not.
#pragma once

#include <ostream>
#include <span>
#include <string_view>

namespace whimbrel::imprint {

/// A statement and what undoes it.
struct Sensitive {
    std::string_view name;
    std::string_view sql;
    std::string_view undo;
};

/// Two ways to one schema, each in a fresh database.
struct SameEnd {
    std::string_view name;
    std::string_view direct;
    std::string_view roundabout;
    int since = 0;                   ///< the first major version that understands both
    std::string_view since_18 = {};  ///< the rest of the roundabout way since PostgreSQL 18, which names NOT NULL
};

/// What the statements of sensitive_cases() find.
std::string_view ground_schema();
std::span<const Sensitive> sensitive_cases();
std::span<const SameEnd> same_end_cases();

// gtest prints the parameter of a failed test.
inline void PrintTo(const Sensitive& one, std::ostream* out) { *out << one.sql; }
inline void PrintTo(const SameEnd& one, std::ostream* out) { *out << one.roundabout; }

}  // namespace whimbrel::imprint
