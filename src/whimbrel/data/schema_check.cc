// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/schema_check.h"

#include "whimbrel/base/format.h"

namespace whimbrel::data {

Result<> check_schema(pg::Session& session, const SchemaInfo& schema, const std::string& ledger_schema) {
    const auto mismatch = [&](const std::string& what) {
        return fail(ErrorCode::schema_mismatch, format("{} {}, and the code was generated from migration {}", session.describe(), what, schema.version));
    };
    const sql::QualifiedName ledger{ledger_schema, "migration"};
    const std::vector<pg::Value> name{ledger.render()};
    WHIMBREL_TRY(const auto there, session.query("SELECT pg_catalog.to_regclass($1) IS NOT NULL", name));
    if (!there[0].boolean(0)) return mismatch("has no ledger").hint("Run `whimbrel migrate`, or `whimbrel adopt` where its objects were made otherwise.");
    WHIMBREL_TRY(const auto rows, session.query(sql::sql("SELECT version, id FROM", ledger, "WHERE complete ORDER BY position DESC LIMIT 1").text));
    if (rows.empty()) return mismatch("has no migration applied").hint("Run `whimbrel migrate`.");
    if (rows[0].text(1) == schema.state) return {};
    const auto version = rows[0].string(0);
    const std::vector<pg::Value> state{std::string(schema.state)};
    WHIMBREL_TRY(const auto ours, session.query(sql::sql("SELECT FROM", ledger, "WHERE complete AND id = $1").text, state));
    if (ours.empty()) return mismatch(format("is at migration {}", version)).hint("Run `whimbrel migrate`; it says where the two histories differ.");
    return mismatch(format("is ahead, at migration {}", version)).hint("Run `whimbrel types` on the newer migrations, and build the application again.");
}

}  // namespace whimbrel::data
