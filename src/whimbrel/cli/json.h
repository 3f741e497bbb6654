// SPDX-License-Identifier: Apache-2.0
// A JSON document under construction; the JSON library stays in json.cc.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace whimbrel::cli {

class Json {
public:
    Json();                                                          ///< null
    Json(std::string_view text);                                     // NOLINT(google-explicit-constructor)
    Json(const std::string& text) : Json(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
    Json(const char* text) : Json(std::string_view(text)) {}         // NOLINT(google-explicit-constructor)
    Json(std::same_as<bool> auto value) : Json(Truth{value}) {}      // NOLINT(google-explicit-constructor)
    Json(std::integral auto number)
        requires(!std::same_as<decltype(number), bool>)
        : Json(Number{static_cast<std::int64_t>(number)}) {}  // NOLINT
    Json(const Json& other);
    Json(Json&&) noexcept;
    Json& operator=(Json other) noexcept;
    ~Json();

    static Json object();
    static Json array();
    template <class Range, class Projection>
    static Json array_of(const Range& range, Projection projection) {
        Json list = array();
        for (const auto& item : range) list.push(projection(item));
        return list;
    }
    template <class Range>
    static Json array_of(const Range& range) {
        return array_of(range, [](const auto& item) { return Json(item); });
    }
    /// Keys keep the order in which they were set.
    Json& set(std::string_view key, Json value);
    Json& push(Json value);
    /// Indented by two; bytes that are not UTF-8 become U+FFFD.
    [[nodiscard]] std::string render() const;

private:
    struct Truth {
        bool value;
    };
    struct Number {
        std::int64_t value;
    };
    explicit Json(Truth truth);
    explicit Json(Number number);
    struct Node;
    std::unique_ptr<Node> node_;
};

}  // namespace whimbrel::cli
