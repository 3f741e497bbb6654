// SPDX-License-Identifier: Apache-2.0
// Texts of each type, right and wrong: what is taken here PostgreSQL takes, with the same value. What it takes and is refused here is listed
// with the reason.
#include "tests/data/proof.h"
#include "whimbrel/data/input.h"

#include <algorithm>
#include <regex>

namespace whimbrel::testing {
namespace {

using data::InputValue;

/// A text that PostgreSQL takes and a changeset does not.
struct Left {
    std::string_view reason;
    std::string_view pattern;
};

struct Case {
    std::string_view type;
    std::vector<std::string> seeds;
    std::string_view letters;  ///< that take the place of others
    std::vector<Left> left;
};

template <class T>
std::optional<std::string> taken(const std::string& text) {
    T out{};
    const InputValue value{.sort = InputValue::Sort::string, .text = text, .untyped = true};
    return data::cast(value, out) ? std::optional(data::Codec<T>::render(out)) : std::nullopt;
}

/// A seed, changed in up to three places.
std::string text_of(Draw& draw, const Case& of) {
    auto out = draw.one_of(of.seeds);
    for (auto changes = draw.below(4); changes > 0; --changes) {
        const auto at = draw.below(out.size() + 1);
        const char letter = of.letters[draw.below(of.letters.size())];
        if (draw.once_in(3) || at == out.size()) out.insert(at, 1, letter);
        else if (draw.once_in(2)) out.erase(at, 1);
        else out[at] = letter;
    }
    return out;
}

class Casts : public Proof {
protected:
    void SetUp() override {
        Proof::SetUp();
        run("CREATE FUNCTION taken(value text, type text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE out text; BEGIN "
            "EXECUTE format('SELECT format(''%%s'', $1::%s)', type) INTO out USING value; RETURN out; EXCEPTION WHEN OTHERS THEN RETURN NULL; END $$");
    }

    template <class T>
    void compare(const Case& of, int count = 4000) {
        Draw draw(11);
        std::vector<std::string> texts = of.seeds;
        while (texts.size() < static_cast<std::size_t>(count)) texts.push_back(text_of(draw, of));
        const auto rows = ask("SELECT taken(t, $2) FROM unnest($1::text[]) WITH ORDINALITY u(t, n) ORDER BY n", {array(texts), std::string(of.type)});
        ASSERT_EQ(static_cast<std::size_t>(rows.size()), texts.size());
        int both = 0, neither = 0, failures = 0;
        for (std::size_t at = 0; at < texts.size() && failures < 25; ++at) {
            const auto here = taken<T>(texts[at]);
            auto there = rows[static_cast<int>(at)].optional(0);
            // The shortest digits are the same on both sides, where the exponent begins is not.
            if constexpr (std::is_floating_point_v<T>) there = there ? taken<T>(*there) : there;
            both += here && there ? 1 : 0;
            neither += !here && !there ? 1 : 0;
            const bool is_listed = !here && there && std::ranges::any_of(of.left, [&](const Left& left) {
                return std::regex_search(texts[at], std::regex(left.pattern.begin(), left.pattern.end(), std::regex::ECMAScript | std::regex::icase));
            });
            if (is_listed) continue;
            // A document's text is kept as it was written.
            const bool is_same = of.type == "jsonb" ? here.has_value() == there.has_value() : here == there;
            failures += is_same ? 0 : 1;
            EXPECT_TRUE(is_same) << of.type << " \"" << texts[at] << "\": " << here.value_or("refused") << " here, " << there.value_or("refused") << " there";
        }
        EXPECT_GT(both, count / 20) << of.type;
        EXPECT_GT(neither, count / 20) << of.type;
    }
};

constexpr std::string_view k_number_letters = "0123456789+-.eE xn_,";
const std::vector<Left> k_underscores{{"digits in groups, and other bases, since PostgreSQL 16: values from outside are decimal", "_|0[xob]"}};

TEST_F(Casts, of_integers) {
    compare<std::int16_t>({"smallint", {"0", "1", "-1", "32767", "-32768", "32768", " 7 ", "+5", "007", "1.0", "-0"}, k_number_letters, k_underscores});
    compare<std::int32_t>({"integer", {"0", "2147483647", "-2147483648", "2147483648", "+1", "\t12\n", "12"}, k_number_letters, k_underscores});
    compare<std::int64_t>({"bigint", {"0", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "5"}, k_number_letters, k_underscores});
}

TEST_F(Casts, of_numeric) {
    auto left = k_underscores;
    left.push_back({"blanks in front of an exponent's digits, which strtol() passes over", "e\\s"});
    compare<data::Numeric>({"numeric",
                            {"0", "1", "-1.50", "1e3", "1.5E-7", ".5", "5.", "NaN", "infinity", "-inf", "+Infinity", "1e", "0.000", "00012.3400", "-0.00",
                             "1e20", "1e-20", "123456789012345678901234567890.123456789"},
                            k_number_letters,
                            left});
}

TEST_F(Casts, of_floats) {
    const std::vector<std::string> seeds{"0",   "1.5", "-1e10", "1e308",        "1e309",  "1e-320", "1e-400",  "NaN",  "inf", "-Infinity",
                                         "0.1", ".5",  "5.",    "3.4028235e38", "3.5e38", "1e-46",  "1.4e-45", "+2.5", "-0",  "123456789"};
    const std::vector<Left> left{{"strtod() reads hexadecimal floats, and NaN with a payload or a sign; nobody sends them", "x|nan\\(|[-+]nan"}};
    compare<double>({"double precision", seeds, k_number_letters, left});
    compare<float>({"real", seeds, k_number_letters, left});
}

TEST_F(Casts, of_booleans) {
    Case of{"boolean",
            {"true", "false", "t", "f", "yes", "no", "on", "off", "1", "0", "y", "n", "TRUE", "of", "o", " true ", "tr", "fals", "2", ""},
            "truefalsyno10 ",
            {}};
    Draw draw(4);
    compare<bool>(of);
}

TEST_F(Casts, of_dates) {
    const std::vector<Left> left{
        {"other orders of day and month than ISO's, names of months and days, words such as today, day counts, and fields left out depend on settings or on "
         "the clock",
         ""}};
    compare<data::Date>(
        {"date",
         {"2020-01-01", "2020-02-29", "2019-02-29", "0001-01-01", "9999-12-31", "5874897-12-31", "5874898-01-01", "infinity", "-infinity", "0044-03-15 BC",
          "4714-11-24 BC", "4714-11-23 BC", "2020-13-01", "2020-1-1", " 2020-01-01 ", "2020-00-10", "2020-04-31", "1900-02-29", "2000-02-29"},
         "0123456789-: T+BC",
         left});
    compare<data::Timestamp>(
        {"timestamp",
         {"2020-01-01 00:00:00", "2020-01-01T10:20:30", "2020-01-01 23:59:59.999999", "2020-01-01 23:59:59.9999995", "2020-01-01 24:00:00",
          "2020-01-01 23:59:60", "2020-01-01 25:00:00", "infinity", "-infinity", "294276-12-31 23:59:59.999999", "294277-01-01 00:00:00",
          "4714-11-24 00:00:00 BC", "2020-01-01 10:20", "2020-01-01", "2020-01-01 10:20:30.5", "2020-02-30 00:00:00", "2020-01-01 10:60:00"},
         "0123456789-: T.+Z",
         left});
    compare<data::TimestampTz>(
        {"timestamptz",
         {"2020-01-01 00:00:00+00", "2020-01-01T10:20:30Z", "2020-01-01 23:59:59.5+05:30", "2020-01-01 00:00:00-08", "2020-01-01 00:00:00+15:59",
          "2020-01-01 00:00:00+16", "infinity", "2020-01-01 10:20:30.123456-03:30:15", "2020-01-01 00:00:00+0530", "294276-12-31 23:59:59+00"},
         "0123456789-: T.+Z",
         left});
    compare<data::TimeOfDay>(
        {"time",
         {"00:00:00", "24:00:00", "23:59:59.999999", "24:00:01", "10:20", "10:20:30.5", "23:59:60", "25:00:00", "10:60:00", "00:00:00.0000005"},
         "0123456789:. ",
         left});
}

TEST_F(Casts, of_intervals) {
    const std::vector<Left> left{{"ISO 8601, other orders and spellings, signs and fractions of larger units: a changeset takes what PostgreSQL prints", ""}};
    compare<data::Interval>({"interval",
                             {"1 year 2 mons 3 days 04:05:06",
                              "-1 years",
                              "00:00:00",
                              "1 day",
                              "-3 days +04:05:06.5",
                              "1 mon",
                              "24:00:00",
                              "-00:00:01",
                              "100:00:00",
                              "2 mons",
                              "3 years -1 mons",
                              "1 day 1 day",
                              "1 week",
                              "2 hours",
                              "9999999999 hours",
                              "2562047787:59:59",
                              "2562047788:00:00",
                              "5 minutes 3 seconds",
                              "-1 weeks",
                              "1 hour 02:03:04",
                              "1 mon 2 months",
                              "2147483647 mons",
                              "2147483648 mons"},
                             "0123456789-:+. daysmon",
                             left});
}

TEST_F(Casts, of_other_types) {
    compare<data::Uuid>({"uuid",
                         {"0b0c8a4e-1111-2222-3333-444455556666", "{0b0c8a4e-1111-2222-3333-444455556666}", "0B0C8A4E11112222333344445555AAAA",
                          "0b0c-8a4e-1111-2222-3333-4444-5555-6666"},
                         "0123456789abcdefABCDEF-{}g ",
                         {}});
    compare<data::Inet>(
        {"inet",
         {"10.0.0.1", "10.0.0.0/8", "::1", "2001:db8::/32", "1.2.3.4/33", "256.1.1.1", "::ffff:1.2.3.4", "fe80::1/64", "0.0.0.0/0", "1:2:3:4:5:6:7:8"},
         "0123456789abcdef:./",
         {{"networks with bytes left out, and leading zeros, are read by two rules", ""}}});
    compare<data::Cidr>({"cidr",
                         {"10.0.0.0/8", "10.0.0.1/8", "::/0", "2001:db8::/32", "192.168.1.0/24", "10.1.2.3"},
                         "0123456789abcdef:./",
                         {{"networks with bytes left out: 10/8", ""}}});
    compare<data::MacAddr>({"macaddr",
                            {"08:00:2b:01:02:03", "08-00-2b-01-02-03", "08002b:010203", "08002b-010203", "0800.2b01.0203", "08002b010203", "0800-2b01-0203"},
                            "0123456789abcdefABF:-. ",
                            {{"single digits, and blanks around: sscanf() takes them", ""}}});
    compare<data::Bytea>({"bytea",
                          {"\\x", "\\x00ff", "\\xABcd", "\\x0", "\\x 00 ff", "\\xzz"},
                          "0123456789abcdefx\\ ",
                          {{"the escape format: values are printed as hexadecimal digits", ""}}});
    compare<data::Json>({"jsonb",
                         {R"({"a": [1, 2.50, {"b": null}], "c": "x\n\u00e9"})", "[]", "{}", "1", "\"a\"", "null", "true", "[1,2", "{\"a\"}", "1e5", "-0", "01",
                          "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", " [ 1 ] ", "1e200000", "nul", "\"\t\""},
                         R"(0123456789{}[],:"\\untrefalsbd.eE+- )",
                         {{"zero with an exponent out of range", "0[eE][-+]?[0-9]{5}"}}});
}

TEST_F(Casts, of_text) {
    run("CREATE FUNCTION storable(hex text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM convert_from(decode(hex, 'hex'), 'UTF8'); RETURN true; "
        "EXCEPTION WHEN OTHERS THEN RETURN false; END $$");
    constexpr std::array<std::string_view, 22> k_pieces{"a",
                                                        "\xc3\xa9",
                                                        "\xe2\x82\xac",
                                                        "\xf0\x9f\x98\x80",
                                                        "\xc0",
                                                        "\xc1\xbf",
                                                        "\xe0\x80\x80",
                                                        "\xe0\xa0\x80",
                                                        "\xed\x9f\xbf",
                                                        "\xed\xa0\x80",
                                                        "\xf0\x80\x80\x80",
                                                        "\xf0\x90\x80\x80",
                                                        "\xf4\x8f\xbf\xbf",
                                                        "\xf4\x90\x80\x80",
                                                        "\xf5",
                                                        "\xff",
                                                        "\x80",
                                                        "\xbf",
                                                        "\xe2\x82",
                                                        "\xf0\x9f\x98",
                                                        "\xef\xbf\xbe",
                                                        "\x7f"};
    Draw draw(5);
    std::vector<std::string> texts, digits;
    while (texts.size() < 4000) {
        auto& text = texts.emplace_back();
        auto& hex = digits.emplace_back();
        for (auto left = draw.below(4); left > 0; --left) text += draw.one_of(k_pieces);
        if (draw.once_in(40)) text += '\0';
        for (const char c : text) {
            constexpr std::string_view k_hex = "0123456789abcdef";
            hex += k_hex[static_cast<unsigned char>(c) >> 4U];
            hex += k_hex[static_cast<unsigned char>(c) & 15U];
        }
    }
    const auto rows = ask("SELECT storable(t) FROM unnest($1::text[]) WITH ORDINALITY u(t, n) ORDER BY n", {array(digits)});
    ASSERT_EQ(static_cast<std::size_t>(rows.size()), texts.size());
    for (std::size_t at = 0; at < texts.size(); ++at) EXPECT_EQ(taken<std::string>(texts[at]).has_value(), rows[static_cast<int>(at)].boolean(0)) << digits[at];
}

}  // namespace
}  // namespace whimbrel::testing
