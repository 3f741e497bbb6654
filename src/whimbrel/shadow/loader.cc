// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/loader.h"

#include "whimbrel/base/beside.h"
#include "whimbrel/base/format.h"
#include "whimbrel/shadow/load_bodies.h"
#include "whimbrel/shadow/load_report.h"
#include "whimbrel/shadow/load_run.h"
#include "whimbrel/shadow/server_report.h"

#include <algorithm>
#include <numeric>

namespace whimbrel::shadow {

namespace {

std::vector<std::size_t> in_file_order(const Declaration& declaration) {
    std::vector<std::size_t> order(declaration.items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    return order;
}

/// The order of the files, with what a statement waited for moved before it, and with that all that it names itself.
/// This is a guess, and need be no more: PostgreSQL has the last word, and a statement that fails here waits again.
class OrderFound {
public:
    OrderFound(const Declaration& declaration, const LoadRun& run) : declaration_(declaration), run_(run), placed_(declaration.items.size()) {
        for (std::size_t i = 0; i < declaration.items.size(); ++i) by_name_[declaration.items[i].head().name].push_back(i);
    }

    std::vector<std::size_t> take() {
        for (std::size_t i = 0; i < declaration_.items.size(); ++i) place_item(i, Needs::those_awaited);
        return std::move(order_);
    }

private:
    enum class Needs : bool { those_awaited, all_named };

    void place_item(std::size_t item, Needs needs) {
        if (placed_[item] || declaration_.items[item].is_setting()) return;
        placed_[item] = true;
        if (const auto awaited = run_.awaited().find(item); awaited != run_.awaited().end())
            for (const auto& name : awaited->second) place_all(last_part(name));
        if (needs == Needs::all_named || run_.retried().contains(item))
            for (const auto& name : names_in(declaration_.items[item].statement->text))
                if (name != declaration_.items[item].head().name) place_all(name);
        order_.push_back(item);
    }

    void place_all(const std::string& name) {
        const auto found = by_name_.find(name);
        if (found == by_name_.end()) return;
        for (const auto* verb : {"CREATE", "ALTER"})
            for (const auto item : found->second)
                if (declaration_.items[item].head().verb == verb) place_item(item, Needs::all_named);
    }

    const Declaration& declaration_;
    const LoadRun& run_;
    std::map<std::string, std::vector<std::size_t>> by_name_;
    std::vector<bool> placed_;
    std::vector<std::size_t> order_;
};

Error ambiguous(const Declaration& declaration, const std::set<std::size_t>& retried) {
    auto error = fail(ErrorCode::load_ambiguous, "the declaration means one thing in the order of its files and another in the order of its needs")
                     .at(place(declaration.items[*retried.begin()]))
                     .hint("Put the statements that had to wait behind those that they need.")
                     .take();
    std::size_t named = 0;
    for (const auto item : retried) {
        if (++named > 10) break;
        const Item& waited = declaration.items[item];
        error.context.push_back(format("loading {}: {} had to wait", render(place(waited)), title(*waited.statement)));
    }
    return error;
}

Result<> check_bodies(pg::Session& session, const Declaration& declaration, LoadRun& run, const LoadOptions& options) {
    WHIMBREL_TRY(const auto bodies, broken_bodies(session, declaration, run));
    std::vector<Refusal> refusals;
    for (const auto& body : bodies) {
        if (options.broken_body) options.broken_body(declaration.items[body.refusal.item].file->file);
        else if (options.kind == DeclarationKind::project && body.asked_for) refusals.push_back(body.refusal);
        else if (options.warn) {
            const Item& item = declaration.items[body.refusal.item];
            options.warn(format("{}: the body of {} is broken: {}", render(place(item, body.refusal.report.position)), title(*item.statement),
                                body.refusal.report.message));
        }
    }
    if (refusals.empty()) return {};
    for (auto& refusal : refusals) refusal.missing = is_for_want_of_an_object(refusal.report);
    return std::unexpected(report(declaration, refusals, session));
}

}  // namespace

Result<> load(Shadow& shadow, Database& database, const std::vector<parse::SplitFile>& files, const LoadOptions& options,
              const std::function<Result<std::string>(Database&)>& contents) {
    std::vector<Error> errors;
    Declaration declaration = make_declaration(files, options, errors);
    if (!errors.empty()) return std::unexpected(join(std::move(errors)));

    LoadRun run(shadow, database.session(), declaration, options.warn);
    WHIMBREL_CHECK(run.run(in_file_order(declaration)));
    if (!run.refusals().empty()) return std::unexpected(report(declaration, run.refusals(), database.session()));
    WHIMBREL_CHECK(check_bodies(database.session(), declaration, run, options));
    if (run.retried().empty()) return {};

    auto of_retried = beside([&] { return contents(database); });
    WHIMBREL_TRY(auto in_order, shadow.make());
    LoadRun again(shadow, in_order.session(), declaration, {});
    WHIMBREL_CHECK(again.run(OrderFound(declaration, run).take()));
    if (!again.refusals().empty()) return std::unexpected(ambiguous(declaration, run.retried()));
    WHIMBREL_TRY(const auto has, contents(in_order));
    WHIMBREL_TRY(const auto expected, of_retried.get());
    if (has != expected) return std::unexpected(ambiguous(declaration, run.retried()));
    database = std::move(in_order);
    return {};
}

}  // namespace whimbrel::shadow
