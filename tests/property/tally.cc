// SPDX-License-Identifier: Apache-2.0
#include "tests/property/batch.h"
#include "whimbrel/base/format.h"

namespace whimbrel::property {

void Tally::add(const Tally& other) {
    pairs += other.pairs;
    equal += other.equal;
    rejected += other.rejected;
    steps += other.steps;
    respelled += other.respelled;
    with_rows += other.with_rows;
    kept_rows += other.kept_rows;
    refused += other.refused;
    refused_late += other.refused_late;
    failed_on_rows += other.failed_on_rows;
    with_renames += other.with_renames;
    rows_compared += other.rows_compared;
    for (const auto& [kind, counts] : other.kinds)
        for (std::size_t i = 0; i < counts.size(); ++i) kinds[kind][i] += counts[i];
}

std::string Tally::render() const {
    auto out =
        format("{} pairs ({} equal, {} refused by the server as text, {} with other spellings), {} steps up\n", pairs, equal, rejected, respelled, steps);
    out += format("with rows: {} pairs; kept through up and down {}, refused as lossy in up {} (in down, or past a commit, {}), stopped by the rows {}\n",
                  with_rows, kept_rows, refused, refused_late, failed_on_rows);
    out += format("renames told: {} pairs; tables whose rows were compared one way {}\n", with_renames, rows_compared);
    for (const auto& [kind, counts] : kinds) out += format("  {:<18} created {:>5}  dropped {:>5}  altered {:>5}\n", kind, counts[0], counts[1], counts[2]);
    return out;
}

}  // namespace whimbrel::property
