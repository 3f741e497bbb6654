// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/input.h"

#include "whimbrel/data/json_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <random>

namespace whimbrel::data {
namespace {

using ::testing::HasSubstr;
using Sort = InputValue::Sort;

Input input(std::string_view document) {
    auto made = Input::from_json(document);
    EXPECT_TRUE(made) << made.error().render();
    return made ? std::move(*made) : Input();
}

std::string refusal(std::string_view document) {
    const auto made = Input::from_json(document);
    if (made) return "taken";
    EXPECT_EQ(made.error().code, ErrorCode::input_invalid);
    return made.error().message;
}

TEST(Input, keeps_numbers_as_they_were_written) {
    const auto made = input(R"({"a": 12345678901234567890123.4500, "b": -0, "c": 1e999})");
    EXPECT_EQ(made.find("a")->text, "12345678901234567890123.4500");
    EXPECT_EQ(made.find("b")->text, "-0");
    EXPECT_EQ(made.find("c")->text, "1e999");
}

TEST(Input, keeps_what_is_nested_as_text) {
    const auto made = input(R"( {"tags" : [1, "x\n", {"a": [ ]}, [2]], "o": {"k": 1.50 }} )");
    const auto& tags = *made.find("tags");
    EXPECT_EQ(tags.sort, Sort::array);
    EXPECT_EQ(tags.text, R"([1, "x\n", {"a": [ ]}, [2]])");
    ASSERT_EQ(tags.elements.size(), 4U);
    EXPECT_EQ(tags.elements[1].text, "x\n");
    EXPECT_EQ(tags.elements[2].text, R"({"a": [ ]})");
    EXPECT_EQ(tags.elements[3].text, "[2]");
    EXPECT_EQ(made.find("o")->text, R"({"k": 1.50 })");
}

TEST(Input, decodes_strings) { EXPECT_EQ(input(R"({"a\"": "\u00e9\ud83d\ude00\/\b"})").find("a\"")->text, "é😀/\b"); }

TEST(Input, refuses_what_is_no_object) {
    EXPECT_THAT(refusal("[]"), HasSubstr("something else begins at byte 0"));
    EXPECT_THAT(refusal(""), HasSubstr("at byte 0"));
    EXPECT_THAT(refusal("{} x"), HasSubstr("something after the object"));
    EXPECT_THAT(refusal(R"({"a": 1,})"), HasSubstr("no name of a field"));
    EXPECT_THAT(refusal(R"({"a": 1, "b": 2, "a": 3})"), HasSubstr("a name twice"));
    EXPECT_THAT(refusal(R"({"a": 1, "\u0061": 3})"), HasSubstr("a name twice"));
    EXPECT_THAT(refusal("{\"a\": \"\xff\"}"), HasSubstr("no UTF-8"));
    EXPECT_THAT(refusal("{\"a\": \"\xed\xa0\x80\"}"), HasSubstr("no UTF-8"));
    EXPECT_THAT(refusal(R"({"a": "\u0000"})"), HasSubstr("NUL"));
    EXPECT_THAT(refusal(R"({"a": {"b": "\u0000"}})"), HasSubstr("NUL"));
    EXPECT_THAT(refusal(R"({"a": "\ud800"})"), HasSubstr("surrogate"));
    EXPECT_THAT(refusal("{\"a\": \"\n\"}"), HasSubstr("control character"));
    EXPECT_THAT(refusal(R"({"a": "b)"), HasSubstr("not closed"));
    EXPECT_THAT(refusal(R"({"a": 01})"), HasSubstr("no end of the object"));
    EXPECT_THAT(refusal(R"({"a": 1e131072})"), HasSubstr("out of range"));
    EXPECT_THAT(refusal(R"({"a": 1e-99999999999999999999})"), HasSubstr("out of range"));
    EXPECT_THAT(refusal(R"({"a": .5})"), HasSubstr("no JSON value"));
}

TEST(Input, is_not_nested_without_end) {
    const auto nested = [](std::size_t depth) { return R"({"a": )" + std::string(depth, '[') + std::string(depth, ']') + "}"; };
    EXPECT_TRUE(Input::from_json(nested(Input::k_max_depth)));
    EXPECT_THAT(refusal(nested(Input::k_max_depth + 1)), HasSubstr("too deeply"));
    EXPECT_THAT(refusal(R"({"a": )" + std::string(1'000'000, '[')), HasSubstr("too deeply"));
}

template <class T>
std::optional<T> as(std::string_view value) {
    const auto made = input(R"({"v": )" + std::string(value) + "}");
    T out{};
    return data::cast(*made.find("v"), out) ? std::optional(out) : std::nullopt;
}

TEST(Casting, takes_what_is_of_the_type) {
    EXPECT_EQ(as<std::int32_t>("22"), 22);
    EXPECT_EQ(as<std::int32_t>("\"22\""), 22);
    EXPECT_EQ(as<std::int32_t>("2147483648"), std::nullopt);
    EXPECT_EQ(as<std::int32_t>("2.5"), std::nullopt);
    EXPECT_EQ(as<std::int32_t>("true"), std::nullopt);
    EXPECT_EQ(as<std::int32_t>("[1]"), std::nullopt);
    EXPECT_EQ(as<std::string>("22"), std::nullopt);
    EXPECT_EQ(as<std::string>("{}"), std::nullopt);
    EXPECT_EQ(as<std::string>("\"x\""), "x");
    EXPECT_EQ(as<bool>("true"), true);
    EXPECT_EQ(as<bool>("\"off\""), false);
    EXPECT_EQ(as<bool>("1"), std::nullopt);
    EXPECT_EQ(as<Numeric>("8.50").value().text(), "8.50");
    EXPECT_EQ(as<Array<std::int32_t>>("[1, null, \"3\"]"), (Array<std::int32_t>{1, std::nullopt, 3}));
    EXPECT_EQ(as<Array<std::int32_t>>("[1, [2]]"), std::nullopt);
    EXPECT_EQ(as<Json>(R"({"a": [1.50]})").value().text, R"({"a": [1.50]})");
    EXPECT_EQ(as<Json>(R"("a\"b\n")").value().text, R"("a\"b\u000a")");
}

TEST(Casting, takes_documents_of_forms) {
    const auto form = Input::from_strings({{"doc", R"({"a": 1})"}, {"bad", "{"}});
    Json out;
    EXPECT_TRUE(data::cast(*form.find("doc"), out));
    EXPECT_EQ(out.text, R"({"a": 1})");
    EXPECT_FALSE(data::cast(*form.find("bad"), out));
}

TEST(Casting, takes_no_text_that_postgres_cannot_hold) {
    std::string out;
    for (const auto* text : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"})
        EXPECT_FALSE(data::cast(*Input::from_strings({{"v", text}}).find("v"), out)) << text;
    EXPECT_FALSE(data::cast(*Input::from_strings({{"v", std::string("a\0b", 3)}}).find("v"), out));
    EXPECT_TRUE(data::cast(*Input::from_strings({{"v", "\xf0\x9f\x98\x80"}}).find("v"), out));
}

/// Another parser takes the same documents, but for numbers too large for it and what jsonb refuses, which the pieces have none of.
TEST(JsonScanner, agrees_with_another_parser) {
    constexpr std::array<std::string_view, 30> k_pieces{"{",    "}",   "[", "]",  ",",    ":",  "\"a\"",       "\"\\n\"", "\"\xc3\xa9\"", "\"\xc3\"",
                                                        "1",    "-",   "0", ".5", "1.5",  "e3", "1E+2",        "01",      "true",         "false",
                                                        "null", "nul", " ", "\n", "\"\\", "\"", "\"\\u00e9\"", "\"\\x\"", "\t",           "/"};
    std::mt19937 random(7);  // NOLINT: the same documents every time
    int taken = 0;
    for (int round = 0; round < 200'000; ++round) {
        std::string text;
        for (auto pieces = random() % 9 + 1; pieces > 0; --pieces) text += k_pieces[random() % k_pieces.size()];
        if (text.find("e30") != std::string::npos || text.find("e31") != std::string::npos || text.find("E+2") != std::string::npos) continue;
        const bool is = is_json(text, 32);
        taken += is ? 1 : 0;
        ASSERT_EQ(is, nlohmann::json::accept(text)) << text;
    }
    EXPECT_GT(taken, 1000);
}

}  // namespace
}  // namespace whimbrel::data
