// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/cpp_text.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/cpp_names.h"
#include "whimbrel/codegen/wrapping.h"

namespace whimbrel::codegen {

namespace {
constexpr std::size_t k_width = width_of(Language::cpp), k_most_of_a_byte = 256;
}  // namespace

std::vector<std::string> cpp_strings(const std::vector<std::string>& texts) { return each(texts, cpp_string); }

std::string braced(const std::string& before, const std::vector<std::string>& items, std::string_view after, std::string_view indent) {
    std::string flat = before + "{";
    for (std::size_t at = 0; at < items.size(); ++at) flat += (at == 0 ? "" : ", ") + items[at];
    flat += format("}}{}\n", after);
    if (flat.size() <= k_width + 1) return flat;
    std::string out = before + "{", line;
    for (const auto& item : items) {
        if (!line.empty() && indent.size() + line.size() + item.size() + 6 > k_width) {
            out += format("\n{}    {},", indent, line);
            line.clear();
        }
        line += (line.empty() ? "" : ", ") + item;
    }
    return out + format("\n{}    {}}}{}\n", indent, line, after);
}

CppEnum cpp_enum(const std::string& name_space, const std::string& type, const std::vector<std::string>& values) {
    CppScope scope;
    CppEnum out;
    const auto* const base = values.size() > k_most_of_a_byte ? "std::uint16_t" : "std::uint8_t";
    auto enumerators = scope.take_all(values);
    if (!enumerators.empty()) {
        enumerators.front().insert(0, " ");
        enumerators.back() += ' ';
    }
    out.declaration = braced(format("enum class {} : {} ", type, base), enumerators, ";", "");
    out.labels = format("\ntemplate <>\nstruct whimbrel::data::Labels<::{}::{}> {{\n", name_space, type);
    out.labels += braced(format("    static constexpr std::array<std::string_view, {}> values", values.size()), cpp_strings(values), ";", "    ") + "};\n";
    return out;
}

}  // namespace whimbrel::codegen
