// SPDX-License-Identifier: Apache-2.0
// Lines of generated code that are too long, broken into several.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace whimbrel::codegen {

enum class Language : std::uint8_t { cpp, typescript };

/// Characters of a line.
constexpr std::size_t width_of(Language language) { return language == Language::cpp ? 160 : 120; }

/// Breaks what is longer: lists in brackets behind their commas, chains before their calls, unions before their bars, texts behind a blank,
/// documentation between words. What goes over several lines already (C++'s raw strings, templates of TypeScript) stays as it is, and so does
/// what has no such place.
std::string wrapped(std::string_view text, Language language);

}  // namespace whimbrel::codegen
