// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/parameters.h"

namespace whimbrel::data {

Parameters& Parameters::append(const Parameters& other) {
    for (auto value : other.values_) {
        value.offset += bytes_.size();
        values_.push_back(value);
    }
    bytes_ += other.bytes_;
    has_nul_ |= other.has_nul_;
    return *this;
}

}  // namespace whimbrel::data
