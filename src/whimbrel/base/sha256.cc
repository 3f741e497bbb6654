// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>

namespace whimbrel {

namespace {

std::string hexadecimal(const std::array<unsigned char, 32>& digest) {
    std::string out;
    out.reserve(64);
    for (const unsigned char byte : digest) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

}  // namespace

struct Sha256::State {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    void update(std::string_view bytes) { EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) { EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr); }
Sha256::~Sha256() = default;

Sha256& Sha256::add(std::string_view part) {
    std::array<char, 8> length{};
    auto n = static_cast<std::uint64_t>(part.size());
    for (auto& byte : length) {
        byte = static_cast<char>(n & 0xff);
        n >>= 8;
    }
    state_->update({length.data(), length.size()});
    state_->update(part);
    return *this;
}

std::string Sha256::hex() {
    std::array<unsigned char, 32> digest{};
    EVP_DigestFinal_ex(state_->context.get(), digest.data(), nullptr);
    return hexadecimal(digest);
}

std::string sha256_hex(std::string_view text) {
    std::array<unsigned char, 32> digest{};
    unsigned length = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr);
    return hexadecimal(digest);
}

}  // namespace whimbrel
