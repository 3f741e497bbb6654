// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace whimbrel {

/// SHA-256 over parts; every part is preceded by its length, so that ("ab","c") and ("a","bc") differ.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    Sha256& add(std::string_view part);
    /// 64 lower-case hexadecimal digits. Call once.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Plain SHA-256 of one text, as `sha256sum` prints it.
std::string sha256_hex(std::string_view text);

}  // namespace whimbrel
