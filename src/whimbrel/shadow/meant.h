// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/shadow/load_run.h"

#include <string>

namespace whimbrel::shadow {

/// The declared name that a refused statement probably meant by the name that is missing; empty where none is near.
std::string meant(const Declaration& declaration, const Refusal& refusal, pg::Session& session);
/// The same for the extension that a refused CREATE EXTENSION names, of those that are installed.
std::string meant_extension(const Declaration& declaration, const Refusal& refusal, pg::Session& session);

}  // namespace whimbrel::shadow
