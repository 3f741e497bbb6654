// SPDX-License-Identifier: Apache-2.0
// Plans run on tables that have rows, as the runner would: what would lose rows is refused.
#pragma once

#include "tests/property/pair.h"
#include "whimbrel/pg/session.h"
#include "whimbrel/plan/plan.h"

#include <string>

namespace whimbrel::property {

/// Rows for every table of the schema, as far as its constraints let them in; the number that went in.
int insert_rows(pg::Session& session, const Model& model, std::uint64_t seed);

/// Every row of every table, as text; tables and columns are those of `model`.
Result<std::string> print_rows(pg::Session& session, const Model& model);

struct Run {
    enum class End { done, refused, failed } end = End::done;
    bool committed = false;  ///< some transaction was, before the end
    std::string what{};      ///< of a failure: the step and the server's words
    bool excusable = false;  ///< of a failure: it is the rows' (integrity, data), not the plan's
};
/// A step whose risk bites is refused where it is lossy, and must be refused by the server where it is called blocked.
Run run_plan(pg::Session& session, const plan::Plan& plan);

}  // namespace whimbrel::property
