// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/verify.h"

#include <algorithm>
#include <ranges>

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

/// Of two catalogs' lines of one object, those of the first side and what only the second has, each part behind what it stands in.
std::vector<kinds::Entry> united(std::vector<kinds::Entry> expected, const std::vector<kinds::Entry>& actual) {
    for (const auto& entry : actual)
        if (std::ranges::find(expected, entry.at, &kinds::Entry::at) == expected.end()) expected.push_back(entry);
    return expected;
}

bool holds(const std::vector<kinds::Entry>& entries, const kinds::Entry& entry) {
    return std::ranges::find(entries, entry.at, &kinds::Entry::at) != entries.end();
}

/// Lines of KindOps::differences about the fields at `place` ("columns[email].type: …"), without the place; taken out of `lines`.
std::vector<std::string> take_lines(std::vector<std::string>& lines, const std::string& place) {
    std::vector<std::string> taken;
    std::erase_if(lines, [&](const std::string& line) {
        if (!line.starts_with(place)) return false;
        auto rest = line.substr(place.size());
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
            if (expected_.find(id) == nullptr) add_whole(object, State::unexpected);
        sort_by_headings();
        return std::move(items_);
    }

private:
    void add(std::string heading, std::string subject, std::string detail, State state, std::vector<std::string> differences) {
        items_.push_back({std::move(heading), std::move(subject), std::move(detail), state, std::move(differences), {}});
    }

    void add_whole(const Object& object, State state) {
        const auto entry = object.kind->entries(object).front();
        add(entry.heading, rendered_name(object.id), entry.detail, state, {});
    }

    void look_up(const Object& expected, const Object* actual) {
        if (actual == nullptr) return add_whole(expected, State::missing);
        const auto wanted = expected.kind->entries(expected);
        const auto found = actual->kind->entries(*actual);
        const bool equal = expected.kind->equal(expected, *actual);
        auto lines = equal ? std::vector<std::string>() : expected.kind->differences(expected, *actual);
        const auto items = part_items(rendered_name(expected.id), wanted, found, lines);
        const bool own = !lines.empty() || (!equal && items.empty());
        add(wanted.front().heading, rendered_name(expected.id), wanted.front().detail, own ? State::different : State::same, std::move(lines));
        items_.insert(items_.end(), items.begin(), items.end());
    }

    /// A line for each part (a column, its default), so that every one is seen to be there. Inner parts take their differences first.
    static std::vector<VerifyItem> part_items(const std::string& object, const std::vector<kinds::Entry>& wanted, const std::vector<kinds::Entry>& found,
                                              std::vector<std::string>& lines) {
        std::vector<VerifyItem> items;
        const auto entries = united(wanted, found);
        for (const auto& entry : std::views::reverse(entries)) {
            if (entry.at.empty()) continue;
            const auto state = !holds(found, entry) ? State::missing : !holds(wanted, entry) ? State::unexpected : State::same;
            auto taken = take_lines(lines, entry.at);
            // What is missing with the part that it stands in is not missing once more.
            if (state != State::same) std::erase_if(items, [&](const VerifyItem& item) { return item.place.starts_with(entry.at); });
            VerifyItem item{.heading = entry.heading,
                            .subject = object + "." + sql::Identifier{entry.part}.render(),
                            .detail = entry.detail,
                            .state = state,
                            .place = entry.at};
            if (state == State::same && !taken.empty()) {
                item.state = State::different;
                item.differences = std::move(taken);
            }
            items.push_back(std::move(item));
        }
        std::ranges::reverse(items);
        return items;
    }

    /// Kinds in the order of their list, an object's parts behind it.
    void sort_by_headings() {
        std::vector<std::string> order;
        for (const auto& kind : kinds::all_kinds()) order.insert(order.end(), kind.headings.begin(), kind.headings.end());
        std::ranges::stable_sort(items_, {}, [&](const VerifyItem& item) { return std::ranges::find(order, item.heading) - order.begin(); });
    }

    const catalog::Catalog& expected_;
    const catalog::Catalog& actual_;
    std::vector<VerifyItem> items_;
};

}  // namespace

std::vector<VerifyItem> make_checklist(const catalog::Catalog& expected, const catalog::Catalog& actual) { return Checklist(expected, actual).run(); }

}  // namespace whimbrel::project
