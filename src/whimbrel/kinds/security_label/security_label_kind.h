// SPDX-License-Identifier: Apache-2.0
// Security labels: an annotation of any managed object that can have one, of a column ("column:name") or of the sequence of an identity
// column ("identity:name"); the labels of all providers together. Reads after all kinds whose objects it finds. A server takes and gives up a label only while
// the provider's module is loaded. See SECURITY LABEL; catalog pg_seclabel.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

struct SecurityLabel {
    std::vector<Option> labels;  ///< by provider, sorted by its name
    std::string sequence;        ///< of an identity column: its sequence, as SQL names it
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("labels", self.labels);
        visit("sequence", self.sequence);
    }
    /// What the sequence is called is the table's difference.
    bool operator==(const SecurityLabel& other) const { return labels == other.labels; }
};

struct SecurityLabelKind {
    using Value = SecurityLabel;
    static constexpr std::string_view name = "security_label";
    static constexpr std::string_view plural = "security_labels";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_seclabel", "objoid classoid objsubid"},
        {"labels", "pg_seclabel", "provider label"},
        {k_identity, "pg_shseclabel", "objoid classoid"},
        {"labels", "pg_shseclabel", "provider label"},
        {"sequence", "pg_class", "relname relnamespace"},
    });
    static constexpr bool survives_retype = true;
    static std::string present(pg::ServerVersion) { return "EXISTS (SELECT FROM pg_catalog.pg_seclabel) OR EXISTS (SELECT FROM pg_catalog.pg_shseclabel)"; }
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<SecurityLabel>& to, const Scene& scene);
    static Steps drop(const Subject<SecurityLabel>& from, const Scene& scene);
    static Alteration alter(const Subject<SecurityLabel>& from, const Subject<SecurityLabel>& to, const Scene& scene);
    /// No statement: a label follows what it is on.
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    /// What SECURITY LABEL … ON names: "TABLE public.t", "COLUMN public.t.c". Not for an identity column's sequence, whose name the value has.
    static sql::Fragment spoken(const ObjectId& id);
    static std::vector<Entry> entries(const SecurityLabel& label);
};

}  // namespace whimbrel::kinds
