// SPDX-License-Identifier: Apache-2.0
// Query<Row>: which rows of a table or view are meant, in what order: query<Device>().where(device::site == "ams" && device::port > 22)
//   .order_by(desc(device::hostname)).limit(10). A value; nothing is sent before a Repo is given it. What it cannot say is written as SQL,
// in a file of queries (docs/guide/queries.md).
#pragma once

#include "whimbrel/data/selection.h"

#include <concepts>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace whimbrel::data {

template <class Row, class T>
[[nodiscard]] Order asc(Column<Row, T> column, Order::Nulls nulls = Order::Nulls::as_usual) {
    return {ref(column), Order::Way::ascending, nulls};
}
template <class Row, class T>
[[nodiscard]] Order desc(Column<Row, T> column, Order::Nulls nulls = Order::Nulls::as_usual) {
    return {ref(column), Order::Way::descending, nulls};
}

/// A table in a part of its own beside others of the same table. Any type's name names the part; it need not be defined:
///   struct boss;
///   query<Employee>().join_as<boss>(employee::manager).where(as<boss>(employee::name) == "Ada")
template <class Row, class Part>
struct InPart;
template <class Row, class Part>
struct Relation<InPart<Row, Part>> {
    static constexpr RelationInfo info = Relation<Row>::info;  ///< another object, which is what tells the two apart
};
/// The column of the table in that part.
template <class Part, class Row, class T>
[[nodiscard]] constexpr Column<InPart<Row, Part>, T> as(Column<Row, T> column) {
    return {column.index};
}

namespace detail {
template <class Row, class Part>
struct PartOf {
    using type = InPart<Row, Part>;
};
template <class Row>
struct PartOf<Row, void> {
    using type = Row;
};
template <class From, class To>
Selection::Join join_of(std::span<const Link> links, Selection::Join::Sort sort) {
    Selection::Join join{.relation = &Relation<To>::info, .sort = sort, .pairs = {}};
    for (const auto& link : links) join.pairs.push_back({{&Relation<From>::info, link.from_column}, {&Relation<To>::info, link.to_column}});
    return join;
}
/// "-hostname" is descending. Of the columns allowed, the one of that name, or null.
const Order* find_order(std::string_view asked, std::span<const Order> allowed, Order& out);
}  // namespace detail

template <class Row>
class Query {
public:
    Query() { selection_.from = &Relation<Row>::info; }

    /// Both this and what was said before.
    Query& where(Condition condition) & {
        selection_.add_where(std::move(condition));
        return *this;
    }
    Query& order_by(Order order) & {
        selection_.order.push_back(order);
        return *this;
    }
    /// By what somebody asked for, "hostname" or "-hostname", where it is one of those allowed; by the first of them otherwise.
    Query& sort_by(std::string_view asked, std::initializer_list<Order> allowed) & {
        Order order;
        if (detail::find_order(asked, {allowed.begin(), allowed.size()}, order) != nullptr) selection_.order.push_back(order);
        return *this;
    }
    Query& limit(std::int64_t rows) & {
        selection_.limit = rows;
        return *this;
    }
    Query& offset(std::int64_t rows) & {
        selection_.offset = rows;
        return *this;
    }
    /// Along a foreign key; conditions and order may then name the other table's columns. A row with several partners comes several times.
    template <class From, class To>
    Query& join(One<From, To> association) & {
        return add(detail::join_of<From, To>(association.links, Selection::Join::Sort::inner));
    }
    template <class From, class To>
    Query& join(Many<From, To> association) & {
        return add(detail::join_of<From, To>(association.links, Selection::Join::Sort::inner));
    }
    template <class From, class To>
    Query& left_join(One<From, To> association) & {
        return add(detail::join_of<From, To>(association.links, Selection::Join::Sort::left));
    }
    template <class From, class To>
    Query& left_join(Many<From, To> association) & {
        return add(detail::join_of<From, To>(association.links, Selection::Join::Sort::left));
    }
    template <class From, class Middle, class To>
    Query& join(Through<From, Middle, To> association) & {
        add(detail::join_of<From, Middle>(association.to_middle, Selection::Join::Sort::inner));
        return add(detail::join_of<Middle, To>(association.to_far, Selection::Join::Sort::inner));
    }
    /// The same with the other table in a part of its own, so that a table can be joined to itself, or several times; `FromPart` where the foreign
    /// key is followed from a part. One<From, To> or Many<From, To>.
    template <class Part, class FromPart = void, template <class, class> class Association, class From, class To>
    Query& join_as(Association<From, To> association) & {
        return add_as<Part, FromPart, From, To>(association.links, Selection::Join::Sort::inner);
    }
    template <class Part, class FromPart = void, template <class, class> class Association, class From, class To>
    Query& left_join_as(Association<From, To> association) & {
        return add_as<Part, FromPart, From, To>(association.links, Selection::Join::Sort::left);
    }
    /// The rows are locked until the transaction ends; outside of one that is at once.
    Query& lock(RowLock lock) & {
        selection_.lock = lock;
        return *this;
    }
    /// Rows that were removed softly too.
    Query& with_removed() & {
        selection_.removed = Removed::included;
        return *this;
    }

    // The same of a query that is being written down: query<Device>().where(…).limit(10).
    Query&& where(Condition condition) && { return std::move(where(std::move(condition))); }
    Query&& order_by(Order order) && { return std::move(order_by(order)); }
    Query&& sort_by(std::string_view asked, std::initializer_list<Order> allowed) && { return std::move(sort_by(asked, allowed)); }
    Query&& limit(std::int64_t rows) && { return std::move(limit(rows)); }
    Query&& offset(std::int64_t rows) && { return std::move(offset(rows)); }
    template <class Association>
    Query&& join(Association association) && {
        return std::move(join(association));
    }
    template <class Association>
    Query&& left_join(Association association) && {
        return std::move(left_join(association));
    }
    template <class Part, class FromPart = void, class Association>
    Query&& join_as(Association association) && {
        return std::move(this->template join_as<Part, FromPart>(association));
    }
    template <class Part, class FromPart = void, class Association>
    Query&& left_join_as(Association association) && {
        return std::move(this->template left_join_as<Part, FromPart>(association));
    }
    Query&& lock(RowLock lock_mode) && { return std::move(lock(lock_mode)); }
    Query&& with_removed() && { return std::move(with_removed()); }

    [[nodiscard]] const Selection& selection() const { return selection_; }

private:
    template <class Part, class FromPart, class From, class To>
    Query& add_as(std::span<const Link> links, Selection::Join::Sort sort) {
        return add(detail::join_of<typename detail::PartOf<From, FromPart>::type, typename detail::PartOf<To, Part>::type>(links, sort));
    }
    Query& add(Selection::Join join) {
        selection_.joins.push_back(std::move(join));
        return *this;
    }
    Selection selection_;
};

template <class Row>
[[nodiscard]] Query<Row> query() {
    return {};
}

}  // namespace whimbrel::data
