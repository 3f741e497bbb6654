// SPDX-License-Identifier: Apache-2.0
// Decisions by label. A decision depends on the seed and on its own label alone, not on those made before it, so that a schema in
// which one decision is drawn anew differs in that and in what follows from it: two related schemas, without any code that alters one.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::property {

/// Mixes two numbers well (splitmix64's finaliser).
std::uint64_t mix(std::uint64_t left, std::uint64_t right);

/// What is taken back of a pair to make it smaller.
struct Shrunk {
    std::set<std::string> absent;     ///< labels of objects that are on neither side
    std::set<std::string> unchanged;  ///< labels of decisions that are not drawn anew
};

/// Which decisions the second side draws anew, and what was asked, for shrinking.
struct Redraw {
    std::uint64_t seed = 0;
    unsigned per_mille = 0;        ///< of the decisions
    unsigned names_per_mille = 0;  ///< of those about names, where that is more
};

struct Trace {
    std::set<std::string> present;  ///< objects that are there
    std::set<std::string> redrawn;
};

class Draw {
public:
    Draw(std::uint64_t seed, Redraw redraw, const Shrunk& shrunk, Trace& trace) : seed_(seed), redraw_(redraw), shrunk_(&shrunk), trace_(&trace) {}

    /// The same decisions below a label.
    [[nodiscard]] Draw at(std::string_view label) const;
    [[nodiscard]] Draw at(std::string_view label, std::size_t number) const { return at(std::string(label) + std::to_string(number)); }
    /// The same decisions, drawn anew more often: for what few pairs have.
    [[nodiscard]] Draw restless() const;
    /// The same decisions, never drawn anew.
    [[nodiscard]] Draw calm() const;

    [[nodiscard]] std::uint64_t number(std::string_view label) const;
    [[nodiscard]] std::size_t below(std::string_view label, std::size_t end) const { return end == 0 ? 0 : number(label) % end; }
    [[nodiscard]] bool chance(std::string_view label, unsigned percent) const { return number(label) % 100 < percent; }
    /// Whether an object is there; what shrinking takes away.
    [[nodiscard]] bool exists(std::string_view label, unsigned percent) const;
    [[nodiscard]] std::string one_of(std::string_view label, std::span<const std::string_view> choices) const {
        return std::string(choices[below(label, choices.size())]);
    }
    [[nodiscard]] std::string one_of(std::string_view label, std::initializer_list<std::string_view> choices) const {
        return one_of(label, std::span(choices.begin(), choices.size()));
    }
    /// One of several by their own keys: what comes or goes beside the one chosen does not change the choice.
    [[nodiscard]] std::size_t one_by_key(std::string_view label, std::span<const std::string> keys) const;

private:
    std::uint64_t seed_;
    Redraw redraw_;
    const Shrunk* shrunk_;
    Trace* trace_;
    std::string path_{};
};

}  // namespace whimbrel::property
