// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/keys.h"

#include <algorithm>
#include <set>

namespace whimbrel::codegen {

namespace {

using Links = Association::Links;

/// The last word of a name made singular: "device_groups" → "device_group".
std::string singular_name(const std::string& name) {
    const auto last = name.rfind('_') + 1;  // 0 where there is none
    return name.substr(0, last) + singular(std::string_view(name).substr(last));
}

Links reversed(const Links& links) {
    Links out;
    for (const auto& [here, there] : links) out.emplace_back(there, here);
    return out;
}

class Associating {
public:
    Associating(std::string_view scope, Model& model) : scope_(scope), model_(model) {}

    void run() {
        for (std::size_t at = 0; at < model_.relations.size(); ++at)
            for (const auto& key : model_.relations[at].foreign_keys) {
                add(at, {.sort = Association::Sort::one, .name = to_one(at, key), .to = key.to, .links = key.links});
                add(key.to, {.sort = is_unique(at, key.links) ? Association::Sort::one : Association::Sort::many,
                             .name = from_many(at, key),
                             .to = at,
                             .links = reversed(key.links)});
            }
        for (std::size_t at = 0; at < model_.relations.size(); ++at) add_through(at);
        for (auto& relation : model_.relations) std::ranges::sort(relation.associations, {}, &Association::name);
    }

private:
    [[nodiscard]] const Relation& relation(std::size_t at) const { return model_.relations[at]; }
    [[nodiscard]] const std::string& column(std::size_t at, std::size_t field) const { return relation(at).fields[field].column; }

    /// "device" of device_id. Of several columns that which says what the other table is, else the last that is an id.
    [[nodiscard]] std::string to_one(std::size_t at, const ForeignKey& key) const {
        const auto far = singular_name(relation(key.to).name);
        std::string name;
        for (const auto& [here, there] : key.links) {
            const auto& from = column(at, here);
            const auto bare = without_id(from);
            if (bare == from || (key.links.size() > 1 && from == scope_)) continue;
            name = bare;
            if (bare == far) break;
        }
        if (!name.empty()) return name;
        std::vector<std::string> own;
        for (const auto& [here, there] : key.links)
            if (column(at, here) != scope_) own.push_back(column(at, here));
        return own.size() == 1 ? own.front() + "_" + far : far;
    }

    /// "memberships", and "messages_by_sender" where more than one foreign key leads there.
    [[nodiscard]] std::string from_many(std::size_t at, const ForeignKey& key) const {
        const auto& from = relation(at);
        auto name = from.schema == relation(key.to).schema || from.schema == "public" ? from.name : from.schema + "_" + from.name;
        if (is_unique(at, key.links)) name = singular_name(name);
        const auto same = std::ranges::count(from.foreign_keys, key.to, &ForeignKey::to);
        return same > 1 ? name + "_by_" + to_one(at, key) : name;
    }

    /// True where no two rows have the same values in these columns.
    [[nodiscard]] bool is_unique(std::size_t at, const Links& links, const Links& more = {}) const {
        std::set<std::string, std::less<>> columns;
        for (const auto& [here, there] : links) columns.insert(column(at, here));
        for (const auto& [here, there] : more) columns.insert(column(at, here));
        return std::ranges::any_of(relation(at).keys, [&](const Key& key) {
            const bool is_key = key.sort == Key::Sort::primary_key || (key.sort == Key::Sort::unique && key.covers_all);
            return is_key && key.table == relation(at).name && std::ranges::all_of(key.columns, [&](const auto& name) { return columns.contains(name); });
        });
    }

    void add_through(std::size_t at) {
        std::vector<const ForeignKey*> keys;
        for (const auto& key : relation(at).foreign_keys)
            if (key.links.size() > 1 || column(at, key.links.front().first) != scope_) keys.push_back(&key);
        if (keys.size() != 2 || is_unique(at, keys[0]->links) || is_unique(at, keys[1]->links) || !is_unique(at, keys[0]->links, keys[1]->links)) return;
        for (const auto& [near, far] : {std::pair(keys[0], keys[1]), std::pair(keys[1], keys[0])}) {
            auto name = relation(far->to).name;
            if (near->to == far->to) name.insert(0, to_one(at, *far) + "_");
            if (is_taken(near->to, name)) name += "_through_" + relation(at).name;
            add(near->to,
                {.sort = Association::Sort::through, .name = name, .to = far->to, .middle = at, .links = reversed(near->links), .far_links = far->links});
        }
    }

    [[nodiscard]] bool is_taken(std::size_t at, const std::string& name) const {
        return relation(at).find(name) >= 0 || std::ranges::find(relation(at).associations, name, &Association::name) != relation(at).associations.end();
    }

    void add(std::size_t at, Association association) {
        if (relation(at).find(association.name) >= 0) association.name += association.sort == Association::Sort::one ? "_row" : "_rows";
        const auto bare = association.name;
        for (int number = 2; is_taken(at, association.name); ++number) association.name = bare + "_" + std::to_string(number);
        model_.relations[at].associations.push_back(std::move(association));
    }

    std::string scope_;
    Model& model_;
};

}  // namespace

void find_associations(std::string_view scope, Model& model) { Associating(scope, model).run(); }

}  // namespace whimbrel::codegen
