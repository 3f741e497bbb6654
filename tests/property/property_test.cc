// SPDX-License-Identifier: Apache-2.0
// Random pairs of schemas: what is read is what was rendered, a schema differs in nothing from itself, and the plans between two lead
// there, back and there again, judged by the imprint; with rows in the tables nothing is lost that was not said to be.
//   WHIMBREL_PAIRS=500     how many pairs
//   WHIMBREL_SEED=123      of the whole run; printed at its beginning
//   WHIMBREL_PAIR=456      that pair alone, as a failure printed it
//   WHIMBREL_SMALLER=5     how many failures are made smaller and shown whole, a minute each; 1 where nothing is said
#include "tests/property/batch.h"
#include "tests/property/generators.h"
#include "tests/property/shrink.h"
#include "tests/support/case_pairs.h"
#include "tests/support/real_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>

namespace whimbrel::property {
namespace {

constexpr std::size_t k_batch = 100;
constexpr std::size_t k_pairs = 500;           // in which every kind should have been met
constexpr std::size_t k_pairs_for_all = 5000;  // and every change of it
constexpr std::size_t k_batches_built = 4;     // one in so many is built from nothing by a plan too
constexpr std::size_t k_most_rejected_percent = 2;

std::optional<std::uint64_t> number_of(const char* variable) {
    const auto text = testing::real_environment().variable(variable);
    if (!text || text->empty() || *text == "random") return std::nullopt;
    std::uint64_t out = 0;
    std::from_chars(text->data(), text->data() + text->size(), out);
    return out;
}

/// tests/property/known: pairs of the fixed seeds that fail, each with its reason.
std::string why_known(std::uint64_t pair) {
    for (const auto& line : testing::lines_of(std::filesystem::path(WHIMBREL_SOURCE_DIR) / "tests" / "property" / "known"))
        if (line.starts_with(std::to_string(pair) + " ")) return line.substr(line.find(' ') + 1);
    return {};
}

/// A pair that is listed and does not fail any more.
void report_mended(const Batch& batch) {
    for (std::size_t i = 0; i < batch.pairs().size(); ++i) {
        const bool fails = std::ranges::any_of(batch.failures(), [&](const Failure& failure) { return failure.pair == i; });
        if (!fails && !why_known(batch.pairs()[i].seed).empty())
            ADD_FAILURE() << "pair " << batch.pairs()[i].seed << " does not fail any more: take it off tests/property/known";
    }
}

void report(const Batch& batch) {
    report_mended(batch);
    static std::size_t shown = 0;
    for (const auto& failure : batch.failures()) {
        const auto& pair = batch.pairs()[failure.pair];
        if (const auto reason = why_known(pair.seed); !reason.empty()) {
            std::cout << "pair " << pair.seed << " fails, as is known: " << reason << "\n";
            continue;
        }
        if (++shown > number_of("WHIMBREL_SMALLER").value_or(1)) {
            ADD_FAILURE() << "pair " << pair.seed << ": " << failure.what.substr(0, 900);
            continue;
        }
        const auto smaller = shrink(testing::shared_shadow(), pair.seed);
        ADD_FAILURE() << "pair " << pair.seed << " (run it again with WHIMBREL_PAIR=" << pair.seed << ")\n"
                      << (smaller ? smaller->what : "only beside the others of its batch: " + failure.what) << "\n-- from.sql\n"
                      << script(smaller ? smaller->pair.from : pair.from) << "-- to.sql\n"
                      << script(smaller ? smaller->pair.to : pair.to) << "-- up\n"
                      << (smaller ? smaller->up : batch.up_of(failure.pair)) << "-- down\n"
                      << (smaller ? smaller->down : batch.down_of(failure.pair));
    }
}

Tally run(std::vector<Pair> pairs, Batch::Builds builds) {
    Batch batch(testing::shared_shadow(), std::move(pairs), builds);
    const auto ran = batch.run();
    EXPECT_TRUE(ran) << (ran ? "" : ran.error().render());
    report(batch);
    for (const auto& text : batch.rejections()) std::cout << "refused by the server as text: " << text.substr(0, 600) << "\n";
    return batch.tally();
}

TEST(Property, pairs_of_schemas_are_planned_and_proven_both_ways) {
    if (const auto alone = number_of("WHIMBREL_PAIR")) {
        const auto tally = run({make_pair(*alone, testing::server_major())}, Batch::Builds::from_nothing);
        EXPECT_EQ(tally.rejected, 0U);
        return;
    }
    const auto seed = number_of("WHIMBREL_SEED").value_or(testing::real_environment().random());
    const auto wanted = number_of("WHIMBREL_PAIRS").value_or(k_pairs);
    std::cout << "WHIMBREL_SEED=" << seed << " WHIMBREL_PAIRS=" << wanted << std::endl;
    Tally tally;
    for (std::size_t done = 0; done < wanted; done += k_batch) {
        std::vector<Pair> pairs;
        for (std::size_t i = 0; i < std::min<std::size_t>(k_batch, wanted - done); ++i)
            pairs.push_back(make_pair(pair_seed(mix(seed, done), i), testing::server_major()));
        tally.add(run(std::move(pairs), done / k_batch % k_batches_built == 0 ? Batch::Builds::from_nothing : Batch::Builds::from_text));
    }
    std::cout << tally.render();
    EXPECT_LE(tally.rejected * 100, tally.pairs * k_most_rejected_percent) << "the generators write text that the server refuses";
    if (tally.pairs < k_pairs) return;
    for (const auto& generator : all_generators()) {
        if (testing::server_major() < generator.since) continue;
        const auto& counts = tally.kinds[std::string(generator.kind)];
        EXPECT_TRUE(std::ranges::any_of(counts, [](std::size_t count) { return count > 0; })) << generator.kind << " was not met";
        if (tally.pairs < k_pairs_for_all || kinds::find_kind(generator.kind)->field_paths().empty()) continue;
        EXPECT_TRUE(std::ranges::all_of(counts, [](std::size_t count) { return count > 0; })) << generator.kind << " was not created, dropped and altered";
    }
    EXPECT_GT(tally.kept_rows, tally.pairs / 20);
    EXPECT_GT(tally.refused, 0U);
}

}  // namespace
}  // namespace whimbrel::property
