// SPDX-License-Identifier: Apache-2.0
#include "tests/support/real_environment.h"

#include "whimbrel/shadow/server_programs.h"

#include <unistd.h>

#include <random>
#include <stdexcept>

namespace whimbrel::testing {

Environment real_environment() {
    Environment out;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        const auto equals = text.find('=');
        if (equals != std::string::npos) out.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    out.working_folder = std::filesystem::current_path();
    out.random = [device = std::make_shared<std::random_device>()] { return (static_cast<std::uint64_t>((*device)()) << 32U) | (*device)(); };
    return out;
}

int server_major() {
    static const int major = [] {
        const auto programs = shadow::find_server_programs(real_environment());
        if (programs.empty()) throw std::runtime_error("no server programs of PostgreSQL");
        return programs.front().version.major();
    }();
    return major;
}

std::string config_line() { return with_major("postgres = {major}\n"); }

std::string with_major(std::string text) {
    constexpr std::string_view mark = "{major}";
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.replace(at, mark.size(), std::to_string(server_major()));
    return text;
}

}  // namespace whimbrel::testing
