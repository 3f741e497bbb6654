// SPDX-License-Identifier: Apache-2.0
// With the flags u (characters are those of Unicode) and s (a dot is any of them), what data::Regex takes is written nearly the same. Case is
// written out: the flag i knows letters beyond ASCII.
#include "whimbrel/codegen/javascript_pattern.h"

#include "whimbrel/base/format.h"
#include "whimbrel/data/json_text.h"

#include <algorithm>

namespace whimbrel::codegen {

namespace {

bool is_letter(char32_t code) { return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z'); }

std::string escaped(char32_t code, std::u32string_view special) {
    if (code < 0x20 || code == 0x7F || code == 0x2028 || code == 0x2029) return format("\\u{{{:x}}}", static_cast<std::uint32_t>(code));
    std::string out;
    if (special.find(code) != std::u32string_view::npos) out += '\\';
    data::append_character(code, out);
    return out;
}
std::string outside(char32_t code) { return escaped(code, U"^$\\.*+?()[]{}|/"); }
std::string inside(char32_t code) { return escaped(code, U"\\]^[-/"); }

std::string literal_of(const std::string& source) { return "/" + (source.empty() ? "(?:)" : source) + "/us"; }

/// What stands in brackets for a class's name.
std::string_view members_of(std::string_view name) {
    if (name == "digit") return "0-9";
    if (name == "xdigit") return "0-9a-fA-F";
    if (name == "alpha") return "a-zA-Z";
    if (name == "alnum") return "0-9a-zA-Z";
    if (name == "upper") return "A-Z";
    if (name == "lower") return "a-z";
    if (name == "space") return "\\t-\\r ";
    if (name == "blank") return " \\t";
    return "0-9a-zA-Z_";
}
std::string_view class_of(char letter) { return letter == 'd' || letter == 'D' ? "digit" : letter == 's' || letter == 'S' ? "space" : "word"; }

/// Of an expression that data::Regex took, so that its form is not asked again.
class Writing {
public:
    Writing(std::string_view pattern, data::Regex::Case letters) : rest_(pattern), any_case_(letters == data::Regex::Case::any) {}

    JavascriptPattern run() {
        while (!rest_.empty()) piece();
        return {literal_of(out_), is_of_ascii_};
    }

private:
    bool take(std::string_view text) {
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }

    void piece() {
        constexpr std::string_view k_same = ")|*+?^$.";
        if (k_same.find(rest_.front()) != std::string_view::npos) {
            out_ += rest_.front();
            rest_.remove_prefix(1);
        } else if (take("(?:") || take("(")) {
            out_ += "(?:";
        } else if (take("[")) {
            bracket();
        } else if (take("\\")) {
            if (is_class()) out_ += named_class();
            else literal(escape());
        } else if (rest_.size() > 1 && rest_.front() == '{' && rest_[1] >= '0' && rest_[1] <= '9') {
            const auto end = rest_.find('}') + 1;
            out_ += rest_.substr(0, end);
            rest_.remove_prefix(end);
        } else {
            literal(data::take_character(rest_));
        }
    }

    void literal(char32_t code) {
        if (any_case_ && is_letter(code)) out_ += format("[{}{}]", static_cast<char>(code | 0x20), static_cast<char>(code & ~char32_t{0x20}));
        else out_ += outside(code);
    }

    [[nodiscard]] bool is_class(std::size_t at = 0) const { return rest_.size() > at && std::string_view("dDsSwW").find(rest_[at]) != std::string_view::npos; }
    std::string named_class() {
        const bool inverse = rest_.front() < 'a';
        is_of_ascii_ = true;
        const auto members = members_of(class_of(rest_.front()));
        rest_.remove_prefix(1);
        return format("[{}{}]", inverse ? "^" : "", members);
    }

    char32_t escape() {
        constexpr std::u32string_view k_letters = U"tnrfv", k_meanings = U"\t\n\r\f\v";
        const auto code = data::take_character(rest_);
        const auto known = k_letters.find(code);
        return known == std::u32string_view::npos ? code : k_meanings[known];
    }
    char32_t element() { return take("\\") ? escape() : data::take_character(rest_); }

    void bracket() {
        out_ += take("^") ? "[^" : "[";
        for (bool is_first = true; is_first || !rest_.starts_with("]"); is_first = false) {
            if (take("[:")) {
                const auto name = rest_.substr(0, rest_.find(":]"));
                is_of_ascii_ = is_of_ascii_ || (name != "xdigit" && name != "blank");
                out_ += members_of(name);
                rest_.remove_prefix(name.size() + 2);
            } else if (rest_.front() == '\\' && is_class(1)) {
                is_of_ascii_ = true;
                out_ += members_of(class_of(rest_[1]));
                rest_.remove_prefix(2);
            } else {
                member();
            }
        }
        take("]");
        out_ += ']';
    }

    void member() {
        const auto first = element();
        const bool is_range = rest_.starts_with("-") && !rest_.starts_with("-]");
        if (is_range) take("-");
        const auto last = is_range ? element() : first;
        range(first, last);
        if (!any_case_) return;
        other_case(first, last, 'a', 'A');
        other_case(first, last, 'A', 'a');
    }
    void range(char32_t first, char32_t last) { out_ += first == last ? inside(first) : inside(first) + "-" + inside(last); }
    void other_case(char32_t first, char32_t last, char32_t from, char32_t to) {
        const auto low = std::max(first, from), high = std::min(last, static_cast<char32_t>(from + 25));
        if (low <= high) range(low - from + to, high - from + to);
    }

    std::string_view rest_;
    bool any_case_;
    bool is_of_ascii_ = false;
    std::string out_;
};

}  // namespace

std::optional<JavascriptPattern> javascript_of_regex(std::string_view pattern, data::Regex::Case letters) {
    data::Regex regex;
    if (!regex.compile(pattern, letters)) return std::nullopt;
    return Writing(pattern, letters).run();
}

JavascriptPattern javascript_of_like(std::string_view pattern) {
    std::string out = "^";
    while (!pattern.empty()) {
        const auto code = data::take_character(pattern);
        if (code == '%') out += out.ends_with(".*") ? "" : ".*";
        else if (code == '_') out += '.';
        else out += outside(code == '\\' ? data::take_character(pattern) : code);
    }
    return {literal_of(out + "$")};
}

}  // namespace whimbrel::codegen
