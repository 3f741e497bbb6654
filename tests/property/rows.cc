// SPDX-License-Identifier: Apache-2.0
#include "tests/property/rows.h"

#include "whimbrel/base/format.h"
#include "whimbrel/parse/variable.h"

namespace whimbrel::property {

namespace {

constexpr int k_rows = 3;

bool is_the_rows(const Error& error) { return error.server && (error.server->sqlstate.starts_with("22") || error.server->sqlstate.starts_with("23")); }

class Running {
public:
    explicit Running(pg::Session& session) : session_(session) {}

    Run run(const plan::Plan& plan) {
        (void)session_.execute("SET search_path TO ''; SET check_function_bodies TO off");
        for (const auto& batch : plan.batches)
            if (!run_batch(batch)) break;
        if (session_.in_transaction()) (void)session_.execute("ROLLBACK");
        (void)session_.execute("RESET ALL");
        return std::move(run_);
    }

private:
    bool run_batch(const plan::Batch& batch) {
        if (batch.in_transaction && !send("BEGIN")) return false;
        std::string waiting;
        for (const auto& step : batch.steps) {
            const bool judged = step.risk.verdict != kinds::Verdict::lossless;
            if (judged && (!send(waiting) || !run_judged(step))) return false;
            waiting = judged ? "" : waiting + step.statement.text + ";\n";
        }
        if (!send(waiting) || (batch.in_transaction && !send("COMMIT"))) return false;
        run_.committed = true;
        return true;
    }

    bool run_judged(const kinds::Step& step) {
        const bool always = step.risk.when.text.empty();
        bool bites = always;
        if (!always) {
            const auto rows = session_.execute("SELECT (" + step.risk.when.text + ")");
            if (!rows) return fail_with(rows.error(), step.risk.when.text);
            bites = (*rows)[0].boolean(0);
        }
        if (bites && step.risk.verdict == kinds::Verdict::lossy) {
            run_.end = Run::End::refused;
            return false;
        }
        const auto done = session_.execute(parse::fill_with_stand_ins(step.statement.text).text);
        if (!done) return fail_with(done.error(), step.statement.text);
        if (!bites || always) return true;
        run_.end = Run::End::failed;
        run_.what = "the step was called blocked (" + step.risk.reason + "), but ran: " + step.statement.text;
        return false;
    }

    bool send(const std::string& text) {
        if (text.empty()) return true;
        const auto done = session_.execute(parse::fill_with_stand_ins(text).text);
        return done ? true : fail_with(done.error(), text);
    }

    bool fail_with(const Error& error, const std::string& text) {
        run_.end = Run::End::failed;
        run_.what = text + "\n" + error.render();
        run_.excusable = is_the_rows(error);
        return false;
    }

    pg::Session& session_;
    Run run_;
};

}  // namespace

int insert_rows(pg::Session& session, const Model& model, std::uint64_t seed) {
    int inserted = 0;
    std::uint64_t state = seed;
    for (const auto& table : model.relations) {
        if (table.noun != "TABLE") continue;
        for (int row = 0; row < k_rows; ++row) {
            std::vector<std::string> names, values;
            for (const auto& column : table.columns) {
                state = mix(state, static_cast<std::uint64_t>(row));
                if (column.generated || column.always_identity) continue;
                names.push_back(identifier(column.name));
                values.push_back(!column.not_null && state % 5 < 2 ? "NULL" : column.type.literals[(state >> 8U) % column.type.literals.size()]);
            }
            const auto what = names.empty() ? std::string(" DEFAULT VALUES") : " (" + joined(names) + ") VALUES (" + joined(values) + ")";
            if (session.execute("INSERT INTO " + table.sql() + what)) ++inserted;
        }
    }
    return inserted;
}

Run run_plan(pg::Session& session, const plan::Plan& plan) { return Running(session).run(plan); }

}  // namespace whimbrel::property
