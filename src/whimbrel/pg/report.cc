// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/pg/report.h"

#include <libpq-fe.h>

#include <charconv>

namespace whimbrel::pg {

ServerReport report_of(const pg_result* result) {
    const auto field = [result](int code) {
        const char* text = PQresultErrorField(result, code);
        return text == nullptr ? std::string() : std::string(text);
    };
    ServerReport report{.sqlstate = field(PG_DIAG_SQLSTATE),
                        .message = field(PG_DIAG_MESSAGE_PRIMARY),
                        .detail = field(PG_DIAG_MESSAGE_DETAIL),
                        .hint = field(PG_DIAG_MESSAGE_HINT),
                        .where = field(PG_DIAG_CONTEXT),
                        .schema = field(PG_DIAG_SCHEMA_NAME),
                        .table = field(PG_DIAG_TABLE_NAME),
                        .column = field(PG_DIAG_COLUMN_NAME),
                        .data_type = field(PG_DIAG_DATATYPE_NAME),
                        .constraint = field(PG_DIAG_CONSTRAINT_NAME)};
    const auto position = field(PG_DIAG_STATEMENT_POSITION);
    std::from_chars(position.data(), position.data() + position.size(), report.position);
    return report;
}

}  // namespace whimbrel::pg
