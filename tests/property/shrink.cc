// SPDX-License-Identifier: Apache-2.0
#include "tests/property/shrink.h"

#include "tests/support/real_environment.h"

#include <algorithm>

namespace whimbrel::property {

namespace {

constexpr int k_most_runs = 40;

std::optional<Smaller> failing(shadow::Shadow& shadow, std::uint64_t seed, const Shrunk& shrunk) {
    Batch batch(shadow, {make_pair(seed, testing::server_major(), shrunk)}, Batch::Builds::from_nothing);
    if (const auto ran = batch.run(); !ran || batch.failures().empty()) return std::nullopt;
    return Smaller{batch.pairs()[0], batch.failures()[0].what, batch.up_of(0), batch.down_of(0)};
}

/// The first line says which property failed.
std::string property_of(const Smaller& failed) { return failed.what.substr(0, failed.what.find('\n')); }

class Shrinking {
public:
    Shrinking(shadow::Shadow& shadow, std::uint64_t seed, Smaller first) : shadow_(shadow), seed_(seed), best_(std::move(first)) {}

    Smaller run() {
        // The trace tells what of the pair there is to take away; it shrinks with the pair.
        take_away(&Shrunk::unchanged, &Trace::redrawn);
        take_away(&Shrunk::absent, &Trace::present);
        return std::move(best_);
    }

private:
    /// Halves of the labels at first, then smaller parts.
    void take_away(std::set<std::string> Shrunk::* taken, std::set<std::string> Trace::* there) {
        std::vector<std::string> labels((best_.pair.trace.*there).begin(), (best_.pair.trace.*there).end());
        for (std::size_t part = (labels.size() + 1) / 2; part >= 1 && runs_ < k_most_runs; part = part == 1 ? 0 : (part + 1) / 2) {
            for (std::size_t begin = 0; begin < labels.size() && runs_ < k_most_runs;) {
                const auto end = std::min(begin + part, labels.size());
                if (fails_without(taken, {labels.begin() + static_cast<std::ptrdiff_t>(begin), labels.begin() + static_cast<std::ptrdiff_t>(end)}))
                    labels.erase(labels.begin() + static_cast<std::ptrdiff_t>(begin), labels.begin() + static_cast<std::ptrdiff_t>(end));
                else begin = end;
            }
        }
    }

    bool fails_without(std::set<std::string> Shrunk::* taken, const std::vector<std::string>& labels) {
        ++runs_;
        auto attempt = shrunk_;
        (attempt.*taken).insert(labels.begin(), labels.end());
        auto failed = failing(shadow_, seed_, attempt);
        if (!failed || property_of(*failed) != property_of(best_)) return false;
        best_ = *std::move(failed);
        shrunk_ = std::move(attempt);
        return true;
    }

    shadow::Shadow& shadow_;
    std::uint64_t seed_;
    Smaller best_;
    Shrunk shrunk_;
    int runs_ = 0;
};

}  // namespace

std::optional<Smaller> shrink(shadow::Shadow& shadow, std::uint64_t seed) {
    auto first = failing(shadow, seed, {});
    if (!first) return std::nullopt;
    return Shrinking(shadow, seed, *std::move(first)).run();
}

}  // namespace whimbrel::property
