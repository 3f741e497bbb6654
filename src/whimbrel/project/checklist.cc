// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/index/index_kind.h"
#include "whimbrel/kinds/table/table_kind.h"
#include "whimbrel/project/verify.h"

#include <algorithm>
#include <cctype>

namespace whimbrel::project {

namespace {

using kinds::Object;
using State = VerifyItem::State;

std::string rendered_name(const kinds::ObjectId& id) {
    if (!id.on.empty()) {
        const auto text = id.describe();  // "comment on table public.groups"
        return text.substr(text.find(" on ") + 4);
    }
    const auto text = id.render();
    return text.substr(text.find(':') + 1);
}

std::string capitalised(std::string_view text) {
    std::string out(text);
    if (!out.empty()) out.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(out.front())));
    return out;
}

std::string list_of(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
    return "(" + out + ")";
}

std::string heading_of(const Object& object) {
    if (object.id.kind != "constraint") return capitalised(object.kind->plural);
    const auto& type = object.as<kinds::Constraint>().type;
    if (type == "primary key") return "Primary keys";
    if (type == "foreign key") return "Foreign keys";
    if (type == "check") return "Checks";
    return type == "unique" ? "Unique constraints" : capitalised(type) + " constraints";
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string detail_of(const Object& object) {
    if (object.id.kind == "index") {
        const auto& index = object.as<kinds::Index>();
        return format("{}on {} {}{}", index.unique ? "unique, " : "", index.table, list_of(index.keys), index.predicate.empty() ? "" : ", partial");
    }
    if (object.id.kind != "constraint") return {};
    const auto& constraint = object.as<kinds::Constraint>();
    if (constraint.type == "check") return constraint.body;
    if (constraint.type != "foreign key") return list_of(constraint.columns);
    auto text = format("{} → {} {}", list_of(constraint.columns), sql::QualifiedName{constraint.references_schema, constraint.references_table}.render(), list_of(constraint.references_columns));
    if (!constraint.on_delete.empty()) text += ", on delete " + lower(constraint.on_delete);
    if (!constraint.on_update.empty()) text += ", on update " + lower(constraint.on_update);
    return text;
}

std::string column_detail(const kinds::Column& column) {
    std::string text = column.type;
    if (column.not_null) text += ", not null";
    if (!column.generated.empty()) text += ", generated " + lower(column.generated);
    if (column.identity) text += ", identity";
    return text;
}

/// Lines of KindOps::differences about one column ("columns[email].type: …"), without the column; taken out of `lines`.
std::vector<std::string> take_lines_of(std::vector<std::string>& lines, const std::string& column) {
    const auto prefix = "columns[" + column + "]";
    std::vector<std::string> taken;
    std::erase_if(lines, [&](const std::string& line) {
        if (!line.starts_with(prefix)) return false;
        auto rest = line.substr(prefix.size());
        rest.erase(0, rest.find_first_not_of(". "));
        taken.push_back(std::move(rest));
        return true;
    });
    return taken;
}

class Checklist {
public:
    Checklist(const catalog::Catalog& expected, const catalog::Catalog& actual) : expected_(expected), actual_(actual) {}

    std::vector<VerifyItem> run() {
        for (const auto& [id, object] : expected_.objects()) look_up(object, actual_.find(id));
        for (const auto& [id, object] : actual_.objects())
            if (expected_.find(id) == nullptr) add(heading_of(object), rendered_name(id), detail_of(object), State::unexpected, {});
        sort_by_headings();
        return std::move(items_);
    }

private:
    void add(std::string heading, std::string subject, std::string detail, State state, std::vector<std::string> differences) {
        items_.push_back({std::move(heading), std::move(subject), std::move(detail), state, std::move(differences)});
    }

    void look_up(const Object& expected, const Object* actual) {
        const auto name = rendered_name(expected.id);
        if (actual == nullptr) return add(heading_of(expected), name, detail_of(expected), State::missing, {});
        auto lines = expected.kind->equal(expected, *actual) ? std::vector<std::string>() : expected.kind->differences(expected, *actual);
        const bool equal = expected.kind->equal(expected, *actual);
        if (expected.id.kind == "table") add_columns(expected, *actual, name, lines);
        const bool own = !lines.empty() || (!equal && expected.id.kind != "table");
        add(heading_of(expected), name, detail_of(expected), own ? State::different : State::same, std::move(lines));
    }

    /// A column each, and its default, so that every one is seen to be there.
    void add_columns(const Object& expected, const Object& actual, const std::string& table, std::vector<std::string>& lines) {
        for (const auto& column : expected.as<kinds::Table>().columns) {
            auto taken = take_lines_of(lines, column.name);
            const auto subject = table + "." + sql::Identifier{column.name}.render();
            const bool missing = actual.as<kinds::Table>().column(column.name) == nullptr;
            std::vector<std::string> about_default;
            std::erase_if(taken, [&](const std::string& line) {
                if (!line.starts_with("default")) return false;
                about_default.push_back(line);
                return true;
            });
            if (missing) taken.clear();
            const auto state = missing ? State::missing : taken.empty() ? State::same : State::different;
            add("Columns", subject, column_detail(column), state, std::move(taken));
            if (!missing && (!column.default_value.empty() || !about_default.empty()))
                add("Defaults", subject, column.default_value, about_default.empty() ? State::same : State::different, std::move(about_default));
        }
        for (const auto& column : actual.as<kinds::Table>().columns) {
            if (expected.as<kinds::Table>().column(column.name) != nullptr) continue;
            take_lines_of(lines, column.name);
            add("Columns", table + "." + sql::Identifier{column.name}.render(), column_detail(column), State::unexpected, {});
        }
    }

    /// Kinds in the order of their list, a table's parts behind it.
    void sort_by_headings() {
        std::vector<std::string> order;
        for (const auto& kind : kinds::all_kinds()) {
            if (kind.name == "constraint")
                for (const auto* heading : {"Primary keys", "Unique constraints", "Foreign keys", "Checks", "Exclusion constraints"}) order.emplace_back(heading);
            else order.push_back(capitalised(kind.plural));
            if (kind.name == "table") order.insert(order.end(), {"Columns", "Defaults"});
        }
        std::ranges::stable_sort(items_, {}, [&](const VerifyItem& item) { return std::ranges::find(order, item.heading) - order.begin(); });
    }

    const catalog::Catalog& expected_;
    const catalog::Catalog& actual_;
    std::vector<VerifyItem> items_;
};

}  // namespace

std::vector<VerifyItem> make_checklist(const catalog::Catalog& expected, const catalog::Catalog& actual) { return Checklist(expected, actual).run(); }

}  // namespace whimbrel::project
