// SPDX-License-Identifier: Apache-2.0
// Whether the database has the schema that the code was generated from, by the ledger of `whimbrel migrate` (docs/formats/ledger.md).
#pragma once

#include "whimbrel/data/relation.h"
#include "whimbrel/pg/session.h"

namespace whimbrel::data {

/// Errors: schema_mismatch, naming both versions.
Result<> check_schema(pg::Session& session, const SchemaInfo& schema, const std::string& ledger_schema);

}  // namespace whimbrel::data
