// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/state.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/runner/spelling.h"

#include <algorithm>

namespace whimbrel::runner {

namespace {

constexpr std::size_t k_shown = 10;

std::vector<std::string> kinds_now() {
    std::vector<std::string> kinds;
    for (const auto& kind : kinds::all_kinds()) kinds.emplace_back(kind.name);
    return kinds;
}

int model_now() { return history::SnapshotHeader{}.model; }

/// What one of the two readers could not see is no news.
void compare(const catalog::Object& then, const catalog::Object& now, Drift& drift) {
    const auto told = [](const catalog::Object& one, const catalog::Object& other) {
        return one.kind->as_told_by == nullptr ? one : one.kind->as_told_by(one, other, kinds::Told::by_target);
    };
    const auto from = told(then, now), to = told(now, from);
    if (from.kind->equal(from, to)) return;
    const bool is_spelling = from.kind->equal_but_expressions(from, to) && without_spelling(from.kind->to_json(from)) == without_spelling(to.kind->to_json(to));
    auto& lines = is_spelling ? drift.spellings : drift.lines;
    for (const auto& difference : from.kind->differences(from, to)) lines.push_back(from.id.describe() + ": " + difference);
}

/// `covered` are the kinds that the recording whimbrel knew; what it could not see is no news.
Drift compare(const catalog::Catalog& from, const catalog::Catalog& to, const std::vector<std::string>& covered) {
    Drift drift;
    for (const auto& [id, object] : from.objects()) {
        if (const auto* now = to.find(id); now != nullptr) {
            compare(object, *now, drift);
        } else {
            drift.lines.push_back(id.describe() + " is missing");
        }
    }
    for (const auto& [id, object] : to.objects())
        if (from.find(id) == nullptr && std::ranges::find(covered, id.kind) != covered.end()) drift.lines.push_back(id.describe() + " is not expected");
    return drift;
}

}  // namespace

Result<> record_state(Wire& wire, Ledger& ledger) {
    const auto record = [&]() -> Result<> {
        WHIMBREL_TRY(const auto now, catalog::read(wire.session(), {.ledger_schema = wire.options().ledger_schema}));
        const auto lines = catalog::render_lines(now);
        return ledger.write_state(
            {.current = true, .model = model_now(), .kinds = kinds_now(), .server_version = wire.session().version().number, .hash = sha256_hex(lines)}, lines);
    };
    auto recorded = record();
    if (!recorded) recorded.error().context.emplace_back("recording the state of the database; the migrations themselves are done");
    return recorded;
}

Result<Drift> judge_drift(Wire& wire, Ledger& ledger) {
    WHIMBREL_TRY(const auto state, ledger.read_state());
    if (!state || !state->current || state->model != model_now()) return Drift{};
    if (state->server_version / 10000 != wire.session().version().major()) return Drift{};
    WHIMBREL_TRY(auto now, catalog::read(wire.session(), {.ledger_schema = wire.options().ledger_schema}));
    if (state->kinds == kinds_now() && catalog::hash(now) == state->hash) return Drift{};
    WHIMBREL_TRY(const auto lines, ledger.read_state_lines());
    auto then = catalog::parse_lines(lines);
    if (!then) {
        auto error = std::move(then).error();
        error.context.push_back("reading the state that the ledger recorded");
        return std::unexpected(std::move(error));
    }
    // The whole is recorded, and the rules are those of today: they may have changed since.
    if (wire.options().leave_out) {
        wire.options().leave_out(*then);
        wire.options().leave_out(now);
    }
    return compare(*then, now, state->kinds);
}

Result<> refuse_drift(Wire& wire, Ledger& ledger) {
    WHIMBREL_TRY(const auto drift, judge_drift(wire, ledger));
    for (const auto& line : drift.spellings) wire.say("is spelled differently since the last migration: " + line);
    if (drift.lines.empty()) return {};
    std::string message = format("{} is not what the last migration left:", wire.session().describe());
    for (const auto& line : std::span(drift.lines).first(std::min(drift.lines.size(), k_shown))) message += "\n    " + line;
    if (drift.lines.size() > k_shown) message += format("\n    and {} more", drift.lines.size() - k_shown);
    return fail(ErrorCode::drifted, std::move(message))
        .hint("Run `whimbrel verify` to see the whole difference, and undo it or put it into the declaration.")
        .hint("Give `--accept-drift` to migrate all the same.");
}

Result<Drift> find_drift(pg::Session& session, const RunnerOptions& options) {
    const Environment none;
    Wire wire(session, options, none);
    Ledger ledger(wire, options.ledger_schema);
    WHIMBREL_TRY(const bool exists, ledger.exists());
    if (!exists) return Drift{};
    return judge_drift(wire, ledger);
}

}  // namespace whimbrel::runner
