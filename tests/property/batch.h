// SPDX-License-Identifier: Apache-2.0
// Many pairs at once: each has schemas of its own, so one database holds them all, and one imprint judges them all. What is
// planned and run is each pair's own.
#pragma once

#include "tests/property/kept.h"
#include "tests/property/pair.h"
#include "tests/property/rows.h"
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

/// The renames of the way back.
std::vector<diff::RenameFact> backwards(const std::vector<diff::RenameFact>& renames);

/// What was met, so that a run that tests nothing is seen.
struct Tally {
    std::size_t pairs = 0, equal = 0, rejected = 0, steps = 0, respelled = 0;
    std::size_t with_rows = 0, kept_rows = 0, refused = 0, refused_late = 0, failed_on_rows = 0;
    std::size_t with_renames = 0, rows_compared = 0;
    std::map<std::string, std::array<std::size_t, 3>> kinds{};  ///< created, dropped, altered
    void add(const Tally& other);
    [[nodiscard]] std::string render() const;
};

/// A side of a pair as a file.
Result<source::Declaration> declaration_of(const Model& model, std::string name);

class Batch {
public:
    /// Where the way up begins: in a database that the plan from nothing made, which is proven too, or that the text declared.
    enum class Builds { from_nothing, from_text };
    Batch(shadow::Shadow& shadow, std::vector<Pair> pairs, Builds builds);

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
        std::vector<diff::RenameFact> renames{};  ///< that are told, and can still happen
        bool out = false;                         ///< it failed, or the server refused its text
        bool respelled = false;                   ///< imprints differ in the texts of expressions alone
        std::vector<KeptTable> kept{};            ///< of `from`, what is the same after up and down
        std::optional<std::string> rows{};        ///< that its tables hold, of what is kept
    };
    using Side = catalog::Catalog Work::*;
    /// From one side to the other.
    struct Way {
        Side from, to;
        plan::Plan Work::* plan;
        std::string_view phase;
    };

    Result<> declare(shadow::Database& database, Model Pair::* side);
    Result<> read(shadow::Database& database, Side side, std::string_view name);
    Result<> write_for(pg::Session& session);
    Result<> read_empty();
    /// Each pair's own objects, with those that every database has.
    [[nodiscard]] std::vector<catalog::Catalog> parts_of(const catalog::Catalog& whole) const;
    Result<> read_renames();
    void plan_all();
    Result<> plan_renamed(shadow::Database& original, Side from, Side to, plan::Plan Work::* plan);
    void plan_one(std::size_t pair);
    void count(const Work& work);
    Result<shadow::Database> build_from_nothing(const imprint::Imprint& imprint_from);
    void apply(shadow::Database& database, plan::Plan Work::* plan, std::string_view phase);
    void apply_one(pg::Session& session, std::size_t pair, plan::Plan Work::* plan, std::string_view phase);
    void judge(const imprint::Imprint& is, const imprint::Imprint& expected, std::string_view phase);
    void require_nothing_left(const catalog::Catalog& is, Side side, std::string_view phase);
    void prove_respelled();
    // with_rows.cc
    Result<> insert_all_rows(pg::Session& session);
    void go(shadow::Database& database, const Way& way);
    bool go_with_rows(pg::Session& session, std::size_t pair, const Way& way);
    void require_rows_back(pg::Session& session);
    void require_rows(pg::Session& session, std::size_t pair, std::string_view when);
    Result<> try_with_rows_alone(shadow::Database& original);
    Result<> try_with_rows(pg::Session& session, std::size_t pair);
    Run run_and_compare(pg::Session& session, std::size_t pair, const Way& way);
    void fail_pair(std::size_t pair, std::string_view phase, std::string what);
    /// Whose object, or entry of an imprint, this is, by the token or the extension in its name.
    [[nodiscard]] std::optional<std::size_t> owner(std::string_view name) const;

    shadow::Shadow& shadow_;
    std::vector<Pair> pairs_;
    Builds builds_;
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
