// SPDX-License-Identifier: Apache-2.0
// Private to runner/: values for the variables that a script names (sql/variable.h), taken from the environment. They are in what is sent
// and nowhere else: not in the ledger, which keeps the script as it is written, and not in a message.
#pragma once

#include "whimbrel/parse/variable.h"
#include "whimbrel/runner/script.h"
#include "whimbrel/runner/wire.h"

namespace whimbrel::runner {

/// Errors: variable_unset, naming all that the script lacks, at the first.
Result<> require_values(const Wire& wire, const Script& script);

/// The statement as it is sent; require_values() was asked before.
parse::Filled filled(const Wire& wire, const parse::SplitStatement& statement);

/// A server may repeat what it was sent: values of the statement's variables are taken out of what it said.
void take_values_out(const Wire& wire, const parse::SplitStatement& statement, ServerReport& report);

}  // namespace whimbrel::runner
