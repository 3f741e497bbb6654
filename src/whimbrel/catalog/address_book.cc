// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/catalog/address_book.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <ranges>
#include <set>

namespace whimbrel::catalog {

using kinds::Address;

namespace {

constexpr int k_deepest = 8;  // table ← row type ← array type is the longest chain known; the rest is a guard

Address whole(Address address) { return {address.catalog, address.oid, 0}; }

/// A column that is computed from another.
bool is_between_columns(const Place& dependent, const Place& needed) {
    return !dependent.part.empty() && !needed.part.empty() && kinds::part_name(dependent.part) != kinds::part_name(needed.part);
}

/// What a kind itself said of which part needs an object is more exact than a dependency of the whole.
bool is_said_already(const AddressBook::Found& item, const Place& dependent, const ObjectId& needed) {
    return dependent.part.empty() && std::ranges::any_of(item.object.needs | std::views::take(item.needs_said),
                                                         [&](const kinds::Need& need) { return !need.part.empty() && need.object == needed; });
}

/// What the runner makes in its schema (docs/formats/ledger.md). The rest of what is there is somebody else's, and not passed over.
constexpr std::array<std::string_view, 4> k_ledger_tables{"format", "migration", "step", "state"};

bool is_of_ledger(const ObjectId& id, Address address) {
    if (!id.on.empty() || !id.parent.empty()) return true;
    return address.catalog == kinds::catalog_oid::pg_class && std::ranges::find(k_ledger_tables, id.name) != k_ledger_tables.end();
}

bool is_system_schema(std::string_view schema) { return schema.starts_with("pg_") || schema == "information_schema"; }

}  // namespace

void AddressBook::add_object(ObjectId id, std::shared_ptr<const void> value, Address address, std::vector<kinds::Need> needs) {
    const std::size_t place = found_.size();
    // Annotations have the address of what they annotate; they must not take its place.
    if (id.on.empty()) places_.emplace(address, Place{place, ""});
    const auto said = std::ssize(needs);
    found_.push_back({{.id = std::move(id), .kind = kind_, .value = std::move(value), .needs = std::move(needs)}, address, said});
    by_id_.emplace(&found_.back().object.id, place);
}

std::optional<std::size_t> AddressBook::place_of(const ObjectId& id) const {
    // Mostly what belongs to an object is told right behind it.
    if (!found_.empty() && found_.back().object.id == id) return found_.size() - 1;
    const auto it = by_id_.find(&id);
    return it == by_id_.end() ? std::nullopt : std::optional(it->second);
}

void AddressBook::alias(Address address, const ObjectId& id, std::string part) {
    if (const auto place = place_of(id)) places_.emplace(address, Place{*place, std::move(part)});
}

void AddressBook::follower(Address address, const ObjectId& id) {
    if (const auto place = place_of(id)) places_.emplace(address, Place{*place, "", true});
}

const ObjectId* AddressBook::find(Address address) const {
    const auto it = places_.find(address);
    return it == places_.end() ? nullptr : &found_[it->second.object].object.id;
}

std::string_view AddressBook::part(Address address) const {
    const auto it = places_.find(address);
    return it == places_.end() ? std::string_view() : it->second.part;
}

const Place* AddressBook::resolve(Address address, int depth) const {
    if (depth > k_deepest) return nullptr;
    // A member of an extension stands for the extension as a whole, also where its kind is known.
    if (const auto it = extensions_.find(whole(address)); it != extensions_.end()) return resolve(it->second, depth + 1);
    if (const auto it = places_.find(address); it != places_.end()) return &it->second;
    if (address.sub != 0)
        if (const auto it = places_.find(whole(address)); it != places_.end()) return &it->second;
    if (const auto it = owners_.find(whole(address)); it != owners_.end()) return resolve(it->second, depth + 1);
    return nullptr;
}

bool AddressBook::is_member(Address address, int depth) const {
    if (depth > k_deepest) return false;
    address = whole(address);
    if (extensions_.contains(address)) return true;
    const auto leads_to_member = [&](Address next) { return whole(next) != address && is_member(next, depth + 1); };
    if (const auto it = owners_.find(address); it != owners_.end() && leads_to_member(it->second)) return true;
    const auto host = hosts_.find(address);
    if (host == hosts_.end() || !leads_to_member(host->second)) return false;
    // What stands on something of an extension and on something else (a table in a publication) is none of the extension's.
    const auto [first, last] = others_.equal_range(address);
    return std::all_of(first, last, [&](const auto& other) { return leads_to_member(other.second); });
}

void AddressBook::leave_out(const std::string& ledger_schema) {
    for (auto& item : found_) {
        const auto& id = item.object.id;
        // Kinds in no schema (schema, extension…) have their own name to go by.
        const std::string& schema = id.schema;
        const bool is_extensions = is_member(item.address);
        if (schema == ledger_schema && !schema.empty() && !is_extensions && !is_of_ledger(id, item.address)) {
            const auto name = id.render();
            not_managed_.push_back({id.kind, name.substr(name.find(':') + 1)});
        }
        item.left_out = is_extensions || is_system_schema(schema) || schema == ledger_schema ||
                        (schema.empty() && item.address.catalog == kinds::catalog_oid::pg_namespace && (id.name == ledger_schema || is_system_schema(id.name)));
    }
    for (auto& item : found_) {
        if (item.object.id.on.empty()) continue;
        const auto target = item.object.id.target();
        const auto it = by_id_.find(&target);
        item.left_out = item.left_out || it == by_id_.end() || found_[it->second].left_out;
    }
}

/// Nothing else stands on a relation that belongs to another one internally. There is one for nearly every table, and to have the server
/// name them all, as it does what is unknown, takes as long as a small kind.
bool AddressBook::is_toast_index(const Dependency& row) const {
    const auto relation = kinds::catalog_oid::pg_class;
    if (row.type != 'a' || row.dependent.catalog != relation || row.needed.catalog != relation) return false;
    const auto owner = owners_.find(whole(row.needed));
    return owner != owners_.end() && owner->second.catalog == relation;
}

void AddressBook::take(const std::vector<Dependency>& dependencies, const std::string& ledger_schema) {
    owners_.reserve(dependencies.size() / 2);
    hosts_.reserve(dependencies.size() / 2);
    for (const auto& row : dependencies) {
        if (row.type == 'i') owners_.emplace(whole(row.dependent), row.needed);
        if (row.type == 'e') extensions_.emplace(whole(row.dependent), row.needed);
        if (row.type == 'a')
            if (const auto [it, is_new] = hosts_.emplace(whole(row.dependent), row.needed); !is_new && whole(it->second) != whole(row.needed))
                others_.emplace(whole(row.dependent), row.needed);
    }
    leave_out(ledger_schema);
    for (const auto& row : dependencies) {
        if (row.type == 'e' || row.type == 'x') continue;  // what somebody wrote of an extension is an annotation's
        const Place* dependent = resolve(row.dependent);
        if (dependent == nullptr) {
            if (!is_toast_index(row)) strangers_.push_back(whole(row.dependent));
            continue;
        }
        const Place* needed = resolve(row.needed);
        if (needed == nullptr || dependent->follows || (dependent->object == needed->object && !is_between_columns(*dependent, *needed))) continue;
        auto& object = found_[dependent->object].object;
        if (is_said_already(found_[dependent->object], *dependent, found_[needed->object].object.id)) continue;
        // What is part of another (a constraint's index) does not go by itself: the server refuses to drop what its expressions use.
        const bool automatic = (row.type == 'a' && !owners_.contains(whole(row.dependent))) || row.type == 'P' || row.type == 'S';
        std::string part = automatic && dependent->part.empty() ? std::string(object.kind->automatic_part) : dependent->part;
        if (part.empty() && row.needed.catalog != kinds::catalog_oid::pg_namespace) part = object.kind->definition_part;
        object.needs.push_back({std::move(part), found_[needed->object].object.id, needed->part, automatic});
    }
    mark_what_defines();
    for (auto& item : found_) {
        std::ranges::sort(item.object.needs);
        const auto tail = std::ranges::unique(item.object.needs);
        item.object.needs.erase(tail.begin(), tail.end());
    }
}

void AddressBook::mark_what_defines() {
    for (const auto& item : found_) {
        const auto part = item.object.kind->definition_part;
        if (part.empty()) continue;
        for (const auto& need : item.object.needs) {
            if (need.part != part) continue;
            for (auto& back : found_[by_id_.at(&need.object)].object.needs) back.automatic = back.automatic || back.object == item.object.id;
        }
    }
}

std::vector<Address> AddressBook::strangers() const {
    // A default of a view's column and the like vanish with a known object and have no name of their own.
    std::set<Address> out(strangers_.begin(), strangers_.end());
    std::erase_if(out, [this](const Address& address) { return is_member(address); });
    return {out.begin(), out.end()};
}

}  // namespace whimbrel::catalog
