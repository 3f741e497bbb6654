// SPDX-License-Identifier: Apache-2.0
// What a program gets from outside: passed in, never reached for, so that a test can give its own.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace whimbrel {

struct Environment {
    std::map<std::string, std::string, std::less<>> variables;
    std::filesystem::path working_folder;
    std::function<std::chrono::system_clock::time_point()> now = [] { return std::chrono::system_clock::now(); };
    std::function<std::uint64_t()> random;  ///< 64 random bits; used for names and jitter, never for secrets

    /// The variable's value; nothing where it is not set or empty.
    [[nodiscard]] std::optional<std::string> variable(std::string_view name) const {
        const auto it = variables.find(name);
        if (it == variables.end() || it->second.empty()) return std::nullopt;
        return it->second;
    }
};

}  // namespace whimbrel
