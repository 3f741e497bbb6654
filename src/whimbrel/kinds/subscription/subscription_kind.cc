// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/subscription/subscription_kind.h"

#include "whimbrel/kinds/phrases.h"
#include "whimbrel/parse/lexer.h"
#include "whimbrel/parse/variable.h"
#include "whimbrel/sql/variable.h"

#include <algorithm>
#include <array>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Literal;

namespace {

constexpr std::string_view k_no_slot = "NONE";

// subconninfo is never read: it is a secret, and for superusers alone.
std::string select_subscriptions(pg::ServerVersion version) {
    std::string text = R"(
SELECT s.oid, s.subname, ARRAY(SELECT p FROM pg_catalog.unnest(s.subpublications) p ORDER BY p COLLATE "C"), coalesce(s.subslotname, 'NONE'), s.subbinary,
       )";
    text += version.major() >= 16 ? "CASE s.substream WHEN 't' THEN 'on' WHEN 'p' THEN 'parallel' ELSE 'off' END"
                                  : "CASE WHEN s.substream THEN 'on' ELSE 'off' END";
    text += ", s.subsynccommit, ";
    text += version.major() >= 15 ? "s.subtwophasestate <> 'd', s.subdisableonerr, " : "false, false, ";
    text += version.major() >= 16 ? "NOT s.subpasswordrequired, s.subrunasowner, s.suborigin, " : "false, false, 'any', ";
    text += version.major() >= 17 ? "s.subfailover" : "false";
    return text + R"(
  FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
 WHERE d.datname = pg_catalog.current_database()
 ORDER BY s.oid)";
}

Fragment on_or_off(bool on) { return {on ? "true" : "false"}; }

Fragment slot(const std::string& name) { return name == k_no_slot ? Fragment{std::string(k_no_slot)} : Fragment{Literal{name}.render()}; }

/// The options by which the two differ and that ALTER SUBSCRIPTION … SET takes without going to the publisher. CREATE takes the slot's name
/// where it is declared: what PostgreSQL calls a slot by itself, after the subscription, it would not always take as an option.
std::vector<Fragment> options(const Subscription& from, const Subscription& to) {
    std::vector<Fragment> out;
    if (from.slot_name != to.slot_name) out.push_back(sql::fragment("slot_name =", slot(to.slot_name)));
    if (from.binary != to.binary) out.push_back(sql::fragment("binary =", on_or_off(to.binary)));
    if (from.streaming != to.streaming) out.push_back(sql::fragment("streaming =", Fragment{to.streaming}));
    if (from.synchronous_commit != to.synchronous_commit) out.push_back(sql::fragment("synchronous_commit =", Literal{to.synchronous_commit}));
    if (from.disable_on_error != to.disable_on_error) out.push_back(sql::fragment("disable_on_error =", on_or_off(to.disable_on_error)));
    if (from.no_password_required != to.no_password_required) out.push_back(sql::fragment("password_required =", on_or_off(!to.no_password_required)));
    if (from.run_as_owner != to.run_as_owner) out.push_back(sql::fragment("run_as_owner =", on_or_off(to.run_as_owner)));
    if (from.origin != to.origin) out.push_back(sql::fragment("origin =", Literal{to.origin}));
    return out;
}

Fragment in_parentheses(const std::vector<Fragment>& options) {
    return Builder().add("(").list(options, [](const Fragment& option) { return option; }).add(")").fragment();
}

/// ALTER SUBSCRIPTION takes no other name; CREATE calls a slot after the subscription whatever that is called.
bool can_be_slot(std::string_view name) {
    return std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// The slot's name to alter to: no longer declared, it is what a new subscription's is.
std::string slot_after(const Subscription& from, const Subject<Subscription>& to) {
    if (!to.value.slot_name.empty()) return to.value.slot_name;
    return from.slot_name.empty() || !can_be_slot(to.id.name) ? from.slot_name : to.id.name;
}

Fragment connection(const Subject<Subscription>& subscription) {
    const std::array<std::string, 3> parts{"subscription", subscription.id.name, "connection"};
    const auto& declared = subscription.value.connection;
    return sql::fragment("CONNECTION", Fragment{sql::Variable{declared.empty() ? sql::variable_name(parts) : declared}.render()});
}

Fragment publications(const Subscription& subscription) {
    return Builder().add("PUBLICATION").list(subscription.publications, [](const std::string& name) { return Identifier{name}; }).fragment();
}

/// True where it has taken up work: what it has copied and how far it has come is lost with it.
Fragment is_at_work(const ObjectId& id) {
    return sql::fragment(
        "EXISTS (SELECT FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid "
        "WHERE d.datname = pg_catalog.current_database() AND s.subname =",
        Literal{id.name}, "AND (s.subenabled OR EXISTS (SELECT FROM pg_catalog.pg_subscription_rel r WHERE r.srsubid = s.oid)))");
}

/// DROP SUBSCRIPTION leaves the comment and the labels behind, on a number that the catalog may give again (subscriptioncmds.c,
/// DropSubscription).
void append_annotations_left(const ObjectId& id, const Scene& scene, Steps& steps) {
    if (scene.around == nullptr) return;
    for (const auto* annotation : scene.around->dependents(Surroundings::Side::from, id)) {
        const bool is_owner = annotation->kind->undeclared != nullptr;  // which goes with the row
        if (annotation->id.on.empty() || is_owner) continue;
        for (auto& step : annotation->kind->drop(*annotation, scene)) steps.push_back(phrases::step(id, std::move(step.statement), Effect::touches));
    }
}

}  // namespace

std::vector<std::string> SubscriptionKind::queries(pg::ServerVersion version) { return {select_subscriptions(version)}; }

Result<> SubscriptionKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0])
        reading.add(ObjectId{.kind = std::string(name), .name = row.string(1)},
                    Subscription{.publications = row.array(2),
                                 .slot_name = row.string(3),
                                 .binary = row.boolean(4),
                                 .streaming = row.string(5),
                                 .synchronous_commit = row.string(6),
                                 .two_phase = row.boolean(7),
                                 .disable_on_error = row.boolean(8),
                                 .no_password_required = row.boolean(9),
                                 .run_as_owner = row.boolean(10),
                                 .origin = row.string(11),
                                 .failover = row.boolean(12)},
                    {catalog_oid::pg_subscription, row.oid(0)});
    return {};
}

Steps SubscriptionKind::create(const Subject<Subscription>& to, const Scene& scene) {
    const auto& subscription = to.value;
    // As it is without any option.
    const Subscription plain{.streaming = scene.version.major() >= 18 ? "parallel" : "off"};
    std::vector<Fragment> with{{"connect = false"}};
    std::ranges::move(options(plain, subscription), std::back_inserter(with));
    if (subscription.two_phase) with.push_back({"two_phase = true"});
    if (subscription.failover) with.push_back({"failover = true"});
    auto step =
        phrases::step(to.id, sql::sql("CREATE", spoken(to.id), connection(to), publications(subscription), "WITH", in_parentheses(with)), Effect::creates);
    step.note = "is not connected: make its slot at the publisher, then ENABLE it and REFRESH PUBLICATION by hand";
    return {std::move(step)};
}

Steps SubscriptionKind::drop(const Subject<Subscription>& from, const Scene& scene) {
    Steps steps;
    append_annotations_left(from.id, scene, steps);
    auto& disable = steps.emplace_back(phrases::step(from.id, sql::sql("ALTER", spoken(from.id), "DISABLE"), Effect::destroys));
    disable.risk = {Verdict::lossy, "ends the replication; a slot that it has stays at the publisher and must be dropped there", is_at_work(from.id)};
    steps.push_back(phrases::step(from.id, sql::sql("ALTER", spoken(from.id), "SET (slot_name = NONE)"), Effect::destroys));
    steps.push_back(phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys));
    return steps;
}

Alteration SubscriptionKind::alter(const Subject<Subscription>& from, const Subject<Subscription>& to, const Scene& scene) {
    const bool begins_two_phase = to.value.two_phase && !from.value.two_phase, ends_two_phase = from.value.two_phase && !to.value.two_phase;
    const bool has_way = scene.version.major() >= 18;
    if (from.value.failover != to.value.failover || ends_two_phase || (begins_two_phase && !has_way)) return {.way = Alteration::Way::recreate};
    auto wanted = to.value;
    wanted.slot_name = slot_after(from.value, to);
    const bool gets_slot = from.value.slot_name == k_no_slot && to.value.slot_name != k_no_slot;
    if (gets_slot && wanted.slot_name == k_no_slot) return {.way = Alteration::Way::recreate};
    Alteration out;
    const auto alter = [&](const Fragment& action) -> Step& {
        return out.steps.emplace_back(phrases::step(to.id, sql::sql("ALTER", spoken(to.id), action), Effect::touches));
    };
    if (from.value.connection != to.value.connection) alter(connection(to));
    if (from.value.publications != to.value.publications)
        alter(sql::fragment("SET", publications(to.value), "WITH (refresh = false)")).note =
            "its tables are as they were until REFRESH PUBLICATION is run by hand";
    if (begins_two_phase) alter({"SET (two_phase = true)"}).note = "PostgreSQL refuses it while the subscription is enabled";
    const auto changed = options(from.value, wanted);
    if (!changed.empty()) alter(sql::fragment("SET", in_parentheses(changed)));
    return out;
}

Steps SubscriptionKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("SUBSCRIPTION", from, to);
}

Subscription SubscriptionKind::as_declared(Subscription subscription, std::string_view statement) {
    if (const auto variables = parse::variables_in(statement); !variables.empty()) subscription.connection = variables.front().name;
    const bool names_slot = std::ranges::any_of(parse::lex(statement), [&](const parse::Token& token) {
        return token.kind == parse::TokenKind::word && parse::is_word(token.text(statement), "SLOT_NAME");
    });
    if (!names_slot) subscription.slot_name.clear();
    return subscription;
}

Subscription SubscriptionKind::as_told_by(Subscription read, const Subscription& other, Told told) {
    if (read.connection.empty()) read.connection = other.connection;
    if (told == Told::by_target) read.slot_name = other.slot_name;
    return read;
}

std::vector<std::string> SubscriptionKind::occupies(const ObjectId& id) { return {phrases::slot("subscription", id)}; }

Fragment SubscriptionKind::spoken(const ObjectId& id) { return sql::fragment("SUBSCRIPTION", Identifier{id.name}); }

std::vector<Entry> SubscriptionKind::entries(const Subscription& subscription) {
    return {{.heading = "Subscriptions", .detail = "to " + phrases::in_parentheses(phrases::quoted(subscription.publications))}};
}

}  // namespace whimbrel::kinds
