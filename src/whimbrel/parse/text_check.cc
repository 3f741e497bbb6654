// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/text_check.h"

#include "whimbrel/base/format.h"
#include "whimbrel/parse/lexer.h"

namespace whimbrel::parse {

namespace {

/// Bytes of the UTF-8 character at the beginning of the text; 0 where there is none (RFC 3629: no surrogates, nothing
/// overlong, nothing above U+10FFFF).
std::size_t character_length(std::string_view text) {
    const auto byte = [text](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
    const auto continues = [&byte](std::size_t at) { return (byte(at) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool in_range = (lead != 0xE0 || byte(1) >= 0xA0) && (lead != 0xED || byte(1) <= 0x9F);
        return in_range && continues(1) && continues(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool in_range = (lead != 0xF0 || byte(1) >= 0x90) && (lead != 0xF4 || byte(1) <= 0x8F);
        return in_range && continues(1) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

Failing not_text(std::string_view file, std::string_view text, std::size_t offset, std::string message) {
    const auto position = position_of(text, offset);
    return fail(ErrorCode::sql_not_text, std::move(message)).at({std::string(file), position.line, position.column});
}

}  // namespace

Result<> check_text(std::string_view file, std::string_view text) {
    if (text.size() > k_largest_file)
        return fail(ErrorCode::sql_not_text, format("the file has {} MiB, more than a schema file can have", text.size() >> 20U))
            .hint("Move it elsewhere if it is not SQL; dump with `pg_dump --schema-only`, and put rows into seeds/.")
            .at({std::string(file)});
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return not_text(file, text, 0, "the file is UTF-16, and SQL is read as UTF-8").hint("Save the file as UTF-8.");
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '\0') return not_text(file, text, at, "the file holds a NUL byte").hint("Check that the file is SQL text, saved as UTF-8.");
        const auto length = character_length(text.substr(at, 4));
        if (length == 0) return not_text(file, text, at, "the file holds a byte that is not UTF-8").hint("Save the file as UTF-8.");
        at += length;
    }
    return {};
}

}  // namespace whimbrel::parse
