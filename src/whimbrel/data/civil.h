// SPDX-License-Identifier: Apache-2.0
// Days as years, months and days of the Gregorian calendar, and back.
#pragma once

#include <cstdint>

namespace whimbrel::data {

struct Civil {
    std::int64_t year;
    unsigned month, day;
};

// Howard Hinnant's algorithms on 64 bits: std::chrono::year ends at 32767, PostgreSQL's dates do not.
inline Civil civil_of(std::int64_t days_since_2000) {
    const std::int64_t z = days_since_2000 + 730'425;  // days since 0000-03-01
    const std::int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
    const auto doe = static_cast<unsigned>(z - era * 146'097);
    const unsigned yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
    const unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const unsigned mp = (5 * doy + 2) / 153;
    const unsigned month = mp < 10 ? mp + 3 : mp - 9;
    return {static_cast<std::int64_t>(yoe) + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1};
}

inline std::int64_t days_of(const Civil& civil) {
    const std::int64_t y = civil.year - (civil.month <= 2 ? 1 : 0);
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const auto yoe = static_cast<unsigned>(y - era * 400);
    const unsigned doy = (153 * (civil.month > 2 ? civil.month - 3 : civil.month + 9) + 2) / 5 + civil.day - 1;
    const unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146'097 + static_cast<std::int64_t>(doe) - 730'425;
}

inline bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

inline unsigned days_in(std::int64_t year, unsigned month) {
    if (month == 2) return is_leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace whimbrel::data
