// SPDX-License-Identifier: Apache-2.0
// Result<T>: a value, or the Error that says why there is none. No exception crosses a whimbrel function.
#pragma once

#include "whimbrel/base/error.h"

#include <expected>
#include <utility>

namespace whimbrel {

template <class T = void>
using Result = std::expected<T, Error>;

using Failure = std::unexpected<Error>;

/// A failed Result of any value type: `return fail(ErrorCode::file_unreadable, "…").hint("…");`
class Failing {
public:
    explicit Failing(Error error) : error_(std::move(error)) {}
    Failing&& hint(std::string sentence) && {
        error_.hints.push_back(std::move(sentence));
        return std::move(*this);
    }
    Failing&& at(SourceSpan span) && {
        error_.span = std::move(span);
        return std::move(*this);
    }
    Failing&& while_doing(std::string frame) && {
        error_.context.push_back(std::move(frame));
        return std::move(*this);
    }
    template <class T>
    operator std::expected<T, Error>() && {
        return std::unexpected(std::move(error_));
    }  // NOLINT(google-explicit-constructor)
    Error&& take() && { return std::move(error_); }

private:
    Error error_;
};

inline Failing fail(ErrorCode code, std::string message) { return Failing(Error(code, std::move(message))); }

}  // namespace whimbrel

#define WHIMBREL_CONCAT_(a, b) a##b
#define WHIMBREL_CONCAT(a, b) WHIMBREL_CONCAT_(a, b)

/// WHIMBREL_TRY(auto rows, session.query(…)): binds the value, or returns the error to the caller.
#define WHIMBREL_TRY(binding, expression) WHIMBREL_TRY_(WHIMBREL_CONCAT(whimbrel_try_, __LINE__), binding, expression)
#define WHIMBREL_TRY_(temporary, binding, expression)                     \
    auto temporary = (expression);                                        \
    if (!temporary) return std::unexpected(std::move(temporary).error()); \
    binding = std::move(*temporary)

/// WHIMBREL_CHECK(session.execute(…)): returns the error to the caller, if there is one.
#define WHIMBREL_CHECK(expression)                                                                                                \
    do {                                                                                                                          \
        if (auto whimbrel_checked = (expression); !whimbrel_checked) return std::unexpected(std::move(whimbrel_checked).error()); \
    } while (false)
