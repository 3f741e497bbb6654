// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/origin.h"

#include "whimbrel/kinds/all.h"

#include <tuple>

namespace whimbrel::kinds {

namespace {

/// What no kind reads and the judge of a proof does compare.
constexpr auto k_of_no_kind = std::to_array<Origin>({
    {k_derived, "pg_depend", "classid objid objsubid refclassid refobjid refobjsubid deptype", "the server keeps it by the definitions of the objects"},
    {k_derived, "pg_shdepend", "dbid classid objid objsubid refclassid refobjid deptype", "the server keeps it by owners, privileges and policies"},
    {k_derived, "pg_init_privs", "privtype", "whether initdb or CREATE EXTENSION gave it: who made the object says so"},
    {k_derived, "pg_class", "relisshared", "true for the cluster's own catalogs alone"},
    {k_derived, "pg_largeobject_metadata", "*", "a large object is data"},
});

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        out.push_back(word);
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
    return out;
}

void append(std::string_view kind, const Origin& origin, std::vector<Coverage>& out) {
    const auto fields = origin.field == k_identity || origin.field == k_derived ? std::vector{origin.field} : words(origin.field);
    for (const auto column : words(origin.columns))
        for (const auto field : fields)
            out.push_back({std::string(origin.catalog) + "." + std::string(column), std::string(kind), std::string(field), std::string(origin.reason)});
}

template <class K>
void append_kind(std::vector<Coverage>& out) {
    if constexpr (requires { K::origins; })
        for (const Origin& origin : K::origins) append(K::name, origin, out);
}

template <class... K>
void append_kinds(std::tuple<K...>*, std::vector<Coverage>& out) {
    (append_kind<K>(out), ...);
}

}  // namespace

std::vector<Coverage> coverage() {
    std::vector<Coverage> out;
    append_kinds(static_cast<AllKinds*>(nullptr), out);
    for (const auto& origin : k_of_no_kind) append({}, origin, out);
    return out;
}

}  // namespace whimbrel::kinds
