// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/database_description.h"

#include "whimbrel/base/format.h"

#include <string_view>
#include <utility>

namespace whimbrel::project {

namespace {

/// What tells a place, by keyword. The service first: what is written of it counts for more than the other variables.
constexpr std::pair<std::string_view, std::string_view> k_variables[] = {
    {"service", "PGSERVICE"}, {"host", "PGHOST"}, {"hostaddr", "PGHOSTADDR"}, {"port", "PGPORT"}, {"dbname", "PGDATABASE"}};

/// A part of a "key=value" string.
std::string pair(std::string_view keyword, std::string_view value) {
    std::string out = format("{}='", keyword);
    for (const char c : value) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out + "' ";
}

}  // namespace

std::string describe(const pg::Url& url, const Environment& environment) {
    std::string resolved;
    bool has_service = false;
    for (const auto& [keyword, name] : k_variables) {
        const auto given = url.parameters().find(std::string(keyword));
        const bool is_given = given != url.parameters().end();
        const auto value = is_given ? given->second : has_service ? std::string() : environment.variable(name).value_or("");
        if (value.empty()) continue;
        resolved += pair(keyword, value);
        has_service = has_service || keyword == k_variables[0].first;
    }
    const auto parsed = pg::Url::parse(resolved);
    return parsed ? parsed->describe() : url.describe();
}

std::string libpq_origin(const Environment& environment) {
    std::string names;
    for (const auto& [keyword, name] : k_variables)
        if (environment.variable(name)) names += format("{}{}", names.empty() ? "" : ", ", name);
    return names.empty() ? "libpq's defaults" : names;
}

}  // namespace whimbrel::project
