// SPDX-License-Identifier: Apache-2.0
// Private to pg/: a libpq result's error fields as a ServerReport.
#pragma once

#include "whimbrel/base/error.h"

struct pg_result;

namespace whimbrel::pg {

/// libpq, PQresultErrorField; protocol documentation, "Error and Notice Message Fields".
ServerReport report_of(const pg_result* result);

}  // namespace whimbrel::pg
