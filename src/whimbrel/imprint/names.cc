// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/imprint/names.h"

#include "whimbrel/base/format.h"
#include "whimbrel/sql/names.h"

#include <algorithm>
#include <charconv>

namespace whimbrel::imprint {

namespace {

const Column& column_at(const Catalog& catalog, int index) { return catalog.columns[static_cast<std::size_t>(index)]; }

int position(const Batch& batch, int column) { return batch.selection.at[static_cast<std::size_t>(column)]; }

int parse_number(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::uint32_t parse_oid(std::string_view text) {
    std::uint32_t oid = 0;
    std::from_chars(text.data(), text.data() + text.size(), oid);
    return oid;
}

std::uint64_t row_id(int catalog, std::uint32_t oid) { return (static_cast<std::uint64_t>(static_cast<unsigned>(catalog)) << 32) | oid; }

std::uint64_t column_id(std::uint32_t relation, int number) { return (static_cast<std::uint64_t>(relation) << 32) | static_cast<std::uint32_t>(number); }

}  // namespace

Names::Names(const CatalogLayout& layout, std::string_view ledger_schema, std::uint32_t database)
    : layout_(&layout), ledger_schema_(ledger_schema), database_(database), wanted_(layout.catalogs.size()) {}

void Names::add(Batch batch) {
    const auto& added = batches_.emplace_back(std::move(batch));
    const bool is_columns = added.catalog == layout_->pg_attribute;
    if (!is_columns && added.selection.oid == k_none) return;
    for (int i = 0; i < added.rows.size(); ++i) {
        const auto row = added.rows[i];
        if (is_columns) {
            const auto relation = row.oid(added.selection.identity[0]);
            columns_.emplace(column_id(relation, parse_number(row.text(added.selection.identity[1]))), Place{&added, i});
            asked_.insert(row_id(added.catalog, relation));
        } else {
            rows_.emplace(row_id(added.catalog, row.oid(added.selection.oid)), Place{&added, i});
        }
    }
}

void Names::hide(std::uint32_t catalog_oid, std::uint32_t oid) {
    if (const auto found = layout_->by_oid.find(catalog_oid); found != layout_->by_oid.end()) hidden_.insert(row_id(found->second, oid));
}

void Names::want(int catalog, std::uint32_t oid) {
    if (oid == 0) return;
    const auto id = row_id(catalog, oid);
    if (rows_.contains(id) || !asked_.insert(id).second) return;
    wanted_[static_cast<std::size_t>(catalog)].insert(oid);
}

void Names::want_column(const Batch& batch, pg::Row row, int index) {
    const auto& column = column_at(catalog_of(batch), index);
    const int at = position(batch, index);
    switch (column.reading) {
        case Reading::reference:
            want(column.target, row.oid(at));
            break;
        case Reading::references:
            for (const auto& oid : row.array(at)) want(column.target, parse_oid(oid));
            break;
        case Reading::column_name:
        case Reading::column_names:
            if (!row.is_null(at)) want(layout_->pg_attribute, row.oid(position(batch, column.relation)));
            break;
        case Reading::address: {
            const auto found = layout_->by_oid.find(row.oid(position(batch, column.relation)));
            if (found == layout_->by_oid.end()) break;
            want(found->second, row.oid(at));
            const bool has_column = column.sub != k_none && row.text(position(batch, column.sub)) != "0";
            if (has_column && found->second == layout_->pg_class) want(layout_->pg_attribute, row.oid(at));
            break;
        }
        case Reading::left_out:
        case Reading::plain:
        case Reading::part_of_address:
            break;
    }
}

void Names::want_references(const Batch& batch) {
    const auto& catalog = catalog_of(batch);
    for (int i = 0; i < static_cast<int>(catalog.columns.size()); ++i) {
        const auto reading = column_at(catalog, i).reading;
        if (position(batch, i) == k_none || reading == Reading::plain || reading == Reading::part_of_address) continue;
        for (const auto row : batch.rows) want_column(batch, row, i);
    }
}

Result<> Names::complete(pg::Session& session) {
    for (;;) {
        for (; scanned_ < batches_.size(); ++scanned_) want_references(batches_[scanned_]);
        std::vector<Batch> asked;
        std::vector<std::string> statements;
        for (std::size_t i = 0; i < wanted_.size(); ++i) {
            if (wanted_[i].empty()) continue;
            asked.push_back({.catalog = static_cast<int>(i), .selection = select_names(layout_->catalogs[i], wanted_[i]), .is_printed = false});
            statements.push_back(asked.back().selection.text);
            wanted_[i].clear();
        }
        if (statements.empty()) return {};
        WHIMBREL_TRY(auto answers, session.query_all(statements));
        for (std::size_t i = 0; i < asked.size(); ++i) {
            asked[i].rows = std::move(answers[i]);
            add(std::move(asked[i]));
        }
    }
}

const Name& Names::of(int catalog, std::uint32_t oid) {
    const auto id = row_id(catalog, oid);
    if (const auto known = names_.find(id); known != names_.end()) return known->second;
    Name name;
    if (oid == 0) {
        name.text = "-";
    } else if (catalog == layout_->pg_database && oid == database_) {
        name.text = "(this database)";  // the two that are compared have different names
    } else if (const auto found = rows_.find(id); found == rows_.end()) {
        name.text = format("oid {}", oid);
    } else {
        name = key(*found->second.batch, found->second.batch->rows[found->second.row]);
    }
    return names_.emplace(id, std::move(name)).first->second;
}

const Name& Names::column_name(std::uint32_t relation, std::string_view number) {
    const int value = parse_number(number);
    const auto id = column_id(relation, value);
    if (const auto known = column_names_.find(id); known != column_names_.end()) return known->second;
    Name name;
    if (const auto found = columns_.find(id); found != columns_.end()) {
        const auto& batch = *found->second.batch;
        name = part(batch, batch.rows[found->second.row], catalog_of(batch).column("attname"));
    } else {
        name.text = value == 0 ? "(expression)" : format("#{}", value);
    }
    return column_names_.emplace(id, std::move(name)).first->second;
}

Name Names::address(const Batch& batch, pg::Row row, const Column& column, int index) {
    const auto class_oid = row.oid(position(batch, column.relation));
    const auto object = row.oid(position(batch, index));
    const auto found = layout_->by_oid.find(class_oid);
    if (found == layout_->by_oid.end()) return {.text = format("catalog {} oid {}", class_oid, object)};
    const auto& name = of(found->second, object);
    Name address{.text = layout_->catalogs[static_cast<std::size_t>(found->second)].name + " " + name.text, .is_hidden = name.is_hidden};
    const auto sub = column.sub == k_none ? std::string_view("0") : row.text(position(batch, column.sub));
    if (sub == "0") return address;
    if (found->second == layout_->pg_class) address.text += "." + column_name(object, sub).text;
    else address.text += format(" part {}", sub);
    return address;
}

std::string Names::list(const Batch& batch, pg::Row row, int index) {
    const auto& column = column_at(catalog_of(batch), index);
    auto items = row.array(position(batch, index));
    for (auto& item : items) {
        if (column.reading == Reading::references) item = of(column.target, parse_oid(item)).text;
        if (column.reading == Reading::column_names) item = column_name(row.oid(position(batch, column.relation)), item).text;
    }
    if (column.unordered) std::ranges::sort(items);
    return join_items(items);
}

std::string Names::value(const Batch& batch, pg::Row row, int index) {
    const auto& column = column_at(catalog_of(batch), index);
    const int at = position(batch, index);
    if (row.is_null(at)) return {};
    if (column.unordered) return list(batch, row, index);
    switch (column.reading) {
        case Reading::reference:
            return of(column.target, row.oid(at)).text;
        case Reading::column_name:
            return column_name(row.oid(position(batch, column.relation)), row.text(at)).text;
        case Reading::references:
        case Reading::column_names:
            return list(batch, row, index);
        case Reading::address:
            return address(batch, row, column, index).text;
        case Reading::left_out:
        case Reading::plain:
        case Reading::part_of_address:
            break;
    }
    return row.string(at);
}

/// One column of a natural key.
Name Names::part(const Batch& batch, pg::Row row, int index) {
    const auto& column = column_at(catalog_of(batch), index);
    const int at = position(batch, index);
    if (column.reading == Reading::reference) return of(column.target, row.oid(at));
    if (column.reading == Reading::address) return address(batch, row, column, index);
    if (column.reading == Reading::plain && column.is_name()) return {.text = sql::Identifier{row.string(at)}.render()};
    return {.text = value(batch, row, index)};
}

/// "schema.name(other, …)" where a schema is part of the key, else the parts in a row: "schema.table.column".
Name Names::compose(const Batch& batch, pg::Row row) {
    const auto& catalog = catalog_of(batch);
    const bool has_name = std::ranges::any_of(catalog.key, [&](int i) { return column_at(catalog, i).is_name(); });
    std::string schema;
    std::string name;
    std::string arguments;
    bool has_arguments = false;
    Name whole;
    for (const int index : catalog.key) {
        const auto& column = column_at(catalog, index);
        if (column.reading == Reading::part_of_address) continue;
        const auto one = part(batch, row, index);
        whole.is_hidden = whole.is_hidden || one.is_hidden;
        const bool is_nothing = column.reading == Reading::reference && one.text == "-";
        if (has_name && column.target == layout_->pg_namespace) schema = one.text + ".";
        else if (column.is_name()) name = one.text;
        else has_arguments = true;
        if (!is_nothing && !whole.text.empty()) whole.text += column.is_name() || column.reading == Reading::column_name ? "." : " ";
        if (!is_nothing) whole.text += one.text;
        if (column.target != layout_->pg_namespace && !column.is_name()) arguments += (arguments.empty() ? "" : ", ") + one.text;
    }
    if (!schema.empty()) whole.text = schema + name + (has_arguments ? "(" + arguments + ")" : "");
    return whole;
}

Name Names::key(const Batch& batch, pg::Row row) {
    auto name = compose(batch, row);
    if (batch.catalog == layout_->pg_namespace) {
        const auto schema = row.text(position(batch, catalog_of(batch).key.front()));
        name.is_hidden = schema == ledger_schema_ || schema == "pg_toast" || schema.starts_with("pg_temp_") || schema.starts_with("pg_toast_temp_");
    }
    const bool has_oid = batch.selection.oid != k_none && batch.catalog != layout_->pg_attribute;
    if (has_oid && hidden_.contains(row_id(batch.catalog, row.oid(batch.selection.oid)))) name.is_hidden = true;
    return name;
}

std::string join_items(const std::vector<std::string>& items) {
    std::string text;
    for (const auto& item : items) {
        if (&item != &items.front()) text += ", ";
        if (item.find_first_of(",\"") == std::string::npos && !item.empty()) {
            text += item;
            continue;
        }
        text += '"';
        for (const char c : item) text.append(c == '"' ? 2 : 1, c);
        text += '"';
    }
    return text;
}

}  // namespace whimbrel::imprint
