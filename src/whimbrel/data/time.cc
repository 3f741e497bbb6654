// SPDX-License-Identifier: Apache-2.0
// Dates and times: days and microseconds since 2000-01-01, whose largest and smallest numbers are infinity (src/include/datatype/timestamp.h).
#include "whimbrel/data/civil.h"
#include "whimbrel/data/codec.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace whimbrel::data {

namespace {

using std::chrono::days;
using std::chrono::microseconds;

constexpr std::int64_t k_day_us = 86'400'000'000;
constexpr auto k_epoch = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};
/// 4713-11-24 BC, and what the documentation gives as the last: 5874897-12-31 of dates, 294276-12-31 of timestamps.
constexpr std::int64_t k_first_day = -2'451'545, k_last_date = 2'145'031'948, k_last_timestamp_day = 106'751'982;

void append_padded(std::int64_t value, std::size_t width, std::string& out) {
    auto digits = std::to_string(value);
    if (digits.size() < width) out.append(width - digits.size(), '0');
    out += digits;
}

bool take_digits(std::string_view& text, std::size_t least, std::size_t most, std::int64_t& out) {
    std::size_t length = 0;
    out = 0;
    while (length < text.size() && length < most && text[length] >= '0' && text[length] <= '9') out = out * 10 + (text[length++] - '0');
    if (length < least || (length < text.size() && text[length] >= '0' && text[length] <= '9')) return false;
    text.remove_prefix(length);
    return true;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

bool take_date(std::string_view& text, std::int64_t& out) {
    std::int64_t year = 0, month = 0, day = 0;
    if (!take_digits(text, 4, 7, year) || !take(text, '-') || !take_digits(text, 1, 2, month) || !take(text, '-') || !take_digits(text, 1, 2, day))
        return false;
    if (text.ends_with(" BC")) {
        text.remove_suffix(3);
        if (year == 0) return false;
        year = 1 - year;
    } else if (year == 0) {
        return false;
    }
    if (month < 1 || month > 12 || day < 1 || day > days_in(year, static_cast<unsigned>(month))) return false;
    out = days_of({year, static_cast<unsigned>(month), static_cast<unsigned>(day)});
    return out >= k_first_day;
}

/// HH:MM[:SS[.ffffff]]; digits beyond microseconds are rounded as the server does.
bool take_time(std::string_view& text, std::int64_t& out) {
    std::int64_t hour = 0, minute = 0, second = 0, fraction = 0;
    if (!take_digits(text, 1, 2, hour) || !take(text, ':') || !take_digits(text, 2, 2, minute)) return false;
    if (take(text, ':')) {
        if (!take_digits(text, 2, 2, second)) return false;
        if (take(text, '.')) {
            std::size_t digits = 0;
            while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
                if (digits < 6) fraction = fraction * 10 + (text[digits] - '0');
                ++digits;
            }
            if (digits == 0) return false;  // which PostgreSQL takes from version 15 on
            for (auto at = digits; at < 6; ++at) fraction *= 10;
            // ParseFractionalSecond() of src/backend/utils/adt/datetime.c rounds a float, half to even.
            double exact = 0;
            if (digits > 6) std::from_chars(text.data() - 1, text.data() + digits, exact);
            if (digits > 6) fraction = static_cast<std::int64_t>(std::rint(exact * 1'000'000));
            text.remove_prefix(digits);
        }
    }
    if (minute > 59 || second > 60) return false;
    out = ((hour * 60 + minute) * 60 + second) * 1'000'000 + fraction;
    return out <= k_day_us;
}

void append_time(std::int64_t us, std::string& out) {
    append_padded(us / 3'600'000'000, 2, out);
    out += ':';
    append_padded(us / 60'000'000 % 60, 2, out);
    out += ':';
    append_padded(us / 1'000'000 % 60, 2, out);
    auto fraction = us % 1'000'000;
    if (fraction == 0) return;
    std::string digits;
    append_padded(fraction, 6, digits);
    digits.erase(digits.find_last_not_of('0') + 1);
    out += "." + digits;
}

std::string date_text(std::int64_t day, std::string_view time = "", std::string_view zone = "") {
    const auto civil = civil_of(day);
    std::string out;
    append_padded(civil.year > 0 ? civil.year : 1 - civil.year, 4, out);
    out += '-';
    append_padded(civil.month, 2, out);
    out += '-';
    append_padded(civil.day, 2, out);
    if (!time.empty()) out += " ";
    out += time;
    out += zone;
    if (civil.year <= 0) out += " BC";
    return out;
}

/// Z, +02, +0200, +02:00, +02:00:30; nothing is 0 where a zone may be left out.
bool take_zone(std::string_view& text, std::int64_t& out) {
    if (take(text, 'Z') || take(text, 'z')) {
        out = 0;
        return true;
    }
    const bool west = text.starts_with('-');
    if (!west && !text.starts_with('+')) return false;
    text.remove_prefix(1);
    std::int64_t hour = 0, minute = 0, second = 0;
    if (text.size() >= 4 && text.find(':') == std::string_view::npos) {
        auto first = text.substr(0, 2);
        text.remove_prefix(2);
        if (!take_digits(first, 2, 2, hour) || !take_digits(text, 2, 2, minute)) return false;
    } else {
        if (!take_digits(text, 1, 2, hour)) return false;
        if (take(text, ':') && !take_digits(text, 2, 2, minute)) return false;
        if (take(text, ':') && !take_digits(text, 2, 2, second)) return false;
    }
    if (hour > 15 || minute > 59 || second > 59) return false;
    out = ((hour * 60 + minute) * 60 + second) * 1'000'000;
    if (west) out = -out;
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

enum class Zone : std::uint8_t { none, required };
constexpr std::int64_t k_infinity = std::numeric_limits<std::int64_t>::max(), k_minus_infinity = std::numeric_limits<std::int64_t>::min();

/// The server's last moments of 294276 do not fit into microseconds since 1970.
constexpr std::int64_t k_last_us = k_infinity - std::chrono::duration_cast<microseconds>(k_epoch.time_since_epoch()).count() - 1;

/// Microseconds since 2000, or an infinity.
bool parse_timestamp(std::string_view text, Zone zone, std::int64_t& out) {
    text = trimmed(text);
    if (text == "infinity" || text == "-infinity") {
        out = text.front() == '-' ? k_minus_infinity : k_infinity;
        return true;
    }
    bool is_bc = false;
    if (text.ends_with(" BC")) {
        is_bc = true;
        text.remove_suffix(3);
    }
    const auto end = text.find_first_of("T ");
    std::string date(text.substr(0, end));
    if (is_bc) date += " BC";
    std::string_view rest(date);
    std::int64_t day = 0, time = 0, offset = 0;
    if (!take_date(rest, day) || !rest.empty()) return false;
    rest = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (end != std::string_view::npos && !take_time(rest, time)) return false;
    rest = trimmed(rest);
    const bool zoned = !rest.empty();
    if ((zoned && !take_zone(rest, offset)) || !rest.empty() || (zone == Zone::required && !zoned)) return false;
    if (zone == Zone::none) offset = 0;  // as the server does, it is passed over
    if (day > k_last_timestamp_day) return false;
    out = day * k_day_us + time - offset;
    return out >= k_first_day * k_day_us && out <= k_last_us;
}

std::string timestamp_text(std::int64_t us, std::string_view zone) {
    if (us == k_infinity) return "infinity";
    if (us == k_minus_infinity) return "-infinity";
    auto day = us / k_day_us;
    if (us % k_day_us < 0) --day;
    std::string time;
    append_time(us - day * k_day_us, time);
    return date_text(day, time, zone);
}

template <class Point>
Point point_of(std::int64_t us) {
    if (us == k_infinity) return Point::max();
    if (us == k_minus_infinity) return Point::min();
    return Point{microseconds{us} + k_epoch.time_since_epoch()};
}
template <class Point>
std::int64_t us_of(Point point) {
    if (point == Point::max()) return k_infinity;
    if (point == Point::min()) return k_minus_infinity;
    return (point.time_since_epoch() - k_epoch.time_since_epoch()).count();
}

template <class Point>
bool read_point(std::string_view bytes, Point& out) {
    std::int64_t us = 0;
    if (!Codec<std::int64_t>::read(bytes, us)) return false;
    if (us != k_infinity && us > k_last_us) return false;
    out = point_of<Point>(us);
    return true;
}

}  // namespace

bool Codec<Date>::read(std::string_view bytes, Date& out) {
    std::int32_t day = 0;
    if (!Codec<std::int32_t>::read(bytes, day)) return false;
    if (day == std::numeric_limits<std::int32_t>::max()) out = Date::max();
    else if (day == std::numeric_limits<std::int32_t>::min()) out = Date::min();
    else out = k_epoch + days{day};
    return true;
}
void Codec<Date>::write(const Date& value, std::string& out) {
    if (value == Date::max()) wire::append(std::numeric_limits<std::int32_t>::max(), out);
    else if (value == Date::min()) wire::append(std::numeric_limits<std::int32_t>::min(), out);
    else wire::append(static_cast<std::int32_t>((value - k_epoch).count()), out);
}
bool Codec<Date>::parse(std::string_view text, Date& out) {
    text = trimmed(text);
    if (text == "infinity" || text == "-infinity") {
        out = text.front() == '-' ? Date::min() : Date::max();
        return true;
    }
    std::int64_t day = 0;
    if (!take_date(text, day) || !text.empty() || day > k_last_date) return false;
    out = k_epoch + days{static_cast<days::rep>(day)};
    return true;
}
std::string Codec<Date>::render(const Date& value) {
    if (value == Date::max()) return "infinity";
    if (value == Date::min()) return "-infinity";
    return date_text((value - k_epoch).count());
}

bool Codec<TimeOfDay>::read(std::string_view bytes, TimeOfDay& out) {
    std::int64_t us = 0;
    if (!Codec<std::int64_t>::read(bytes, us) || us < 0 || us > k_day_us) return false;
    out.since_midnight = microseconds{us};
    return true;
}
void Codec<TimeOfDay>::write(const TimeOfDay& value, std::string& out) { wire::append(std::int64_t{value.since_midnight.count()}, out); }
bool Codec<TimeOfDay>::parse(std::string_view text, TimeOfDay& out) {
    text = trimmed(text);
    std::int64_t us = 0;
    if (!take_time(text, us) || !text.empty()) return false;
    out.since_midnight = microseconds{us};
    return true;
}
std::string Codec<TimeOfDay>::render(const TimeOfDay& value) {
    std::string out;
    append_time(value.since_midnight.count(), out);
    return out;
}

bool Codec<Timestamp>::read(std::string_view bytes, Timestamp& out) { return read_point(bytes, out); }
void Codec<Timestamp>::write(const Timestamp& value, std::string& out) { wire::append(us_of(value), out); }
bool Codec<Timestamp>::parse(std::string_view text, Timestamp& out) {
    std::int64_t us = 0;
    if (!parse_timestamp(text, Zone::none, us)) return false;
    out = point_of<Timestamp>(us);
    return true;
}
std::string Codec<Timestamp>::render(const Timestamp& value) { return timestamp_text(us_of(value), ""); }

bool Codec<TimestampTz>::read(std::string_view bytes, TimestampTz& out) { return read_point(bytes, out); }
void Codec<TimestampTz>::write(const TimestampTz& value, std::string& out) { wire::append(us_of(value), out); }
bool Codec<TimestampTz>::parse(std::string_view text, TimestampTz& out) {
    std::int64_t us = 0;
    if (!parse_timestamp(text, Zone::required, us)) return false;
    out = point_of<TimestampTz>(us);
    return true;
}
std::string Codec<TimestampTz>::render(const TimestampTz& value) { return timestamp_text(us_of(value), "+00"); }

bool Codec<Interval>::read(std::string_view bytes, Interval& out) {
    if (bytes.size() != 16) return false;
    out.time = microseconds{wire::big_endian<std::int64_t>(bytes.data())};
    out.days = wire::big_endian<std::int32_t>(bytes.data() + 8);
    out.months = wire::big_endian<std::int32_t>(bytes.data() + 12);
    return true;
}
void Codec<Interval>::write(const Interval& value, std::string& out) {
    wire::append(std::int64_t{value.time.count()}, out);
    wire::append(value.days, out);
    wire::append(value.months, out);
}
std::string Codec<Interval>::render(const Interval& value) {
    // intervalstyle "postgres": 1 year 2 mons -3 days +04:05:06.7
    std::string out;
    bool negative_before = false;
    const auto part = [&](std::int64_t number, std::string_view unit) {
        if (number == 0) return;
        if (!out.empty()) out += ' ';
        if (negative_before && number > 0) out += '+';
        out += std::to_string(number);
        out += ' ';
        out += unit;
        if (number != 1) out += 's';
        negative_before = number < 0;
    };
    part(value.months / 12, "year");
    part(value.months % 12, "mon");
    part(value.days, "day");
    const auto us = value.time.count();
    if (us == 0 && !out.empty()) return out;
    if (!out.empty()) out += ' ';
    if (us < 0) out += '-';
    else if (negative_before) out += '+';
    // The smallest number has no positive counterpart.
    const auto size = us < 0 ? static_cast<std::uint64_t>(-(us + 1)) + 1 : static_cast<std::uint64_t>(us);
    append_time(static_cast<std::int64_t>(size & static_cast<std::uint64_t>(k_infinity)), out);
    return out;
}
bool Codec<Interval>::parse(std::string_view text, Interval& out) {
    out = {};
    text = trimmed(text);
    if (text.empty()) return false;
    const auto fits = [](std::int64_t value) { return value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max(); };
    // No part is given twice, and a clock is hours, minutes and seconds; each number is an integer, as PostgreSQL 14 has it.
    constexpr unsigned k_clock = 16 | 32 | 64;
    unsigned seen = 0;
    while (!text.empty()) {
        const bool negative = text.starts_with('-');
        if (negative || text.starts_with('+')) text.remove_prefix(1);
        const auto end = text.find(' ');
        auto word = text.substr(0, end);
        if (word.find(':') != std::string_view::npos) {
            // hours go beyond a day's
            std::int64_t hour = 0;
            if (!take_digits(word, 1, 10, hour) || !word.starts_with(':')) return false;
            const std::string clock = "0" + std::string(word);
            std::string_view rest(clock);
            std::int64_t us = 0;
            if (!take_time(rest, us) || !rest.empty()) return false;
            if (!fits(hour) || (seen & k_clock) != 0 || end != std::string_view::npos) return false;
            us += hour * 3'600'000'000;
            out.time = microseconds{negative ? -us : us};
            return true;
        }
        std::int64_t number = 0;
        if (end == std::string_view::npos || !take_digits(word, 1, 10, number) || !word.empty() || !fits(number)) return false;
        if (negative) number = -number;
        text.remove_prefix(end + 1);
        const auto unit_end = text.find(' ');
        auto unit = text.substr(0, unit_end);
        text = unit_end == std::string_view::npos ? std::string_view() : text.substr(unit_end + 1);
        if (unit.size() > 1 && unit.ends_with('s')) unit.remove_suffix(1);
        std::int64_t months = out.months, all_days = out.days, us = out.time.count();
        unsigned part = 0;
        if (unit == "year") part = 1, months += number * 12;
        else if (unit == "mon" || unit == "month") part = 2, months += number;
        else if (unit == "week") part = 4, all_days += number * 7;
        else if (unit == "day") part = 8, all_days += number;
        else if (unit == "hour") part = 16, us += number * 3'600'000'000;
        else if (unit == "minute" || unit == "min") part = 32, us += number * 60'000'000;
        else if (unit == "second" || unit == "sec") part = 64, us += number * 1'000'000;
        if (part == 0 || (seen & part) != 0 || !fits(months) || !fits(all_days)) return false;
        seen |= part;
        out = {static_cast<std::int32_t>(months), static_cast<std::int32_t>(all_days), microseconds{us}};
    }
    return true;
}

}  // namespace whimbrel::data
