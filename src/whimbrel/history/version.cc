// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/history/history.h"

#include <algorithm>
#include <chrono>

namespace whimbrel::history {

namespace {

constexpr std::size_t k_name_length = 100;  ///< file systems allow 255 bytes for version, name and ending
constexpr std::size_t k_timestamp_length = 14;
constexpr std::size_t k_sequential_width = 4;

std::string_view without_zeros(std::string_view version) {
    version.remove_prefix(std::min(version.find_first_not_of('0'), version.size()));
    return version;
}

/// The number after `version`, with the same width at least.
std::string next_number(std::string version) {
    for (auto digit = version.rbegin(); digit != version.rend(); ++digit) {
        if (*digit != '9') {
            ++*digit;
            return version;
        }
        *digit = '0';
    }
    return "1" + version;
}

/// True of the second and later bytes of a character in UTF-8.
bool is_utf8_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string render_time(std::chrono::system_clock::time_point time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    return format("{:04}{:02}{:02}{:02}{:02}{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

/// Nothing where the version is not a UTC time.
std::optional<std::chrono::system_clock::time_point> parse_time(const std::string& version) {
    if (version.size() != k_timestamp_length) return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t length) {
        int value = 0;
        for (const char c : version.substr(at, length)) value = value * 10 + (c - '0');
        return value;
    };
    const std::chrono::year_month_day date{std::chrono::year(number(0, 4)), std::chrono::month(static_cast<unsigned>(number(4, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(6, 2)))};
    if (!date.ok() || number(8, 2) > 23 || number(10, 2) > 59 || number(12, 2) > 59) return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(number(8, 2)) + std::chrono::minutes(number(10, 2)) + std::chrono::seconds(number(12, 2));
}

}  // namespace

bool version_less(std::string_view a, std::string_view b) {
    a = without_zeros(a);
    b = without_zeros(b);
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

std::string next_version(const History& history, Numbering numbering, const Environment& environment) {
    std::string newest;
    const auto consider = [&](const std::string& version) {
        if (newest.empty() || version_less(newest, version)) newest = version;
    };
    for (const auto& migration : history.migrations) consider(migration.version);
    for (const auto& stamp : history.stamps) consider(stamp.version);
    if (numbering == Numbering::sequential) {
        if (newest.empty()) newest = std::string(k_sequential_width, '0');
        return next_number(newest);
    }
    const std::string now = render_time(environment.now());
    if (newest.empty() || version_less(newest, now)) return now;
    const auto time = parse_time(newest);
    return time ? render_time(*time + std::chrono::seconds(1)) : next_number(newest);
}

Result<std::string> file_name(std::string_view name) {
    std::string file;
    for (const char c : name) {
        const bool is_upper = c >= 'A' && c <= 'Z';
        const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
        if (!is_ascii || is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            file += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (!file.empty() && file.back() != '_') {
            file += '_';
        }
    }
    if (file.size() > k_name_length) {
        std::size_t end = k_name_length;
        while (is_utf8_continuation(file[end])) --end;  // no letter is cut in two
        file.resize(end);
    }
    while (!file.empty() && file.back() == '_') file.pop_back();
    if (file.empty())
        return fail(ErrorCode::history_name_invalid, format("\"{}\" has no letter or digit that a file's name could be made of", name))
            .hint("Give a name such as \"create groups\".");
    return file;
}

}  // namespace whimbrel::history
