// SPDX-License-Identifier: Apache-2.0
// Two spellings of one expression: PostgreSQL does not always read back an expression as it wrote it.
#pragma once

#include "whimbrel/proof/proof.h"

namespace whimbrel::proof {

/// `from` with every object replaced by that of `to` that is the same but for the spelling of an expression. Both are built once
/// more on the shadow to tell; nothing is built where no object is suspected.
Result<catalog::Catalog> spelled_like(shadow::Shadow& shadow, const catalog::Catalog& from, const catalog::Catalog& to, const source::SourceOptions& options);

/// True where some change may be none but in how an expression is spelled.
bool differ_in_spelling(const std::vector<diff::Change>& changes);

}  // namespace whimbrel::proof
