// SPDX-License-Identifier: Apache-2.0
#include "tests/property/draw.h"

#include <algorithm>

namespace whimbrel::property {

namespace {

/// FNV-1a; std::hash may differ from one library to the next, and a seed must not.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t out = 14695981039346656037ULL;
    for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return out;
}

}  // namespace

std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
    std::uint64_t z = left + 0x9e3779b97f4a7c15ULL * (right + 1);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
}

Draw Draw::at(std::string_view label) const {
    Draw out = *this;
    out.path_ += std::string(label) + ".";
    return out;
}

Draw Draw::restless() const {
    constexpr unsigned k_times = 3, k_most = 250;
    Draw out = *this;
    out.redraw_.per_mille = std::min(redraw_.per_mille * k_times, k_most);
    return out;
}

Draw Draw::calm() const {
    Draw out = *this;
    out.redraw_.per_mille = 0;
    return out;
}

std::uint64_t Draw::number(std::string_view label) const {
    const std::string path = path_ + std::string(label);
    const auto own = hash_of(path);
    const bool names = path.find("name.") != std::string::npos;
    const auto per_mille = names ? std::max(redraw_.per_mille, redraw_.names_per_mille) : redraw_.per_mille;
    if (mix(redraw_.seed, own) % 1000 >= per_mille || shrunk_->unchanged.contains(path)) return mix(seed_, own);
    trace_->redrawn.insert(path);
    return mix(mix(seed_, redraw_.seed), own);
}

bool Draw::exists(std::string_view label, unsigned percent) const {
    const std::string path = path_ + std::string(label);
    if (shrunk_->absent.contains(path) || !chance(label, percent)) return false;
    trace_->present.insert(path);
    return true;
}

std::size_t Draw::one_by_key(std::string_view label, std::span<const std::string> keys) const {
    const auto base = number(label);
    std::size_t best = 0;
    std::uint64_t most = 0;
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (const auto weight = mix(base, hash_of(keys[i])); weight >= most) {
            most = weight;
            best = i;
        }
    return best;
}

}  // namespace whimbrel::property
