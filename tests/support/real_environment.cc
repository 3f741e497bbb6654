// SPDX-License-Identifier: Apache-2.0
#include "tests/support/real_environment.h"

#include <unistd.h>

#include <random>

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

}  // namespace whimbrel::testing
