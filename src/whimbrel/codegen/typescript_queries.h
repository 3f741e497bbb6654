// SPDX-License-Identifier: Apache-2.0
// queries.ts: a typed function for each query, over anything that runs queries as the driver pg does.
#pragma once

#include "whimbrel/codegen/model.h"
#include "whimbrel/codegen/query.h"
#include "whimbrel/codegen/typescript.h"

#include <string>
#include <vector>

namespace whimbrel::codegen {

/// Without the line that generated files begin with. `types` are those of the model's catalog. Errors: types_name_taken where a function or a
/// type of a query's would have the name of another, or of one of the model's.
Result<std::string> render_typescript_queries(const Model& model, const ValueTypes& types, const std::vector<Query>& queries);

/// Has index.ts export queries.ts, where both are among the files.
void add_queries_to_index(Files& files);

}  // namespace whimbrel::codegen
