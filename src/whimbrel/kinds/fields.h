// SPDX-License-Identifier: Apache-2.0
// What can be done with any value that has fields(): JSON, the list of field paths, forgetting one, differences.
// Included by all.cc alone: it brings in the JSON library.
#pragma once

#include "whimbrel/base/result.h"

#include <nlohmann/json.hpp>

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::kinds::fields {

using Json = nlohmann::json;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;

template <class T>
concept Scalar = std::same_as<T, bool> || std::integral<T> || std::floating_point<T> || std::same_as<T, std::string>;

struct Ignore {
    template <class T>
    void operator()(std::string_view, T&) const {}
};
template <class T>
concept Structured = requires(T& value) { T::fields(value, Ignore{}); };

template <class T>
Json to_json(const T& value) {
    if constexpr (Scalar<T>) {
        return value;
    } else if constexpr (is_optional<T>) {
        return value ? to_json(*value) : Json();
    } else if constexpr (is_vector<T>) {
        Json array = Json::array();
        for (const auto& item : value) array.push_back(to_json(static_cast<typename T::value_type>(item)));
        return array;
    } else if constexpr (is_map<T>) {
        Json object = Json::object();
        for (const auto& [key, item] : value) object[key] = to_json(item);
        return object;
    } else {
        Json object = Json::object();
        const T blank{};
        std::vector<Json> blanks;
        T::fields(blank, [&](std::string_view, const auto& field) { blanks.push_back(to_json(field)); });
        std::size_t at = 0;
        T::fields(value, [&](std::string_view name, const auto& field) {
            if (auto json = to_json(field); json != blanks[at++]) object[std::string(name)] = std::move(json);
        });
        return object;
    }
}

/// Throws nlohmann's exceptions on a mismatch; all.cc catches them.
template <class T>
T from_json(const Json& json) {
    if constexpr (Scalar<T>) {
        return json.get<T>();
    } else if constexpr (is_optional<T>) {
        if (json.is_null()) return std::nullopt;
        return from_json<typename T::value_type>(json);
    } else if constexpr (is_vector<T>) {
        T out;
        for (const auto& item : json) out.push_back(from_json<typename T::value_type>(item));
        return out;
    } else if constexpr (is_map<T>) {
        T out;
        for (const auto& [key, item] : json.items()) out.emplace(key, from_json<typename T::mapped_type>(item));
        return out;
    } else {
        T out{};
        T::fields(out, [&](std::string_view name, auto& field) {
            if (const auto it = json.find(std::string(name)); it != json.end()) field = from_json<std::remove_cvref_t<decltype(field)>>(*it);
        });
        return out;
    }
}

template <class T>
void append_paths(const std::string& prefix, std::vector<std::string>& out) {
    if constexpr (is_vector<T> || is_optional<T>) {
        if constexpr (Structured<typename T::value_type>) append_paths<typename T::value_type>(prefix, out);
        else out.push_back(prefix);
    } else if constexpr (Structured<T>) {
        T blank{};
        T::fields(blank, [&](std::string_view name, auto& field) {
            const std::string path = prefix.empty() ? std::string(name) : prefix + "." + std::string(name);
            append_paths<std::remove_cvref_t<decltype(field)>>(path, out);
        });
    } else {
        out.push_back(prefix);
    }
}

template <class T>
void forget(T& value, std::string_view path) {
    if constexpr (is_vector<T> || is_optional<T>) {
        if constexpr (is_vector<T> && Structured<typename T::value_type>) {
            for (auto& item : value) forget(item, path);
        } else if constexpr (is_optional<T> && Structured<typename T::value_type>) {
            if (value) forget(*value, path);
        }
    } else if constexpr (Structured<T>) {
        const auto dot = path.find('.');
        const auto head = path.substr(0, dot);
        T::fields(value, [&](std::string_view name, auto& field) {
            if (name != head) return;
            if (dot == std::string_view::npos) field = std::remove_cvref_t<decltype(field)>{};
            else forget(field, path.substr(dot + 1));
        });
    }
}

template <class T>
void append_differences(const std::string& prefix, const T& from, const T& to, std::vector<std::string>& out) {
    if (from == to) return;
    if constexpr (Structured<T>) {
        T::fields(from, [&](std::string_view name, const auto& left) {
            T::fields(to, [&](std::string_view other, const auto& right) {
                if constexpr (std::same_as<decltype(left), decltype(right)>) {
                    if (name == other) append_differences(prefix.empty() ? std::string(name) : prefix + "." + std::string(name), left, right, out);
                }
            });
        });
    } else if constexpr (is_vector<T>) {
        if constexpr (Structured<typename T::value_type>) {
            if constexpr (requires { from.front().name; }) {
                for (const auto& left : from) {
                    bool there = false;
                    for (const auto& right : to) {
                        if (right.name != left.name) continue;
                        there = true;
                        append_differences(prefix + "[" + left.name + "]", left, right, out);
                    }
                    if (!there) out.push_back(prefix + "[" + left.name + "] is missing");
                }
                for (const auto& right : to) {
                    bool there = false;
                    for (const auto& left : from) there = there || left.name == right.name;
                    if (!there) out.push_back(prefix + "[" + right.name + "] is not expected");
                }
                return;
            }
        }
        out.push_back(prefix + ": " + to_json(from).dump() + " → " + to_json(to).dump());
    } else {
        out.push_back(prefix + ": " + to_json(from).dump() + " → " + to_json(to).dump());
    }
}

}  // namespace whimbrel::kinds::fields
