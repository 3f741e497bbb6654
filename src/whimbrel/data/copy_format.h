// SPDX-License-Identifier: Apache-2.0
// Private to data/: rows as COPY takes them in binary form ("COPY", "Binary Format").
#pragma once

#include "whimbrel/data/codec.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace whimbrel::data::copy_format {

constexpr std::size_t k_chunk_bytes = std::size_t{256} * 1024;  ///< to send at a time
/// With no flags and no extension of the header.
constexpr std::string_view k_begin("PGCOPY\n\xFF\r\n\0\0\0\0\0\0\0\0\0", 19);

inline void begin_row(std::size_t fields, std::string& buffer) { wire::append(static_cast<std::int16_t>(fields), buffer); }
/// What `write` adds is a field; NULL where it answers false.
template <class Write>
void append_field(Write&& write, std::string& buffer) {
    const auto length_at = buffer.size();
    wire::append(std::int32_t{-1}, buffer);
    if (write(buffer)) wire::patch_length(buffer, length_at);
}
inline void end(std::string& buffer) { wire::append(std::int16_t{-1}, buffer); }

}  // namespace whimbrel::data::copy_format
