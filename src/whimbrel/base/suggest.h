// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace whimbrel {

/// The candidate that `word` was probably meant to be (at most a third of its letters away, by
/// Levenshtein distance with transpositions); empty where none is near. Ties go to the first.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// `text` as one word of a POSIX shell, for hints that are copied: 'it'\''s'.
std::string shell_quoted(std::string_view text);

}  // namespace whimbrel
