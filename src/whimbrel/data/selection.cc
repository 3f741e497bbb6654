// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/selection.h"

#include "whimbrel/base/format.h"
#include "whimbrel/data/query.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace whimbrel::data {

namespace {

constexpr std::string_view k_own = "t";  ///< alias of the relation whose rows are wanted

std::string join_alias(std::size_t join) { return format("j{}", join + 1); }

sql::Keywords words_of(RowLock lock) {
    switch (lock) {
        case RowLock::none:
            return "";
        case RowLock::update:
            return "FOR UPDATE OF t";
        case RowLock::update_skip_locked:
            return "FOR UPDATE OF t SKIP LOCKED";
        case RowLock::update_nowait:
            return "FOR UPDATE OF t NOWAIT";
        case RowLock::share:
            return "FOR SHARE OF t";
    }
    return "";
}

/// One statement that is being put together.
class Rendering {
public:
    Rendering(const Selection& selection, sql::Builder& sql, Parameters& parameters) : selection_(selection), sql_(sql), parameters_(parameters) {}

    Result<> rows(std::span<const ColumnRef> more) {
        sql_.add("SELECT").add(column_list(*selection_.from, k_own));
        for (const auto& column : more) sql_.add(",").add(column.under(future_alias(*column.relation))).add("::text");
        WHIMBREL_CHECK(from_and_where());
        WHIMBREL_CHECK(order());
        WHIMBREL_CHECK(limit());
        sql_.add(words_of(selection_.lock));
        return {};
    }

    Result<> count() {
        const bool is_part = selection_.limit || selection_.offset;
        sql_.add("SELECT count(*)");
        if (is_part) sql_.add("FROM (SELECT 1");
        WHIMBREL_CHECK(from_and_where());
        if (!is_part) return {};
        WHIMBREL_CHECK(limit());
        sql_.add(") AS part");
        return {};
    }

    Result<> aggregate(sql::Keywords function, ColumnRef column) {
        const bool is_part = selection_.limit || selection_.offset;
        sql_.add("SELECT").add(function);
        sql_.add(is_part ? sql::Keywords("(value)::text FROM (SELECT") : sql::Keywords("("));
        sql_.add(column.under(future_alias(*column.relation)));
        sql_.add(is_part ? sql::Keywords("AS value") : sql::Keywords(")::text"));
        WHIMBREL_CHECK(from_and_where());
        if (alias_of(*column.relation).empty()) return add(Expression().add(column));
        if (!is_part) return {};
        WHIMBREL_CHECK(order());
        WHIMBREL_CHECK(limit());
        sql_.add(") AS part");
        return {};
    }

    Result<> exists() {
        sql_.add("SELECT EXISTS (SELECT 1");
        WHIMBREL_CHECK(from_and_where());
        WHIMBREL_CHECK(limit());
        sql_.add(")");
        return {};
    }

    Result<> where() {
        if (!selection_.joins.empty())
            return fail(ErrorCode::request_invalid, format("rows of {} are changed or removed without joins", selection_.from->name));
        return conditions();
    }

private:
    /// Empty for a relation that was not joined so far.
    [[nodiscard]] std::string_view alias_of(const RelationInfo& relation) const {
        if (&relation == selection_.from) return k_own;
        for (std::size_t at = 0; at < aliases_.size(); ++at)
            if (selection_.joins[at].relation == &relation) return aliases_[at];
        return {};
    }
    /// Of one that will be joined: the list of columns stands before the joins.
    [[nodiscard]] std::string future_alias(const RelationInfo& relation) const {
        if (&relation == selection_.from) return std::string(k_own);
        const auto join = std::ranges::find(selection_.joins, &relation, &Selection::Join::relation);
        return join_alias(static_cast<std::size_t>(join - selection_.joins.begin()));
    }

    static sql::QualifiedName name_of(const RelationInfo& relation) { return {std::string(relation.schema), std::string(relation.name)}; }

    /// What holds for the rows of a relation wherever they are asked for.
    Result<> add_always(const RelationInfo& relation, std::string_view alias) {
        const auto column = [&](int index) { return ColumnRef{&relation, static_cast<std::uint16_t>(index)}; };
        if (relation.soft_delete >= 0 && selection_.removed == Removed::left_out) sql_.add("AND").add(column(relation.soft_delete).under(alias)).add("IS NULL");
        if (relation.scope < 0) return {};
        if (!selection_.scope)
            return fail(ErrorCode::request_invalid, format("rows of {} are asked for without their {}", relation.name, column(relation.scope).info().name))
                .hint("Use Repo::scoped().");
        parameters_.add_text(*selection_.scope);
        sql_.add("AND").add(column(relation.scope).under(alias)).add("=").add(sql::placeholder(parameters_.size()));
        return {};
    }

    Result<> from_and_where() {
        sql_.add("FROM").add(name_of(*selection_.from)).add("AS t");
        for (const auto& join : selection_.joins) {
            if (!alias_of(*join.relation).empty())
                return fail(ErrorCode::request_invalid, format("{} is joined twice", join.relation->name)).hint("Write the query as a file, or as SQL.");
            const auto alias = aliases_.emplace_back(join_alias(aliases_.size()));
            if (join.sort == Selection::Join::Sort::left) sql_.add("LEFT");
            sql_.add("JOIN").add(name_of(*join.relation)).add("AS").add(sql::Identifier{alias}).add("ON true");
            for (const auto& pair : join.pairs) WHIMBREL_CHECK(add(Expression().add("AND").add(pair.known).add("=").add(pair.joined)));
            WHIMBREL_CHECK(add_always(*join.relation, alias));
        }
        return conditions();
    }

    Result<> conditions() {
        sql_.add("WHERE true");
        WHIMBREL_CHECK(add_always(*selection_.from, k_own));
        if (!selection_.where) return {};
        sql_.add("AND");
        return add(selection_.where->expression());
    }

    Result<> add(const Expression& expression) {
        return expression.render([this](const RelationInfo& relation) { return alias_of(relation); }, sql_, parameters_);
    }

    Result<> order() {
        for (bool first = true; const auto& order : selection_.order) {
            if (std::exchange(first, false)) sql_.add("ORDER BY");
            else sql_.add(",");
            WHIMBREL_CHECK(add(Expression().add(order.column)));
            if (order.way == Order::Way::descending) sql_.add("DESC");
            if (order.nulls == Order::Nulls::first) sql_.add("NULLS FIRST");
            if (order.nulls == Order::Nulls::last) sql_.add("NULLS LAST");
        }
        return {};
    }

    Result<> limit() {
        const auto add_number = [&](sql::Keywords words, const std::optional<std::int64_t>& number) -> Result<> {
            if (!number) return {};
            if (*number < 0) return fail(ErrorCode::request_invalid, format("{} rows of {} are asked for", *number, selection_.from->name));
            parameters_.add(*number);
            sql_.add(words).add(sql::placeholder(parameters_.size()));
            return {};
        };
        WHIMBREL_CHECK(add_number("LIMIT", selection_.limit));
        return add_number("OFFSET", selection_.offset);
    }

    const Selection& selection_;
    sql::Builder& sql_;
    Parameters& parameters_;
    std::vector<std::string> aliases_;  ///< of the joins that were rendered
};

template <class Render>
Result<Request> rendered(const Selection& selection, Render render) {
    Request request;
    sql::Builder sql;
    Rendering rendering(selection, sql, request.parameters);
    WHIMBREL_CHECK(render(rendering));
    request.statement = sql.statement();
    return request;
}

}  // namespace

namespace detail {

const Order* find_order(std::string_view asked, std::span<const Order> allowed, Order& out) {
    if (allowed.empty()) return nullptr;
    const bool is_descending = asked.starts_with('-');
    if (is_descending) asked.remove_prefix(1);
    const auto found = std::ranges::find_if(allowed, [&](const Order& order) { return order.column.info().name == asked; });
    out = found == allowed.end() ? allowed.front() : *found;
    if (found == allowed.end()) return &out;
    out.way = is_descending ? Order::Way::descending : Order::Way::ascending;
    return &out;
}

}  // namespace detail

void Selection::add_where(Condition condition) { where = where ? *where && condition : std::move(condition); }

sql::Fragment column_list(const RelationInfo& relation, std::string_view alias) {
    // RETURNING is of something.
    if (relation.columns.empty()) return sql::fragment("NULL");
    sql::Builder out;
    out.list(std::views::iota(std::size_t{0}, relation.columns.size()), [&](std::size_t at) {
        const ColumnRef column{&relation, static_cast<std::uint16_t>(at)};
        return column.info().form == Form::text ? sql::fragment(column.under(alias), "::text") : sql::fragment(column.under(alias));
    });
    return out.fragment();
}

Result<Request> render_rows(const Selection& selection) { return render_rows(selection, {}); }
Result<Request> render_rows(const Selection& selection, std::span<const ColumnRef> more) {
    return rendered(selection, [&](Rendering& rendering) { return rendering.rows(more); });
}
Result<Request> render_count(const Selection& selection) {
    return rendered(selection, [](Rendering& rendering) { return rendering.count(); });
}
Result<Request> render_aggregate(const Selection& selection, sql::Keywords function, ColumnRef column) {
    return rendered(selection, [&](Rendering& rendering) { return rendering.aggregate(function, column); });
}
Result<Request> render_exists(const Selection& selection) {
    return rendered(selection, [](Rendering& rendering) { return rendering.exists(); });
}
Result<> append_where(const Selection& selection, sql::Builder& sql, Parameters& parameters) { return Rendering(selection, sql, parameters).where(); }

}  // namespace whimbrel::data
