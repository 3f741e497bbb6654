// SPDX-License-Identifier: Apache-2.0
// The objects of a catalog, by id.
#pragma once

#include "whimbrel/kinds/kind.h"

#include <cstddef>
#include <iterator>
#include <memory>
#include <set>
#include <utility>

namespace whimbrel::catalog {

using kinds::Object;
using kinds::ObjectId;

/// Read like a std::map of ids and objects; an id stands in its object alone, and copies share the objects, which are never changed: to copy
/// those of 10,000 tables costs a count each. References to an object hold as long as any copy has it.
class Objects {
    struct ById {
        using is_transparent = void;
        static const ObjectId& id_of(const ObjectId& id) { return id; }
        static const ObjectId& id_of(const std::shared_ptr<const Object>& object) { return object->id; }
        bool operator()(const auto& left, const auto& right) const { return id_of(left) < id_of(right); }
    };
    using Set = std::set<std::shared_ptr<const Object>, ById>;

public:
    struct Entry {
        const ObjectId& first;
        const Object& second;
        const Entry* operator->() const { return this; }
    };
    class Iterator {
    public:
        using iterator_concept = std::bidirectional_iterator_tag;
        using iterator_category = std::input_iterator_tag;
        using value_type = Entry;
        using reference = Entry;
        using pointer = Entry;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        explicit Iterator(Set::const_iterator at) : at_(at) {}
        Entry operator*() const { return {(*at_)->id, **at_}; }
        Entry operator->() const { return **this; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        Iterator operator++(int) { return Iterator(at_++); }
        Iterator& operator--() {
            --at_;
            return *this;
        }
        Iterator operator--(int) { return Iterator(at_--); }
        bool operator==(const Iterator&) const = default;

    private:
        Set::const_iterator at_{};
    };
    using value_type = Entry;
    using iterator = Iterator;
    using const_iterator = Iterator;

    [[nodiscard]] Iterator begin() const { return Iterator(set_.begin()); }
    [[nodiscard]] Iterator end() const { return Iterator(set_.end()); }
    [[nodiscard]] bool empty() const { return set_.empty(); }
    [[nodiscard]] std::size_t size() const { return set_.size(); }
    [[nodiscard]] Iterator find(const ObjectId& id) const { return Iterator(set_.find(id)); }
    [[nodiscard]] Iterator lower_bound(const ObjectId& id) const { return Iterator(set_.lower_bound(id)); }

    /// In the place of one that has its id.
    void put(Object object) {
        auto shared = std::make_shared<const Object>(std::move(object));
        auto at = set_.lower_bound(shared);
        if (at != set_.end() && (*at)->id == shared->id) at = set_.erase(at);
        set_.insert(at, std::move(shared));
    }
    void remove(const ObjectId& id) {
        if (const auto at = set_.find(id); at != set_.end()) set_.erase(at);
    }

private:
    Set set_;
};

}  // namespace whimbrel::catalog
