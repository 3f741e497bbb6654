// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/association.h"

#include "whimbrel/pg/rows.h"

#include <algorithm>
#include <set>

namespace whimbrel::data::detail {

namespace {

/// Values of one column as an array's text.
class ArrayText {
public:
    void add(std::string_view value) {
        if (text_.size() > 1) text_ += ',';
        wire::append_array_element(value, text_);
    }
    [[nodiscard]] std::string text() const { return text_ + "}"; }

private:
    std::string text_ = "{";
};

/// Of the columns of `keys` (of one relation), that their values are among those of the rows.
struct Among {
    std::optional<Condition> condition;
    bool is_empty = true;
};

Among among(const std::vector<const void*>& rows, const RelationInfo& from, std::span<const std::uint16_t> columns, std::span<const ColumnRef> keys) {
    std::vector<ArrayText> values(columns.size());
    std::set<std::string> seen;
    Among out;
    for (const auto* row : rows) {
        const auto key = key_of(from, columns, row);
        if (!key || !seen.insert(*key).second) continue;
        out.is_empty = false;
        for (std::size_t at = 0; at < columns.size(); ++at) values[at].add(*from.columns[columns[at]].render(row));
    }
    if (out.is_empty) return out;
    Expression expression;
    if (keys.size() == 1) {
        expression.add(keys.front()).add("= ANY (").add_text(values.front().text()).add(")");
    } else {
        // Columns of several types are compared as text, beside the condition on each that an index can serve.
        expression.add("(");
        for (std::size_t at = 0; at < keys.size(); ++at) expression.add(keys[at]).add("= ANY (").add_text(values[at].text()).add(") AND");
        expression.add("(");
        for (std::size_t at = 0; at < keys.size(); ++at) expression.add(at == 0 ? sql::Keywords("") : sql::Keywords(",")).add(keys[at]).add("::text");
        expression.add(") IN (SELECT * FROM unnest(");
        for (std::size_t at = 0; at < keys.size(); ++at)
            expression.add(at == 0 ? sql::Keywords("") : sql::Keywords(",")).add_text(values[at].text()).add("::text[]");
        expression.add(")))");
    }
    out.condition = Condition(std::move(expression));
    return out;
}

Result<RelatedRequest> request_of(const std::vector<const void*>& rows, const RelationInfo& from, std::span<const Link> links, const RelationInfo& keyed,
                                  Selection which) {
    RelatedRequest out{.selection = std::move(which)};
    for (const auto& link : links) {
        out.links.push_back(link.from_column);
        out.keys.push_back({&keyed, link.to_column});
    }
    auto found = among(rows, from, out.links, out.keys);
    out.is_empty = found.is_empty;
    if (found.condition) out.selection.add_where(std::move(*found.condition));
    return out;
}

}  // namespace

std::optional<std::string> key_of(const RelationInfo& from, std::span<const std::uint16_t> columns, const void* row) {
    std::string key;
    for (const auto column : columns) {
        const auto value = from.columns[column].render(row);
        if (!value) return std::nullopt;
        wire::append_array_element(*value, key);
        key += ',';
    }
    return key;
}

bool holds_key(const RelatedRequest& request) { return request.keys.front().relation == request.selection.from; }

std::vector<std::string> keys_of(const RelatedRequest& request, const std::vector<const void*>& rows) {
    std::vector<std::uint16_t> columns;
    for (const auto& key : request.keys) columns.push_back(key.column);
    std::vector<std::string> out;
    out.reserve(rows.size());
    for (const auto* row : rows) out.push_back(key_of(*request.selection.from, columns, row).value_or(""));
    return out;
}

std::vector<std::string> keys_of(const RelatedRequest& request, const pg::Rows& rows) {
    std::vector<std::string> out;
    out.reserve(static_cast<std::size_t>(rows.size()));
    const auto first = static_cast<int>(request.selection.from->columns.size());
    for (const auto& row : rows) {
        std::string key;
        for (std::size_t at = 0; at < request.keys.size(); ++at) {
            wire::append_array_element(row.text(first + static_cast<int>(at)), key);
            key += ',';
        }
        out.push_back(std::move(key));
    }
    return out;
}

Result<RelatedRequest> related(const std::vector<const void*>& rows, const RelationInfo& from, std::span<const Link> links, Selection which) {
    const auto& to = *which.from;
    return request_of(rows, from, links, to, std::move(which));
}

Result<RelatedRequest> related_through(const std::vector<const void*>& rows, const RelationInfo& from, const RelationInfo& middle,
                                       std::span<const Link> to_middle, std::span<const Link> to_far, Selection which) {
    Selection::Join join{.relation = &middle, .pairs = {}};
    for (const auto& link : to_far) join.pairs.push_back({{which.from, link.to_column}, {&middle, link.from_column}});
    which.joins.push_back(std::move(join));
    return request_of(rows, from, to_middle, middle, std::move(which));
}

}  // namespace whimbrel::data::detail

namespace whimbrel::data {

Result<pg::Rows> RepoCore::select_related(detail::RelatedRequest& request) {
    request.selection.scope = scope_;
    WHIMBREL_TRY(const auto rendered, detail::holds_key(request) ? render_rows(request.selection) : render_rows(request.selection, request.keys));
    return run(rendered);
}

}  // namespace whimbrel::data
