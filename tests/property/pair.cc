// SPDX-License-Identifier: Apache-2.0
#include "tests/property/pair.h"

#include "tests/property/generators.h"
#include "tests/property/renames.h"
#include "whimbrel/base/format.h"

#include <algorithm>
#include <array>

namespace whimbrel::property {

namespace {

constexpr std::uint64_t k_extension_bits = 15;
// Out of 1000 decisions; mostly few, so that most of both sides is the same.
constexpr auto k_redrawn = std::to_array<unsigned>({4, 10, 10, 25, 25, 60, 150});
constexpr auto k_themes =
    std::to_array({Theme::none, Theme::none, Theme::security, Theme::operators, Theme::types, Theme::programs, Theme::text_search, Theme::storage});

constexpr std::uint64_t k_one_in_tells_renames = 10;
constexpr unsigned k_names_redrawn = 120;

Model make_model(const Pair& pair, int major, Redraw redraw, const Shrunk& shrunk, Trace& trace) {
    Model model;
    model.major = major;
    model.token = pair.token;
    model.extension = pair.extension;
    model.types = built_in_types();
    model.theme = k_themes[mix(pair.seed, 5) % k_themes.size()];
    const Draw draw(pair.seed, redraw, shrunk, trace);
    for (const auto& generator : all_generators())
        if (major >= generator.since) generator.make(draw, model);
    return model;
}

}  // namespace

Pair make_pair(std::uint64_t seed, int major, const Shrunk& shrunk) {
    Pair out;
    out.seed = seed;
    out.token = format("w_{:08x}", static_cast<std::uint32_t>(mix(seed, 1)));
    if (const auto which = seed & k_extension_bits; which < extensions().size()) out.extension = extensions()[which];
    out.tells_renames = mix(seed, 5) % k_one_in_tells_renames == 0;
    const Redraw redraw{mix(seed, 2), k_redrawn[mix(seed, 3) % k_redrawn.size()], out.tells_renames ? k_names_redrawn : 0};
    out.from = make_model(out, major, {}, shrunk, out.trace);
    out.to = make_model(out, major, redraw, shrunk, out.trace);
    // Some grow out of nothing, some go altogether.
    const auto form = mix(seed, 4) % 40;
    if (form == 0) out.from = Model{};
    if (form == 1) out.to = Model{};
    write_renames(out.from, out.to, out.tells_renames ? Renames::told : Renames::untold);
    return out;
}

std::uint64_t pair_seed(std::uint64_t batch_seed, std::size_t n) {
    return (mix(batch_seed, n) & ~k_extension_bits) | std::min<std::uint64_t>(n, k_extension_bits);
}

std::string script(const Model& model) {
    std::string out;
    for (const auto& statement : model.statements) out += statement + ";\n";
    return out;
}

}  // namespace whimbrel::property
