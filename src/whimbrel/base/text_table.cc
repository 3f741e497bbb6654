// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/text_table.h"

#include <algorithm>

namespace whimbrel {

namespace {
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}
}  // namespace

std::string TextTable::render() const {
    std::vector<std::size_t> widths;
    auto measure = [&](const std::vector<std::string>& row) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    };
    measure(header_);
    for (const auto& row : rows_) measure(row);
    std::string out;
    auto print = [&](const std::vector<std::string>& row) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            line.append(widths[i] - width(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + '\n';
    };
    if (!header_.empty()) print(header_);
    for (const auto& row : rows_) print(row);
    return out;
}

}  // namespace whimbrel
