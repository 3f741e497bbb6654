// SPDX-License-Identifier: Apache-2.0
// Parameters: the bound values of one statement, $1 first. Values are copied in their wire form; nothing is ever put into SQL text.
#pragma once

#include "whimbrel/data/codec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace whimbrel::data {

class Parameters {
public:
    struct Value {
        std::size_t offset = 0;
        int size = -1;          ///< -1 is NULL
        std::uint32_t oid = 0;  ///< 0: the server infers the type
        bool binary = true;
    };

    /// A value of a type that has a codec; std::optional for one that may be NULL. The server infers the parameter's type from the statement.
    template <class T>
    Parameters& add(const T& value) {
        begin();
        Codec<T>::write(value, bytes_);
        return end(true);
    }
    template <class T>
    Parameters& add(const std::optional<T>& value) {
        if (value) return add(*value);
        return add_null();
    }
    Parameters& add(std::string_view value) { return add_text(value); }
    Parameters& add(const char* value) { return add_text(value); }
    /// In the text form of whatever type the statement gives the parameter.
    template <class T>
    Parameters& add_rendered(const T& value) {
        return add_text(Codec<T>::render(value));
    }
    template <class T>
    Parameters& add_rendered(const std::optional<T>& value) {
        return value ? add_rendered(*value) : add_null();
    }
    Parameters& add_text(std::string_view value) {
        begin();
        bytes_ += value;
        return end(false);
    }
    Parameters& add_null() {
        begin();
        values_.back().size = -1;
        return *this;
    }
    /// What `write` adds to the buffer; NULL where it answers false.
    template <class Write>
    Parameters& add_written(Write&& write, bool binary) {
        begin();
        if (write(bytes_)) return end(binary);
        return *this;
    }
    /// All of another's, behind these.
    Parameters& append(const Parameters& other);

    /// A value in text form holds a NUL byte, which no text of PostgreSQL's can: such parameters are refused, not cut.
    [[nodiscard]] bool has_nul() const { return has_nul_; }
    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] const std::vector<Value>& values() const { return values_; }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    void begin() { values_.push_back({.offset = bytes_.size()}); }
    Parameters& end(bool binary) {
        auto& value = values_.back();
        value.size = static_cast<int>(bytes_.size() - value.offset);
        value.binary = binary;
        has_nul_ |= !binary && bytes_.find('\0', value.offset) != std::string::npos;
        bytes_ += '\0';  // libpq takes values in text form as C strings
        return *this;
    }

    std::vector<Value> values_;
    std::string bytes_;
    bool has_nul_ = false;
};

}  // namespace whimbrel::data
