// SPDX-License-Identifier: Apache-2.0
// Which object a catalog row belongs to, as the kinds said and pg_depend's internal rows complete it.
#pragma once

#include "whimbrel/catalog/catalog.h"

#include <deque>
#include <unordered_map>
#include <vector>

namespace whimbrel::catalog {

struct AddressHash {
    std::size_t operator()(const kinds::Address& a) const {
        return (static_cast<std::size_t>(a.oid) << 20U) ^ (static_cast<std::size_t>(a.catalog) << 8U) ^ static_cast<std::size_t>(a.sub);
    }
};

/// By ids that stand elsewhere. Names tell most objects apart: the kind is looked at by its first letter and length only.
struct ObjectIdHash {
    std::size_t operator()(const ObjectId* where) const {
        const auto& id = *where;
        const std::hash<std::string_view> of;
        const std::size_t kind = id.kind.empty() ? 0 : id.kind.size() << 8U ^ static_cast<unsigned char>(id.kind.front());
        return of(id.name) ^ of(id.parent) << 1U ^ of(id.schema) << 2U ^ of(id.arguments) << 3U ^ of(id.on) << 4U ^ of(id.part) << 5U ^ kind << 6U;
    }
};

struct SameObjectId {
    bool operator()(const ObjectId* left, const ObjectId* right) const { return *left == *right; }
};

/// One row of pg_depend.
struct Dependency {
    kinds::Address dependent, needed;
    char type;
};

/// Where an address leads: an object's place in the list of those found, and a part of it.
struct Place {
    std::size_t object;
    std::string part;
    bool follows = false;  ///< needs nothing that counts
};

class AddressBook final : public kinds::Reading {
public:
    struct Found {
        Object object;
        kinds::Address address;
        std::ptrdiff_t needs_said = 0;  ///< how many of its needs the kind named
        bool left_out = false;
    };

    /// `rows`: about as many as will be told of.
    explicit AddressBook(const Managed& managed, std::size_t rows = 0) : managed_(managed) { places_.reserve(rows); }
    void begin_kind(const kinds::KindOps& kind) { kind_ = &kind; }
    void alias(kinds::Address address, const ObjectId& id, std::string part) override;
    void follower(kinds::Address address, const ObjectId& id) override;
    void not_managed(std::string kind, std::string name) override { not_managed_.push_back({std::move(kind), std::move(name)}); }
    [[nodiscard]] bool manages(const ObjectId& id) const override { return managed_.covers(id.kind, id.name); }
    [[nodiscard]] const ObjectId* find(kinds::Address address) const override;
    [[nodiscard]] std::string_view part(kinds::Address address) const override;

    /// Takes pg_depend's rows in: internal owners first, then needs of the objects, members of extensions left out.
    void take(const std::vector<Dependency>& dependencies, const std::string& ledger_schema);
    /// Of the rows taken in: those that have dependencies of their own and belong to nothing known.
    [[nodiscard]] std::vector<kinds::Address> strangers() const;
    [[nodiscard]] bool knows(kinds::Address address) const { return resolve(address) != nullptr || is_member(address); }

    std::deque<Found>& found() { return found_; }
    std::vector<NotManaged>& not_managed_list() { return not_managed_; }

protected:
    void add_object(ObjectId id, std::shared_ptr<const void> value, kinds::Address address, std::vector<kinds::Need> needs) override;

private:
    /// Of the object in the list of those found; nothing where there is none.
    [[nodiscard]] std::optional<std::size_t> place_of(const ObjectId& id) const;
    [[nodiscard]] const Place* resolve(kinds::Address address, int depth = 0) const;
    [[nodiscard]] bool is_member(kinds::Address address, int depth = 0) const;
    [[nodiscard]] bool is_toast_index(const Dependency& row) const;
    /// What a type's definition is made of and takes the type itself cannot outlive it: DROP TYPE … CASCADE takes it along.
    void mark_what_defines();
    void leave_out(const std::string& ledger_schema);

    const Managed& managed_;
    const kinds::KindOps* kind_ = nullptr;
    std::deque<Found> found_;  ///< where they stay
    std::unordered_map<const ObjectId*, std::size_t, ObjectIdHash, SameObjectId> by_id_;
    std::unordered_map<kinds::Address, Place, AddressHash> places_;
    std::unordered_map<kinds::Address, kinds::Address, AddressHash> owners_;       ///< deptype 'i'
    std::unordered_map<kinds::Address, kinds::Address, AddressHash> extensions_;   ///< deptype 'e'
    std::unordered_map<kinds::Address, kinds::Address, AddressHash> hosts_;        ///< deptype 'a': what it vanishes with
    std::unordered_multimap<kinds::Address, kinds::Address, AddressHash> others_;  ///< what it vanishes with as well: a publication beside a table
    std::vector<kinds::Address> strangers_;
    std::vector<NotManaged> not_managed_;
};

}  // namespace whimbrel::catalog
