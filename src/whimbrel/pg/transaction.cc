// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/pg/session.h"

namespace whimbrel::pg {

Result<Transaction> Transaction::begin(Session& session, sql::Keywords modes) {
    WHIMBREL_CHECK(session.execute(sql::sql("BEGIN", modes)));
    return Transaction(session);
}

Transaction::~Transaction() {
    if (session_ == nullptr || !session_->in_transaction()) return;
    session_->cancel_when({});  // an interruption is no reason to leave it open
    static_cast<void>(session_->execute("ROLLBACK"));
}

Result<> Transaction::commit() {
    WHIMBREL_TRY(const Rows rows, session_->execute("COMMIT"));
    session_ = nullptr;
    // PostgreSQL answers COMMIT of an aborted transaction with the tag ROLLBACK and no error.
    if (rows.command_tag() == "ROLLBACK") return fail(ErrorCode::statement_failed, "the transaction was rolled back, because a statement in it had failed");
    return {};
}

}  // namespace whimbrel::pg
