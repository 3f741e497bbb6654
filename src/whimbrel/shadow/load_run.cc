// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/load_run.h"

#include "whimbrel/base/format.h"
#include "whimbrel/parse/variable.h"
#include "whimbrel/shadow/foreign_rows.h"
#include "whimbrel/shadow/server_report.h"
#include "whimbrel/shadow/supply.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace whimbrel::shadow {

namespace {

/// RESET ALL leaves roles alone.
constexpr std::string_view k_fresh_session = "SET SESSION AUTHORIZATION DEFAULT; RESET ROLE; RESET ALL";

/// After these there is no going on.
bool is_final(const Error& error) { return error.code != ErrorCode::statement_failed; }

/// What a fresh database has anyhow, and dumps of older versions create all the same; and a role that is not managed, which may be there
/// because another statement needed it.
bool may_be_there(const parse::Head& head, const Managed& managed) {
    if (head.object == "SCHEMA") return head.name == "public";
    if (head.object == "EXTENSION" || head.object == "LANGUAGE" || head.object == "PROCEDURAL LANGUAGE") return head.name == "plpgsql";
    return (head.object == "ROLE" || head.object == "USER" || head.object == "GROUP") && !managed.covers("role", head.name);
}

bool is_managed_role(const ClusterObject& object, const Managed& managed) {
    return object.kind == ClusterObject::Kind::role && managed.covers("role", object.name);
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// SELECT * is what it is when the statement runs.
bool copies_columns(const parse::Head& head) {
    return head.verb == "CREATE" && (head.object == "VIEW" || head.object == "MATERIALIZED VIEW" || head.object == "RULE");
}

bool makes_role(const parse::Head& head) {
    return head.verb == "CREATE" && (head.object == "ROLE" || head.object == "USER" || head.object == "GROUP") && !head.name.empty();
}

Error placed(Error error, const Item& item) {
    if (!error.span) error.span = place(item);
    return error;
}

bool mentions(const Item& item, std::string_view word) {
    const auto& text = item.statement->text;
    return std::ranges::any_of(parse::lex(text),
                               [&](const parse::Token& token) { return token.kind == parse::TokenKind::word && parse::is_word(token.text(text), word); });
}

/// CREATE TYPE t: a function that takes or returns the type, in a file before this, has made the same by the way.
bool makes_shell(const Item& item) {
    const auto& head = item.head();
    return head.verb == "CREATE" && head.object == "TYPE" && !mentions(item, "AS") && item.statement->text.find('(') == std::string::npos;
}

}  // namespace

bool checks_bodies(const Declaration& declaration, std::size_t chain) {
    constexpr std::string_view k_name = "check_function_bodies";
    for (; chain != 0; chain = declaration.settings[chain].before) {
        const std::string text = lower(declaration.settings[chain].text);
        const auto at = text.find(k_name);
        if (at == std::string::npos) continue;
        const std::string_view value = std::string_view(text).substr(at + k_name.size());
        return !std::ranges::any_of(std::array<std::string_view, 4>{"off", "false", "no", "0"},
                                    [&](std::string_view word) { return value.find(word) != std::string_view::npos; });
    }
    return true;
}

bool makes_routine(const parse::Head& head) { return head.verb == "CREATE" && (head.object == "FUNCTION" || head.object == "PROCEDURE"); }

Result<> SettingsTrack::reset() {
    if (at_ == 0) return {};
    WHIMBREL_CHECK(session_.execute(k_fresh_session));
    at_ = 0;
    return {};
}

Result<> SettingsTrack::reach(std::size_t chain) {
    std::vector<std::size_t> ahead;
    for (std::size_t link = chain; link != at_ && link != 0; link = declaration_.settings[link].before) ahead.push_back(link);
    const std::size_t base = ahead.empty() ? chain : declaration_.settings[ahead.back()].before;
    if (base != at_) WHIMBREL_CHECK(reset());
    for (const auto link : std::views::reverse(ahead)) {
        if (const auto& text = declaration_.settings[link].text; !text.empty()) WHIMBREL_CHECK(session_.execute(text));
        at_ = link;
    }
    return {};
}

bool LoadRun::is_held_back(std::size_t item) const {
    const auto& head = declaration_.items[item].head();
    const auto found = waiting_by_own_name_.find(head.name);
    if (head.name.empty() || found == waiting_by_own_name_.end()) return false;
    return std::ranges::any_of(found->second, [&](std::size_t other) {
        // What waits for the object itself (an ALTER TABLE before its CREATE TABLE) does not keep it from being made.
        return other < item && same_object(declaration_.items[other].head(), head) && last_part(waiting_.at(other).name) != head.name;
    });
}

void LoadRun::wait_for(std::size_t item, ServerReport report, std::string name) {
    if (!name.empty()) {
        awaited_[item].insert(name);
        waiting_by_missing_name_[last_part(name)].insert(item);
    }
    waiting_by_own_name_[declaration_.items[item].head().name].insert(item);
    waiting_[item] = {std::move(report), std::move(name)};
    retried_.insert(item);
}

void LoadRun::succeeded(std::size_t item) {
    const auto& head = declaration_.items[item].head();
    if (const auto was = waiting_.find(item); was != waiting_.end()) {
        if (const auto by_missing = waiting_by_missing_name_.find(last_part(was->second.name)); by_missing != waiting_by_missing_name_.end())
            by_missing->second.erase(item);
        waiting_by_own_name_[head.name].erase(item);
        // Those that it held back.
        for (const auto other : waiting_by_own_name_[head.name]) woken_.insert(other);
        waiting_.erase(was);
    }
    if (head.name.empty()) return;
    if (const auto found = waiting_by_missing_name_.find(head.name); found != waiting_by_missing_name_.end())
        woken_.insert(found->second.begin(), found->second.end());
}

/// A dump made with --clean drops what a fresh database does not have; tried again later, it would drop what it made.
void LoadRun::skip_drop(std::size_t item, const ServerReport& report) {
    const Item& dropping = declaration_.items[item];
    if (warn_) warn_(format("{}: {} was skipped: {}", render(place(dropping)), title(*dropping.statement), report.message));
    succeeded(item);
}

void LoadRun::failed(std::size_t item, const ServerReport& report) {
    const auto& head = declaration_.items[item].head();
    if (is_duplicate(report) && head.verb == "CREATE" && (may_be_there(head, declaration_.managed) || makes_shell(declaration_.items[item])))
        return succeeded(item);
    if (is_for_want_of_an_object(report)) {
        const bool drops = mentions(declaration_.items[item], "DROP");
        if (drops && declaration_.kind == DeclarationKind::dump) return skip_drop(item, report);
        // Nor is a DROP of a project tried again, for what it means depends on where it stands.
        if (head.verb == "DROP") return refuse(item, report);
        if (const auto before = waiting_.find(item); before != waiting_.end())
            if (const auto found = waiting_by_missing_name_.find(last_part(before->second.name)); found != waiting_by_missing_name_.end())
                found->second.erase(item);
        return wait_for(item, report, missing_name(report));
    }
    refuse(item, report);
}

void LoadRun::refuse(std::size_t item, const ServerReport& report) {
    refusals_.push_back({.item = item, .report = report, .missing = is_for_want_of_an_object(report)});
    waiting_.erase(item);
    waiting_by_own_name_[declaration_.items[item].head().name].erase(item);
}

Result<> LoadRun::execute(std::size_t item) {
    const auto& head = declaration_.items[item].head();
    const auto& named = declaration_.items[item].database;
    const std::string text = named ? with_database(*declaration_.items[item].statement, *named, session_.database()) : declaration_.items[item].statement->text;
    const auto filled = parse::may_hold_variables(head) ? parse::fill_with_stand_ins(text) : parse::Filled{.text = text, .shifts = {}};
    if (makes_role(head) && !shadow_.is_private()) return shadow_.make_roles(session_, std::array{head.name});
    std::optional<ClusterObject> made;
    for (;;) {
        auto done = execute_without_foreign_rows(session_, head, filled.text);
        if (done) return {};
        if (done.error().server) done.error().server->position = filled.written_position(done.error().server->position);
        auto missing = done.error().server ? missing_in_cluster(*done.error().server) : std::nullopt;
        if (!missing || missing == made || is_managed_role(*missing, declaration_.managed)) return std::unexpected(done.error());
        WHIMBREL_TRY(const bool supplied, supply(shadow_, session_, *missing));
        if (!supplied) return std::unexpected(done.error());
        made = std::move(missing);
    }
}

Result<> LoadRun::run_setting(std::size_t item) {
    const auto& setting = declaration_.items[item];
    auto& text = declaration_.settings[setting.makes].text;
    WHIMBREL_CHECK(track_.reach(setting.settings));
    auto done = session_.execute(text);
    if (const auto missing = done || !done.error().server ? std::nullopt : missing_in_cluster(*done.error().server)) {
        if (auto made = supply(shadow_, session_, *missing); !made) return std::unexpected(placed(std::move(made).error(), setting));
        done = session_.execute(text);
    }
    track_.stands_at(setting.makes);
    if (done) return {};
    if (is_final(done.error())) return std::unexpected(placed(std::move(done).error(), setting));
    refusals_.push_back({.item = item, .report = *done.error().server});
    text.clear();  // what follows it runs without it
    return {};
}

Result<> LoadRun::attempt(std::size_t item) {
    WHIMBREL_CHECK(track_.reach(declaration_.items[item].settings));
    auto done = execute(item);
    const bool makes = makes_routine(declaration_.items[item].head());
    const bool checks = !makes || checks_bodies(declaration_, declaration_.items[item].settings);
    if (done && !checks) unchecked_bodies_.insert(item);
    if (!done && !is_final(done.error()) && makes && checks) {
        // Whether the head or the body is wrong, the report does not say.
        WHIMBREL_CHECK(session_.execute("SET check_function_bodies = off"));
        if (execute(item)) {
            unchecked_bodies_.insert(item);
            done = {};
        }
        WHIMBREL_CHECK(session_.execute("SET check_function_bodies = on"));
    }
    if (done) {
        succeeded(item);
    } else {
        if (is_final(done.error())) return std::unexpected(placed(std::move(done).error(), declaration_.items[item]));
        failed(item, *done.error().server);
    }
    return {};
}

Result<bool> LoadRun::run_round(const std::set<std::size_t>& round, HeldBack held_back) {
    bool progress = false;
    // A view of all columns of a table comes after what adds some.
    std::vector<std::size_t> order(round.begin(), round.end());
    std::ranges::stable_partition(order, [&](std::size_t item) { return !copies_columns(declaration_.items[item].head()); });
    for (const auto item : order) {
        if (!waiting_.contains(item) || (held_back == HeldBack::wait && is_held_back(item))) continue;
        WHIMBREL_CHECK(attempt(item));
        progress = progress || !waiting_.contains(item);
    }
    return progress;
}

std::set<std::size_t> LoadRun::all_waiting() const {
    std::set<std::size_t> all;
    for (const auto& [item, waiting] : waiting_) all.insert(item);
    return all;
}

Result<> LoadRun::run(const std::vector<std::size_t>& order) {
    // The order of a project's files means nothing, so what an event trigger does at later statements must not either.
    std::vector<std::size_t> objects = order;
    const auto watchers = std::ranges::stable_partition(objects, [&](std::size_t item) {
        return declaration_.kind == DeclarationKind::dump || declaration_.items[item].is_setting() || declaration_.items[item].head().object != "EVENT TRIGGER";
    });
    const std::vector<std::size_t> event_triggers(watchers.begin(), watchers.end());
    objects.erase(watchers.begin(), watchers.end());
    WHIMBREL_CHECK(run_to_fixpoint(objects));
    WHIMBREL_CHECK(run_to_fixpoint(event_triggers));
    for (const auto& [item, waiting] : waiting_) refusals_.push_back({.item = item, .report = waiting.report, .missing = true});
    return track_.reset();
}

Result<> LoadRun::run_to_fixpoint(const std::vector<std::size_t>& order) {
    for (const auto item : order) {
        if (declaration_.items[item].is_setting()) WHIMBREL_CHECK(run_setting(item));
        else if (is_held_back(item)) wait_for(item, {}, {});
        else WHIMBREL_CHECK(attempt(item));
    }
    while (!waiting_.empty()) {
        if (!woken_.empty()) {
            WHIMBREL_CHECK(run_round(std::exchange(woken_, {}), HeldBack::wait));
            continue;
        }
        // Nobody's want was seen to: what a column or a cast waits for has no name that tells.
        WHIMBREL_TRY(bool progress, run_round(all_waiting(), HeldBack::wait));
        // An object may need a namesake of its own that it holds back: an overload.
        if (!progress) {
            WHIMBREL_TRY(progress, run_round(all_waiting(), HeldBack::run));
        }
        if (!progress) break;
    }
    return {};
}

}  // namespace whimbrel::shadow
