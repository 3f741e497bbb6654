// SPDX-License-Identifier: Apache-2.0
// Comments: an annotation of any managed object, of a column ("column:name"), of a domain's constraint ("constraint:name"), of the index
// of a constraint ("index") or of the sequence of an identity column ("identity:name"). Reads after all kinds whose objects it finds.
// See COMMENT; catalog pg_description.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"

namespace whimbrel::kinds {

struct Comment {
    std::string text;      ///< empty: none where there usually is one
    std::string usual;     ///< what stands there without anybody's doing: an extension's comment out of its control file
    std::string sequence;  ///< of an identity column: its sequence, as SQL names it
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("text", self.text);
        visit("usual", self.usual);
        visit("sequence", self.sequence);
    }
    /// What the sequence is called is the table's difference.
    bool operator==(const Comment& other) const { return text == other.text && usual == other.usual; }
};

struct CommentKind {
    using Value = Comment;
    static constexpr std::string_view name = "comment";
    static constexpr std::string_view plural = "comments";
    static constexpr auto origins = std::to_array<Origin>({
        {k_identity, "pg_description", "objoid classoid objsubid"},
        {k_identity, "pg_shdescription", "objoid classoid"},
        {"text usual", "pg_description", "description"},
        {"text", "pg_shdescription", "description"},
        {"sequence", "pg_class", "relname relnamespace"},
    });
    static std::vector<std::string> queries(pg::ServerVersion version);
    static Result<> read(std::span<const pg::Rows> rows, Reading& reading);
    static Steps create(const Subject<Comment>& to, const Scene& scene);
    static Steps drop(const Subject<Comment>& from, const Scene& scene);
    static Alteration alter(const Subject<Comment>& from, const Subject<Comment>& to, const Scene& scene);
    /// No statement: a comment follows what it is on.
    static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene& scene);
    static std::vector<std::string> occupies(const ObjectId& id);
    /// What COMMENT ON names: "TABLE public.t", "COLUMN public.t.c", "CONSTRAINT c ON DOMAIN public.d", "INDEX public.t_pkey". Not for an
    /// identity column's sequence, whose name the value has.
    static sql::Fragment spoken(const ObjectId& id);
    /// The same where the value of what is commented may decide the words: "FOREIGN TABLE public.t".
    static sql::Fragment spoken_in(const Scene& scene, Surroundings::Side side, const ObjectId& id);
};

}  // namespace whimbrel::kinds
