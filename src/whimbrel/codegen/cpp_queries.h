// SPDX-License-Identifier: Apache-2.0
// queries.h: a typed function for each query, over a Repo of the library whimbrel/data.
#pragma once

#include "whimbrel/codegen/model.h"
#include "whimbrel/codegen/query.h"

#include <string>
#include <vector>

namespace whimbrel::codegen {

/// Without the line that generated files begin with. `types` are those of the model's catalog. Errors: types_name_taken where a function or a
/// type of a query's would have the name of another, or of one of the model's.
Result<std::string> render_cpp_queries(const std::string& name_space, const Model& model, const ValueTypes& types, const std::vector<Query>& queries);

}  // namespace whimbrel::codegen
