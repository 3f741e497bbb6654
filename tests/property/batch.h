// SPDX-License-Identifier: Apache-2.0
// Many pairs at once: each has schemas of its own, so one database holds them all, and one imprint judges them all. What is
// planned and run is each pair's own.
#pragma once

#include "tests/property/pair.h"
#include "whimbrel/proof/proof.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace whimbrel::property {

struct Failure {
    std::size_t pair = 0;  ///< its place in the batch
    std::string what;
};

/// What was met, so that a run that tests nothing is seen.
struct Tally {
    std::size_t pairs = 0, equal = 0, rejected = 0, steps = 0, respelled = 0;
    std::size_t with_rows = 0, kept_rows = 0, refused = 0, refused_late = 0, failed_on_rows = 0;
    std::map<std::string, std::array<std::size_t, 3>> kinds{};  ///< created, dropped, altered
    void add(const Tally& other);
    [[nodiscard]] std::string render() const;
};

class Batch {
public:
    Batch(shadow::Shadow& shadow, std::vector<Pair> pairs);

    /// Errors are those of the shadow; what a pair does wrong is a failure.
    Result<> run();
    [[nodiscard]] const std::vector<Failure>& failures() const { return failures_; }
    [[nodiscard]] const std::vector<std::string>& rejections() const { return rejections_; }
    [[nodiscard]] const Tally& tally() const { return tally_; }
    [[nodiscard]] const std::vector<Pair>& pairs() const { return pairs_; }
    [[nodiscard]] std::string up_of(std::size_t pair) const { return plan::render(work_[pair].up); }
    [[nodiscard]] std::string down_of(std::size_t pair) const { return plan::render(work_[pair].down); }

private:
    struct Work {
        catalog::Catalog from, to;
        plan::Plan build, up, down;
        bool out = false;        ///< it failed, or the server refused its text
        bool respelled = false;  ///< imprints differ in the texts of expressions alone
    };
    using Side = catalog::Catalog Work::*;

    Result<> declare(shadow::Database& database, Model Pair::* side);
    Result<> read(shadow::Database& database, Side side, std::string_view name);
    Result<> read_empty();
    void split(const catalog::Catalog& catalog, Side side);
    void plan_all();
    void plan_one(std::size_t pair);
    void count(const Work& work);
    void apply(shadow::Database& database, plan::Plan Work::* plan, std::string_view phase);
    void judge(const imprint::Imprint& is, const imprint::Imprint& expected, std::string_view phase);
    void require_nothing_left(const catalog::Catalog& is, Side side, std::string_view phase);
    void prove_respelled();
    Result<> apply_with_rows(shadow::Database& database);
    void fail_pair(std::size_t pair, std::string_view phase, std::string what);
    /// Whose object, or entry of an imprint, this is, by the token or the extension in its name.
    [[nodiscard]] std::optional<std::size_t> owner(std::string_view name) const;

    shadow::Shadow& shadow_;
    std::vector<Pair> pairs_;
    std::vector<Work> work_;
    catalog::Catalog empty_;
    std::map<std::string, std::size_t, std::less<>> by_token_;
    std::vector<std::pair<std::string, std::size_t>> by_extension_;
    std::vector<Failure> failures_;
    std::vector<std::string> rejections_;
    Tally tally_;
};

/// The pair by itself, as `whimbrel generate` would: loaded by the loader, planned, proven.
Result<> prove_alone(shadow::Shadow& shadow, const Pair& pair);

}  // namespace whimbrel::property
