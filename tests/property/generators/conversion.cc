// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <array>

namespace whimbrel::property {

namespace {

struct Way {
    std::string_view from, to, function;
};
constexpr auto k_ways = std::to_array<Way>({{"UTF8", "LATIN1", "utf8_to_iso8859_1"},
                                            {"LATIN1", "UTF8", "iso8859_1_to_utf8"},
                                            {"UTF8", "KOI8R", "utf8_to_koi8r"},
                                            {"KOI8R", "UTF8", "koi8r_to_utf8"},
                                            {"UTF8", "EUC_JP", "utf8_to_euc_jp"}});

}  // namespace

void make_conversions(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("conversion", i).restless();
        if (!own.exists("exists", model.percent(Theme::types, 40))) continue;
        const auto schema = model.schema(own);
        const auto sql = qualified(schema, model.name(own, "name", "conversions of " + schema, "conv_"));
        const auto& way = k_ways[own.below("way", k_ways.size())];
        const bool is_default = own.chance("default", 30) && model.taken["default conversions of " + schema].insert(std::string(way.function)).second;
        model.declare(own,
                      std::string("CREATE ") + (is_default ? "DEFAULT " : "") + "CONVERSION " + sql + " FOR " + literal(way.from) + " TO " + literal(way.to) +
                          " FROM pg_catalog." + std::string(way.function),
                      "CONVERSION " + sql);
    }
}

}  // namespace whimbrel::property
