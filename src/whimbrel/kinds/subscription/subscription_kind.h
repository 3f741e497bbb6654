// SPDX-License-Identifier: Apache-2.0
// Subscriptions, of this database. Made without a connection and not enabled, so that neither a throwaway server nor a migration reaches a
// publisher. The connection string is a secret: it is never read from a server, a statement names a variable of psql in its place
// (sql/variable.h). What whoever runs the replication sets on a database (the connection, the slot, whether it is enabled, how far it has
// come) is no difference there.
// See CREATE SUBSCRIPTION, ALTER SUBSCRIPTION; catalog pg_subscription.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Subscription {
    std::vector<std::string> publications;  ///< sorted
    std::string connection;                 ///< the variable that the declaration names; empty: one named after the subscription
    std::string slot_name;                  ///< as declared; empty: left open. "NONE", which no slot can be called, where there is none
    bool binary = false;
    std::string streaming = "off";  ///< "off", "on", "parallel" (16+)
    std::string synchronous_commit = "off";
    bool two_phase = false;
    bool disable_on_error = false;
    bool no_password_required = false;  ///< 16+, as all that follows
    bool run_as_owner = false;
    std::string origin = "any";
    bool failover = false;  ///< 17+
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("publications", self.publications);
        visit("connection", self.connection);
        visit("slot_name", self.slot_name);
        visit("binary", self.binary);
        visit("streaming", self.streaming);
        visit("synchronous_commit", self.synchronous_commit);
        visit("two_phase", self.two_phase);
        visit("disable_on_error", self.disable_on_error);
        visit("no_password_required", self.no_password_required);
        visit("run_as_owner", self.run_as_owner);
        visit("origin", self.origin);
        visit("failover", self.failover);
    }
    bool operator==(const Subscription&) const = default;
};

struct SubscriptionKind {
    using Value = Subscription;
    static constexpr std::string_view name = "subscription";
    static constexpr std::string_view plural = "subscriptions";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_subscription", "subname"},
        {"connection", "pg_subscription", "subconninfo"},
        {"publications", "pg_subscription", "subpublications"},
        {"slot_name", "pg_subscription", "subslotname"},
        {"binary", "pg_subscription", "subbinary"},
        {"streaming", "pg_subscription", "substream"},
        {"synchronous_commit", "pg_subscription", "subsynccommit"},
        {"two_phase", "pg_subscription", "subtwophasestate"},
        {"disable_on_error", "pg_subscription", "subdisableonerr"},
        {"no_password_required", "pg_subscription", "subpasswordrequired"},
        {"run_as_owner", "pg_subscription", "subrunasowner"},
        {"origin", "pg_subscription", "suborigin"},
        {"failover", "pg_subscription", "subfailover"},
        {k_derived, "pg_subscription", "subdbid", "this database's alone are managed"},
        {k_derived, "pg_subscription_rel", "srsubid srrelid", "the tables that the replication has taken up; no declaration has any"},
    });
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_subscription)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Subscription>& to, const Scene& scene);
    /// DROP SUBSCRIPTION of one that has a slot goes to the publisher and cannot run in a transaction: it lets go of the slot first.
    static Steps drop(const Subject<Subscription>& from, const Scene& scene);
    /// failover and two_phase are the slot's as well: PostgreSQL changes them at the publisher, or not at all, but for two_phase that
    /// begins (18 and later), which waits for the next worker.
    static Alteration alter(const Subject<Subscription>& from, const Subject<Subscription>& to, const Scene& scene);
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    /// The variable that the statement names; the slot's name only where it names one.
    static Subscription as_declared(Subscription subscription, std::string_view statement);
    static Subscription as_told_by(Subscription read, const Subscription& other, Told told);
    static std::vector<std::string> occupies(const ObjectId& id);
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const Subscription& subscription);
};

}  // namespace whimbrel::kinds
