// SPDX-License-Identifier: Apache-2.0
// ColumnSet: some of a relation's columns. The first 64 take no memory of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace whimbrel::data {

class ColumnSet {
public:
    [[nodiscard]] bool has(std::size_t column) const {
        if (column < 64) return ((first_ >> column) & 1U) != 0;
        return column - 64 < more_.size() && more_[column - 64];
    }
    void add(std::size_t column) {
        if (column < 64) {
            first_ |= std::uint64_t{1} << column;
            return;
        }
        if (more_.size() <= column - 64) more_.resize(column - 63);
        more_[column - 64] = true;
    }
    void remove(std::size_t column) {
        if (column < 64) first_ &= ~(std::uint64_t{1} << column);
        else if (column - 64 < more_.size()) more_[column - 64] = false;
    }
    [[nodiscard]] bool empty() const {
        for (const bool one : more_)
            if (one) return false;
        return first_ == 0;
    }

private:
    std::uint64_t first_ = 0;
    std::vector<bool> more_;
};

}  // namespace whimbrel::data
