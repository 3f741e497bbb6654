// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/wrapping.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace whimbrel::codegen {

namespace {

using Lines = std::vector<std::string>;

std::string blanks(std::size_t number) { return std::string(number, ' '); }

/// Positions in a line.
struct Group {
    std::size_t open, close;
    std::vector<std::size_t> commas;
};
/// What is in no bracket.
struct Outline {
    std::vector<Group> groups;          ///< that hold something
    std::vector<std::size_t> calls;     ///< the dots of a().b().c()
    std::vector<std::size_t> bars;      ///< of a union
    std::size_t quote = 0, quoted = 0;  ///< the last text, with its quotes: where it begins and ends
};

class Scan {
public:
    explicit Scan(std::string_view text, Language language) : text_(text), language_(language) {}

    Outline run() {
        for (std::size_t at = 0; at < text_.size(); ++at) {
            if (text_.substr(at).starts_with("//")) break;
            if (is_quote(text_[at])) at = text_end(at) - 1;
            else step(at);
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] bool is_quote(char c) const { return c == '"' || (language_ == Language::typescript && (c == '\'' || c == '`')); }

    std::size_t text_end(std::size_t begin) {
        auto end = begin + 1;
        while (end < text_.size() && text_[end] != text_[begin]) end += text_[end] == '\\' ? 2U : 1U;
        end = std::min(end + 1, text_.size());
        if (open_.empty() && text_[begin] == '"') {
            out_.quote = begin;
            out_.quoted = end;
        }
        return end;
    }

    void step(std::size_t at) {
        const char c = text_[at];
        if (c == '(' || c == '[' || c == '{') {
            open_.push_back({at, 0, {}});
        } else if ((c == ')' || c == ']' || c == '}') && !open_.empty()) {
            open_.back().close = at;
            if (open_.size() == 1 && at > open_.back().open + 1) out_.groups.push_back(std::move(open_.back()));
            open_.pop_back();
        } else if (c == ',' && !open_.empty()) {
            open_.back().commas.push_back(at);
        } else if (open_.empty() && c == '.' && at > 0 && text_[at - 1] == ')') {
            out_.calls.push_back(at);
        } else if (open_.empty() && text_.substr(at).starts_with("| ")) {
            out_.bars.push_back(at);
        }
    }

    std::string_view text_;
    Language language_;
    std::vector<Group> open_;
    Outline out_;
};

/// A character of a text between quotes, as it is written: \n, \001, \u202a.
std::size_t unit_size(std::string_view text) {
    if (!text.starts_with('\\') || text.size() < 2) return 1;
    const std::size_t length = text[1] == 'u' ? 6 : text[1] >= '0' && text[1] <= '7' ? 4 : 2;
    return std::min(length, text.size());
}

class Layout {
public:
    explicit Layout(Language language) : language_(language), width_(width_of(language)), indent_(language == Language::cpp ? 4 : 2) {}

    /// `text` from `column` on; what follows in other lines is indented as it needs, at least by `indent`.
    Lines lay(std::string_view text, std::size_t column, std::size_t indent) const {
        if (column + text.size() <= width_) return {std::string(text)};
        const auto outline = Scan(text, language_).run();
        if (language_ == Language::cpp && outline.calls.size() > 1) return chain(text, outline, column, indent);
        if (!outline.groups.empty()) return group(text, outline.groups.back(), column, indent);
        if (const auto types = arguments_of_type(text); types && language_ == Language::typescript) return group(text, *types, column, indent);
        if (language_ == Language::typescript && !outline.bars.empty()) return alternatives(text, outline, indent);
        if (outline.quoted > 0) return quoted(text, outline, column, indent);
        return {std::string(text)};
    }

private:
    [[nodiscard]] bool fits(const Lines& lines, std::size_t column) const {
        return column + lines.front().size() <= width_ &&
               std::ranges::all_of(lines.begin() + 1, lines.end(), [&](const auto& line) { return line.size() <= width_; });
    }

    Lines chain(std::string_view text, const Outline& outline, std::size_t column, std::size_t indent) const {
        Lines out = lay(text.substr(0, outline.calls.front()), column, indent);
        for (std::size_t at = 0; at < outline.calls.size(); ++at) {
            const auto end = at + 1 < outline.calls.size() ? outline.calls[at + 1] : text.size();
            add(out, lay(text.substr(outline.calls[at], end - outline.calls[at]), indent + indent_, indent + indent_), indent + indent_);
        }
        return out;
    }

    static void add(Lines& out, Lines lines, std::size_t indent) {
        lines.front().insert(0, blanks(indent));
        out.insert(out.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
    }

    /// name: Type<A, B>;
    static std::optional<Group> arguments_of_type(std::string_view text) {
        Group out{.open = text.rfind('<'), .close = text.rfind(">;"), .commas = {}};
        if (out.open == std::string_view::npos || out.close == std::string_view::npos || text.find('"', out.open) != std::string_view::npos)
            return std::nullopt;
        for (auto at = out.open; at < out.close; ++at)
            if (text[at] == ',') out.commas.push_back(at);
        return out;
    }

    Lines group(std::string_view text, Group group, std::size_t column, std::size_t indent) const {
        // ({ … }) is broken as one.
        while (group.commas.empty()) {
            const auto inner = text.substr(group.open + 1, group.close - group.open - 1);
            auto outline = Scan(inner, language_).run();
            if (outline.groups.size() != 1 || outline.groups[0].open != 0 || outline.groups[0].close + 1 != inner.size()) break;
            const auto shift = group.open + 1;
            group = {outline.groups[0].open + shift, outline.groups[0].close + shift, std::move(outline.groups[0].commas)};
            for (auto& comma : group.commas) comma += shift;
        }
        const std::string head(text.substr(0, group.open + 1));
        const auto rest = text.substr(group.close);
        std::vector<std::string> items;
        auto begin = group.open + 1;
        group.commas.push_back(group.close);
        for (const auto comma : group.commas) {
            while (begin < comma && text[begin] == ' ') ++begin;
            items.emplace_back(text.substr(begin, comma - begin));
            begin = comma + 1;
        }
        while (!items.back().empty() && items.back().back() == ' ') items.back().pop_back();
        Lines hanging{head};
        if (language_ == Language::typescript) {
            fill(hanging, items, "", indent + indent_);
            hanging.push_back(blanks(indent) + std::string(rest));
            return hanging;
        }
        fill(hanging, items, rest, indent + indent_);
        Lines aligned;
        fill(aligned, items, rest, column + head.size());
        aligned.front() = head + aligned.front().substr(column + head.size());
        const bool is_aligned_better = fits(aligned, column) == fits(hanging, column) ? aligned.size() <= hanging.size() : fits(aligned, column);
        return is_aligned_better ? aligned : hanging;
    }

    /// As many in a line as it holds; one that takes several lines has them for itself.
    void fill(Lines& out, const std::vector<std::string>& items, std::string_view rest, std::size_t indent) const {
        std::string line;
        const auto flush = [&] {
            if (!line.empty()) out.push_back(blanks(indent) + line);
            line.clear();
        };
        for (std::size_t at = 0; at < items.size(); ++at) {
            const auto item = items[at] + (at + 1 < items.size() ? "," : std::string(rest));
            if (!line.empty() && indent + line.size() + 1 + item.size() > width_) flush();
            if (indent + item.size() <= width_) {
                line += (line.empty() ? "" : " ") + item;
                continue;
            }
            add(out, lay(item, indent, indent), indent);
        }
        flush();
    }

    Lines quoted(std::string_view text, const Outline& outline, std::size_t column, std::size_t indent) const {
        auto head = text.substr(0, outline.quote);
        const auto tail = text.substr(outline.quoted);
        Lines out;
        auto at = column;
        if (!head.empty()) {
            while (head.ends_with(' ')) head.remove_suffix(1);
            out.emplace_back(head);
            at = indent + indent_;
        }
        const std::string_view join = language_ == Language::cpp ? "" : " +";
        std::string line = "\"";
        auto body = text.substr(outline.quote + 1, outline.quoted - outline.quote - 2);
        while (!body.empty()) {
            std::size_t word = 0;
            while (word < body.size()) {
                const auto size = unit_size(body.substr(word));
                word += size;
                if (body[word - 1] == ' ' && size == 1) break;
            }
            const bool is_last = word == body.size();
            if (line.size() > 1 && at + line.size() + word + 1 + (is_last ? tail.size() : join.size()) > width_) {
                out.push_back((out.empty() ? "" : blanks(at)) + line + "\"" + std::string(join));
                line = "\"";
            }
            line += body.substr(0, word);
            body.remove_prefix(word);
        }
        out.push_back((out.empty() ? "" : blanks(at)) + line + "\"" + std::string(tail));
        return out;
    }

    Lines alternatives(std::string_view text, const Outline& outline, std::size_t indent) const {
        // type X = "a" | "b"
        Lines out;
        auto begin = text.find("= ");
        if (begin == std::string_view::npos || begin > outline.bars.front()) return {std::string(text)};
        out.emplace_back(text.substr(0, begin + 1));
        begin += 2;
        for (std::size_t at = 0; at <= outline.bars.size(); ++at) {
            auto end = at < outline.bars.size() ? outline.bars[at] : text.size();
            auto one = text.substr(begin, end - begin);
            while (one.ends_with(' ')) one.remove_suffix(1);
            out.push_back(blanks(indent + indent_) + "| " + std::string(one));
            begin = end + 2;
        }
        return out;
    }

    Language language_;
    std::size_t width_, indent_;
};

/// Between words. A line of C++ that ends with a backslash would go on in the next one.
std::string wrapped_comment(std::string_view line, std::string_view lead, std::size_t width) {
    const auto is_end = [&](std::size_t at) { return line[at] == ' ' && line[at - 1] != '\\' && line[at - 1] != ' '; };
    std::string out;
    std::size_t begin = lead.size();
    const auto room = width - std::min(width, lead.size());
    while (line.size() - begin > room) {
        auto cut = begin + room;
        while (cut > begin && !is_end(cut)) --cut;
        if (cut == begin)
            for (cut = begin + room; cut < line.size() && !is_end(cut);) ++cut;
        if (cut == line.size()) break;
        out += std::string(lead) + std::string(line.substr(begin, cut - begin)) + "\n";
        begin = cut + 1;
    }
    return out + std::string(lead) + std::string(line.substr(begin));
}

/// What goes on behind the end of a line: a raw string, or a template.
bool is_open_after(std::string_view line, Language language, bool is_open) {
    // What documentation says opens nothing.
    const auto text = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    if (!is_open && (text.starts_with('/') || text.starts_with("* "))) return false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const auto rest = line.substr(at);
        if (language == Language::cpp) {
            if (is_open ? rest.starts_with(")sql\"") : rest.starts_with("R\"sql(")) is_open = !is_open;
            continue;
        }
        if (is_open && line[at] == '\\') ++at;
        else if (line[at] == '`') is_open = !is_open;
        else if (!is_open && line[at] == '"')
            while (++at < line.size() && line[at] != '"') at += line[at] == '\\' ? 1U : 0U;
    }
    return is_open;
}

}  // namespace

std::string wrapped(std::string_view text, Language language) {
    std::string out;
    const auto width = width_of(language);
    for (bool is_open = false; !text.empty();) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const bool was_open = std::exchange(is_open, is_open_after(line, language, is_open));
        const auto indent = std::min(line.find_first_not_of(' '), line.size());
        const std::string_view mark = language == Language::cpp ? "/// " : "* ";
        if (line.size() <= width || was_open || is_open || line.starts_with('#')) {
            out += line;
        } else if (line.substr(indent).starts_with(mark)) {
            out += wrapped_comment(line, line.substr(0, indent + mark.size()), width);
        } else {
            const auto lines = Layout(language).lay(line.substr(indent), indent, indent);
            out += line.substr(0, indent);
            for (std::size_t at = 0; at < lines.size(); ++at) out += (at == 0 ? "" : "\n") + lines[at];
        }
        out += '\n';
    }
    return out;
}

}  // namespace whimbrel::codegen
