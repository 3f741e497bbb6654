// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/unrecorded.h"

#include "whimbrel/runner/runner_lock.h"
#include "whimbrel/runner/script_run.h"

namespace whimbrel::runner {

Result<> run_unrecorded(pg::Session& session, const std::string& file, const std::string& text, const std::string& again, const RunnerOptions& options,
                        const Environment& environment) {
    Wire wire(session, options, environment);
    WHIMBREL_CHECK(refuse_pooler(wire));
    WHIMBREL_TRY(const auto lock, RunnerLock::take(wire));
    Ledger ledger(wire, options.ledger_schema);
    Job job{.direction = Direction::up, .migration = {.version = "the plan"}, .script = {}, .record = Job::Record::nothing, .again = again};
    WHIMBREL_TRY(job.script, cut(file, text));
    return ScriptRun(wire, ledger, job).run();
}

}  // namespace whimbrel::runner
