// SPDX-License-Identifier: Apache-2.0
// Zod schemas of a model, for input that is to become a row: lengths, lists, bounds and precision, as far as rules tell them.
#pragma once

#include "whimbrel/codegen/files.h"
#include "whimbrel/codegen/model.h"

namespace whimbrel::codegen {

/// Files of the folder zod/, beside those of render_typescript(): one a table, values.ts and index.ts. They take what the generated New…
/// and …Patch types take, and refuse nothing that the server takes but what those types have no room for.
Files render_zod(const Model& model);

}  // namespace whimbrel::codegen
