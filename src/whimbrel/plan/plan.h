// SPDX-License-Identifier: Apache-2.0
// Plan: the steps from one catalog to another, in an order that PostgreSQL accepts, cut into transactions.
// Knows no kind: it works off what steps touch and what objects need.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/catalog/catalog.h"
#include "whimbrel/diff/diff.h"
#include "whimbrel/kinds/kind.h"

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::plan {

enum class IndexForm { plain, concurrent };

struct PlanOptions {
    pg::ServerVersion version;  ///< of the server that the plan is for
    kinds::Facts facts{};
    kinds::OpenQuestions open_questions = kinds::OpenQuestions::assume_empty;
    IndexForm index_form = IndexForm::plain;  ///< for indexes of tables that are there already
};

/// Steps that run together.
struct Batch {
    bool in_transaction = true;
    kinds::Steps steps;
};

struct Plan {
    std::vector<Batch> batches;
    std::vector<kinds::Question> questions;  ///< open ones; a plan with any is not to be written
    [[nodiscard]] bool empty() const { return batches.empty(); }
    [[nodiscard]] std::size_t size() const;  ///< number of statements
};

/// `from` must already have the rename facts applied. Deterministic. Errors: plan_cycle (printing the cycle),
/// plan_impossible (an object that cannot be rebuilt, with what forces it).
Result<Plan> make_plan(const catalog::Catalog& from, const catalog::Catalog& to, const PlanOptions& options);

/// The renames themselves, in an order in which no name is taken; they stand before the rest in the same transaction. A name
/// that something else still has is freed by moving that aside first ("…_whimbrel_aside"), which the caller sees
/// again when it reads the catalog back.
Result<kinds::Steps> rename_steps(const catalog::Catalog& from, const std::vector<diff::RenameFact>& facts, const PlanOptions& options);

/// Puts `first` before the plan's own steps.
Plan with_steps_before(kinds::Steps first, Plan plan);

/// As SQL: settings, BEGIN and COMMIT, risks and notes as comments. `header` lines go before, each as a comment. An empty plan
/// with an empty header gives an empty text.
std::string render(const Plan& plan, const std::vector<std::string>& header = {});

/// What `--allow-lossy` names: the object, or the part of it that goes: "table:public.groups/column:nick".
std::string loss_id(const kinds::Step& step);

/// "lossy table:public.groups: drops the table and its rows", one for each step that is not lossless.
std::vector<std::string> risks(const Plan& plan);

}  // namespace whimbrel::plan
