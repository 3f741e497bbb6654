// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/selection.h"

#include "whimbrel/base/format.h"
#include "whimbrel/data/query.h"
#include "whimbrel/sql/names.h"

#include <algorithm>

namespace whimbrel::data {

namespace {

class Rendering {
public:
    explicit Rendering(const Selection& selection) : selection_(selection) {}

    Result<Request> rows(std::span<const ColumnRef> more) {
        request_.sql = "SELECT " + column_list(*selection_.from, "t");
        for (const auto& column : more) {
            std::size_t at = 0;
            while (at < selection_.joins.size() && selection_.joins[at].relation != column.relation) ++at;
            const auto alias = column.relation == selection_.from ? std::string("t") : format("j{}", at + 1);
            request_.sql += format(", {}.{}::text", alias, sql::Identifier{std::string(column.info().name)}.render());
        }
        WHIMBREL_CHECK(from_and_where());
        WHIMBREL_CHECK(order_and_limit());
        request_.sql += lock();
        return std::move(request_);
    }

    Result<Request> count() {
        const bool is_part = selection_.limit || selection_.offset;
        request_.sql = is_part ? "SELECT count(*) FROM (SELECT 1" : "SELECT count(*)";
        WHIMBREL_CHECK(from_and_where());
        if (is_part) {
            WHIMBREL_CHECK(limit());
            request_.sql += ") AS part";
        }
        return std::move(request_);
    }

    Result<Request> exists() {
        request_.sql = "SELECT EXISTS (SELECT 1";
        WHIMBREL_CHECK(from_and_where());
        WHIMBREL_CHECK(limit());
        request_.sql += ")";
        return std::move(request_);
    }

    Result<> where(std::string& sql, Parameters& parameters) {
        if (!selection_.joins.empty())
            return fail(ErrorCode::request_invalid, format("rows of {} are changed or removed without joins", selection_.from->name));
        request_.sql = std::move(sql);
        request_.parameters = std::move(parameters);
        auto done = conditions();
        sql = std::move(request_.sql);
        parameters = std::move(request_.parameters);
        return done;
    }

private:
    [[nodiscard]] std::string_view alias_of(const RelationInfo& relation) const {
        if (&relation == selection_.from) return "t";
        for (std::size_t at = 0; at < aliases_.size(); ++at)
            if (selection_.joins[at].relation == &relation) return aliases_[at];
        return {};
    }

    static std::string name_of(const RelationInfo& relation) { return sql::QualifiedName{std::string(relation.schema), std::string(relation.name)}.render(); }

    /// What holds for the rows of a relation wherever they are asked for.
    Result<std::string> always(const RelationInfo& relation, std::string_view alias) {
        std::string out;
        const auto column = [&](int index) {
            return format("{}.{}", alias, sql::Identifier{std::string(relation.columns[static_cast<std::size_t>(index)].name)}.render());
        };
        if (relation.soft_delete >= 0 && selection_.removed == Removed::left_out) out += " AND " + column(relation.soft_delete) + " IS NULL";
        if (relation.scope >= 0) {
            if (!selection_.scope)
                return fail(ErrorCode::request_invalid,
                            format("rows of {} are asked for without their {}", relation.name, relation.columns[static_cast<std::size_t>(relation.scope)].name))
                    .hint("Use Repo::scoped().");
            request_.parameters.add_text(*selection_.scope);
            out += format(" AND {} = ${}", column(relation.scope), request_.parameters.size());
        }
        return out;
    }

    Result<> from_and_where() {
        request_.sql += " FROM " + name_of(*selection_.from) + " AS t";
        for (const auto& join : selection_.joins) {
            if (!alias_of(*join.relation).empty())
                return fail(ErrorCode::request_invalid, format("{} is joined twice", join.relation->name)).hint("Write the query as a file, or as SQL.");
            const auto alias = format("j{}", aliases_.size() + 1);
            aliases_.push_back(alias);
            request_.sql += format("{}{} AS {} ON true", join.sort == Selection::Join::Sort::left ? " LEFT JOIN " : " JOIN ", name_of(*join.relation), alias);
            for (const auto& pair : join.pairs) {
                Expression on;
                on.add(" AND ").add(pair.known).add(" = ").add(pair.joined);
                WHIMBREL_CHECK(render(on));
            }
            WHIMBREL_TRY(const auto more, always(*join.relation, alias));
            request_.sql += more;
        }
        return conditions();
    }

    Result<> conditions() {
        request_.sql += " WHERE true";
        WHIMBREL_TRY(const auto more, always(*selection_.from, "t"));
        request_.sql += more;
        if (!selection_.where) return {};
        request_.sql += " AND ";
        return render(selection_.where->expression());
    }

    Result<> render(const Expression& expression) {
        return expression.render([this](const RelationInfo& relation) { return alias_of(relation); }, request_.sql, request_.parameters);
    }

    Result<> order_and_limit() {
        for (std::size_t at = 0; at < selection_.order.size(); ++at) {
            const auto& order = selection_.order[at];
            Expression column;
            column.add(order.column);
            request_.sql += at == 0 ? " ORDER BY " : ", ";
            WHIMBREL_CHECK(render(column));
            if (order.way == Order::Way::descending) request_.sql += " DESC";
            if (order.nulls == Order::Nulls::first) request_.sql += " NULLS FIRST";
            if (order.nulls == Order::Nulls::last) request_.sql += " NULLS LAST";
        }
        return limit();
    }

    Result<> limit() {
        const auto add = [&](std::string_view words, const std::optional<std::int64_t>& number) -> Result<> {
            if (!number) return {};
            if (*number < 0) return fail(ErrorCode::request_invalid, format("{} rows of {} are asked for", *number, selection_.from->name));
            request_.parameters.add(*number);
            request_.sql += format("{}${}", words, request_.parameters.size());
            return {};
        };
        WHIMBREL_CHECK(add(" LIMIT ", selection_.limit));
        return add(" OFFSET ", selection_.offset);
    }

    [[nodiscard]] std::string_view lock() const {
        switch (selection_.lock) {
            case RowLock::none:
                return "";
            case RowLock::update:
                return " FOR UPDATE OF t";
            case RowLock::update_skip_locked:
                return " FOR UPDATE OF t SKIP LOCKED";
            case RowLock::update_nowait:
                return " FOR UPDATE OF t NOWAIT";
            case RowLock::share:
                return " FOR SHARE OF t";
        }
        return "";
    }

    const Selection& selection_;
    std::vector<std::string> aliases_;  ///< of the joins that were rendered
    Request request_;
};

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

std::string column_list(const RelationInfo& relation, std::string_view alias) {
    std::string out;
    for (const auto& column : relation.columns) {
        if (!out.empty()) out += ", ";
        out += format("{}.{}{}", alias, sql::Identifier{std::string(column.name)}.render(), column.form == Form::text ? "::text" : "");
    }
    return out;
}

Result<Request> render_rows(const Selection& selection) { return Rendering(selection).rows({}); }
Result<Request> render_rows(const Selection& selection, std::span<const ColumnRef> more) {
    Rendering rendering(selection);
    return rendering.rows(more);
}
Result<Request> render_count(const Selection& selection) { return Rendering(selection).count(); }
Result<Request> render_exists(const Selection& selection) { return Rendering(selection).exists(); }
Result<> append_where(const Selection& selection, std::string& sql, Parameters& parameters) { return Rendering(selection).where(sql, parameters); }

}  // namespace whimbrel::data
