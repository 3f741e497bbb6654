// SPDX-License-Identifier: Apache-2.0
// What was made under the same label on both sides, and has another name: told as the author of a schema would tell it.
#pragma once

#include "tests/property/model.h"

namespace whimbrel::property {

enum class Renames { told, untold };

/// Writes `-- @renamed from=…` beside what `from` has under another name; untold, and where nothing was renamed, the places for it vanish.
void write_renames(Model& from, Model& to, Renames renames);

}  // namespace whimbrel::property
