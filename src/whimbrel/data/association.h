// SPDX-License-Identifier: Apache-2.0
// Loaded<From, To>: rows that were preloaded, and which of them belong to which row. Nothing is loaded behind the application's back: what
// was not preloaded is not there.
#pragma once

#include "whimbrel/data/query.h"
#include "whimbrel/data/repo.h"
#include "whimbrel/pg/rows.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace whimbrel::data {

namespace detail {

template <class Association>
struct Preloading {};

struct RelatedRequest {
    Selection selection;
    std::vector<ColumnRef> keys;       ///< of the rows wanted: what says whose they are
    std::vector<std::uint16_t> links;  ///< the same columns of the rows that they belong to
    bool is_empty = false;             ///< no row has a key, so there is nothing to ask for
};

Result<RelatedRequest> related(const std::vector<const void*>& rows, const RelationInfo& from, std::span<const Link> links, Selection which);
Result<RelatedRequest> related_through(const std::vector<const void*>& rows, const RelationInfo& from, const RelationInfo& middle,
                                       std::span<const Link> to_middle, std::span<const Link> to_far, Selection which);
/// The rows wanted hold it themselves; otherwise it is selected behind their columns.
bool holds_key(const RelatedRequest& request);
/// Of each row of the result: the key that was selected behind its columns.
std::vector<std::string> keys_of(const RelatedRequest& request, const pg::Rows& rows);
/// The same of rows that hold it.
std::vector<std::string> keys_of(const RelatedRequest& request, const std::vector<const void*>& rows);
/// Of a row that has others; nothing where a part of it is NULL.
std::optional<std::string> key_of(const RelationInfo& from, std::span<const std::uint16_t> columns, const void* row);

template <class Row>
std::vector<const void*> rows_of(std::span<const Row> rows) {
    std::vector<const void*> out;
    out.reserve(rows.size());
    for (const auto& row : rows) out.push_back(&row);
    return out;
}

}  // namespace detail

template <class From, class To>
class Loaded {
public:
    explicit Loaded(std::vector<std::uint16_t> links) : links_(std::move(links)) {}
    Loaded(std::vector<std::uint16_t> links, std::vector<To> rows, const std::vector<std::string>& keys) : links_(std::move(links)), rows_(std::move(rows)) {
        // Grouped in the order in which they came.
        std::vector<To> grouped;
        grouped.reserve(rows_.size());
        std::map<std::string_view, std::vector<std::size_t>> by_key;
        for (std::size_t at = 0; at < keys.size(); ++at) by_key[keys[at]].push_back(at);
        for (const auto& [key, places] : by_key) {
            of_.emplace(key, Part{grouped.size(), places.size()});
            for (const auto place : places) grouped.push_back(std::move(rows_[place]));
        }
        rows_ = std::move(grouped);
    }

    /// Those of that row, in the order asked for; they live as long as this.
    [[nodiscard]] std::span<const To> of(const From& row) const {
        const auto key = detail::key_of(Relation<From>::info, links_, &row);
        const auto found = key ? of_.find(*key) : of_.end();
        if (found == of_.end()) return {};
        return std::span(rows_).subspan(found->second.first, found->second.count);
    }
    /// The one of that row; null where there is none.
    [[nodiscard]] const To* one_of(const From& row) const {
        const auto found = of(row);
        return found.empty() ? nullptr : &found.front();
    }
    /// All of them, to preload what is theirs.
    [[nodiscard]] const std::vector<To>& rows() const { return rows_; }

private:
    struct Part {
        std::size_t first = 0, count = 0;
    };
    std::vector<std::uint16_t> links_;
    std::vector<To> rows_;
    std::map<std::string, Part, std::less<>> of_;
};

template <Scoping scoping>
template <class From, template <class, class> class Association, class To>
Result<Loaded<From, To>> BasicRepo<scoping>::preload(std::span<const From> rows, Association<From, To> association, Query<To> which) {
    reachable<To>();
    WHIMBREL_TRY(auto request, detail::related(detail::rows_of(rows), Relation<From>::info, association.links, which.selection()));
    return load<From, To>(request);
}

template <Scoping scoping>
template <class From, class Middle, class To>
Result<Loaded<From, To>> BasicRepo<scoping>::preload(std::span<const From> rows, Through<From, Middle, To> association, Query<To> which) {
    reachable<To>();
    WHIMBREL_TRY(auto request, detail::related_through(detail::rows_of(rows), Relation<From>::info, Relation<Middle>::info, association.to_middle,
                                                       association.to_far, which.selection()));
    return load<From, To>(request);
}

template <Scoping scoping>
template <class From, class To>
Result<Loaded<From, To>> BasicRepo<scoping>::load(detail::RelatedRequest& request) {
    if (request.is_empty) return Loaded<From, To>(std::move(request.links));
    WHIMBREL_TRY(const auto rows, select_related(request));
    WHIMBREL_TRY(auto read, read_all<To>(rows));
    const auto keys = detail::holds_key(request) ? detail::keys_of(request, detail::rows_of(std::span<const To>(read))) : detail::keys_of(request, rows);
    return Loaded<From, To>(std::move(request.links), std::move(read), keys);
}

}  // namespace whimbrel::data
