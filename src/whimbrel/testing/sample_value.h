// SPDX-License-Identifier: Apache-2.0
// Values that a column takes, by what the schema says of it.
#pragma once

#include "whimbrel/codegen/model.h"

#include <cstdint>
#include <optional>
#include <string>

namespace whimbrel::testing {

/// The n-th value of a column, in its text form, another for each n as far as its rules leave room; nothing where none can be thought of.
std::optional<std::string> sample_value(const codegen::Model& model, const codegen::Relation& relation, std::size_t field, std::uint64_t n);

}  // namespace whimbrel::testing
