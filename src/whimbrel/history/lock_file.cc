// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/history/lock_file.h"

#include "whimbrel/base/format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace whimbrel::history {

namespace {

using nlohmann::json;

constexpr int k_format = 1;

Failing broken(const std::filesystem::path& path, int line, const std::string& why) {
    return fail(ErrorCode::history_broken, format("{} {}", path.filename().string(), why)).at({path.string(), line, 0});
}

constexpr auto k_restore = "Restore the file from version control, or run `whimbrel rebase` where a merge left it so.";

std::string text_of(const json& row, const char* key) {
    const auto it = row.find(key);
    return it != row.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::vector<std::string> texts_of(const json& row, const char* key) {
    std::vector<std::string> texts;
    if (const auto it = row.find(key); it != row.end() && it->is_array())
        for (const auto& element : *it)
            if (element.is_string()) texts.push_back(element.get<std::string>());
    return texts;
}

Stamp stamp_of(const json& row) {
    Stamp stamp{.version = text_of(row, "version"),
                .id = text_of(row, "id"),
                .up_hash = text_of(row, "up"),
                .down_hash = text_of(row, "down"),
                .parent = text_of(row, "parent"),
                .proof = text_of(row, "proof"),
                .answers = {},
                .up_risks = texts_of(row, "up_risks"),
                .down_risks = texts_of(row, "down_risks")};
    if (const auto it = row.find("server"); it != row.end() && it->is_number_integer()) stamp.server_version = it->get<int>();
    if (const auto it = row.find("answers"); it != row.end() && it->is_object())
        for (const auto& [question, answer] : it->items())
            if (answer.is_string()) stamp.answers.emplace_back(question, answer.get<std::string>());
    return stamp;
}

std::string line_of(const Stamp& stamp) {
    json row{{"version", stamp.version}, {"id", stamp.id}, {"up", stamp.up_hash}, {"proof", stamp.proof}};
    if (!stamp.down_hash.empty()) row["down"] = stamp.down_hash;
    if (!stamp.parent.empty()) row["parent"] = stamp.parent;
    if (stamp.server_version != 0) row["server"] = stamp.server_version;
    for (const auto& [question, answer] : stamp.answers) row["answers"][question] = answer;
    if (!stamp.up_risks.empty()) row["up_risks"] = stamp.up_risks;
    if (!stamp.down_risks.empty()) row["down_risks"] = stamp.down_risks;
    return row.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<> check_header(const json& header, const std::filesystem::path& path) {
    if (text_of(header, "whimbrel") != "lock") return broken(path, 1, "does not begin with whimbrel's header").hint(k_restore);
    const auto it = header.find("format");
    const int number = it != header.end() && it->is_number_integer() ? it->get<int>() : 0;
    if (number > k_format)
        return broken(path, 1, format("was written by a newer whimbrel (format {}; this one knows {})", number, k_format)).hint("Update whimbrel.");
    return {};
}

/// What a line of a merged file is to the reader.
enum class Side { both, base, marker };

/// Follows git's markers: "<<<<<<<", then optionally "|||||||" and the common ancestor, "=======", ">>>>>>>".
Side side_of(std::string_view line, bool& in_base) {
    const auto is = [&](const char* marker) { return line.starts_with(marker); };
    if (is("|||||||")) in_base = true;
    if (is("=======") || is(">>>>>>>")) in_base = false;
    if (is("<<<<<<<") || is("|||||||") || is("=======") || is(">>>>>>>")) return Side::marker;
    return in_base ? Side::base : Side::both;
}

}  // namespace

int conflict_line(std::string_view text) {
    int line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        if (text.substr(at, 7) == "<<<<<<<" || text.substr(at, 7) == ">>>>>>>") return line;
        const auto end = text.find('\n', at);
        if (end == std::string_view::npos) break;
        at = end + 1;
    }
    return 0;
}

Error conflict_error(const std::filesystem::path& path, int line) {
    return broken(path, line, "holds conflict markers of a git merge")
        .hint("Run `whimbrel rebase`: it puts your migration on top of the merged one and writes the file anew.")
        .take();
}

Result<std::vector<Stamp>> parse_lock(const std::string& text, const std::filesystem::path& path, Conflicts conflicts) {
    if (const int line = conflict_line(text); line > 0 && conflicts == Conflicts::refuse) return std::unexpected(conflict_error(path, line));
    std::vector<Stamp> stamps;
    std::set<std::string, std::less<>> seen;  // both sides of a merge hold what they share only once, a careless one twice
    int number = 0;
    bool has_header = false;
    bool in_base = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        at = end + 1;
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty() || (conflicts == Conflicts::take_both && side_of(line, in_base) != Side::both)) continue;
        const json row = json::parse(line, nullptr, false);
        if (!row.is_object()) return broken(path, number, "holds a line that is not a JSON object").hint(k_restore);
        if (!has_header || row.contains("whimbrel")) {
            WHIMBREL_CHECK(check_header(row, path));
            has_header = true;
            continue;
        }
        if (!seen.insert(line).second) continue;
        stamps.push_back(stamp_of(row));
        const Stamp& stamp = stamps.back();
        if (stamp.version.empty() || stamp.id != migration_id(stamp.version, stamp.up_hash, stamp.down_hash, stamp.parent))
            return broken(path, number, format("holds a row that was changed by hand (version {})", stamp.version)).hint(k_restore);
    }
    return stamps;
}

std::string render_lock(std::vector<Stamp> stamps) {
    std::ranges::sort(stamps, version_less, &Stamp::version);
    std::string text = json{{"whimbrel", "lock"}, {"format", k_format}}.dump() + "\n";
    for (const auto& stamp : stamps) text += line_of(stamp) + "\n";
    return text;
}

Result<std::vector<Stamp>> chain(std::vector<Stamp> stamps, const std::filesystem::path& path, Conflicts conflicts) {
    std::ranges::stable_sort(stamps, version_less, &Stamp::version);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < stamps.size(); ++i) {
        if (i > 0 && stamps[i].version == stamps[i - 1].version && conflicts == Conflicts::refuse)
            return broken(path, 0, format("holds two rows of version {}", stamps[i].version)).hint(k_restore);
        ids.insert(stamps[i].id);
    }
    std::multimap<std::string, std::size_t> children;  // equal keys keep their order, which is that of the versions
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < stamps.size(); ++i) {
        const auto& stamp = stamps[i];
        if (!stamp.parent.empty() && ids.contains(stamp.parent)) {
            children.emplace(stamp.parent, i);
        } else if (stamp.parent.empty() || conflicts == Conflicts::take_both) {
            open.push_back(i);
        } else {
            return broken(path, 0, format("names a parent of version {} that it does not hold", stamp.version)).hint(k_restore);
        }
    }
    const std::greater<> older;  // they are sorted: what stands first is older, or stood first in the file
    std::vector<Stamp> ordered;
    std::ranges::make_heap(open, older);
    while (!open.empty()) {
        std::ranges::pop_heap(open, older);
        const std::size_t i = open.back();
        open.pop_back();
        ordered.push_back(stamps[i]);
        const auto [first, last] = children.equal_range(stamps[i].id);
        for (auto child = first; child != last; ++child) {
            open.push_back(child->second);
            std::ranges::push_heap(open, older);
        }
    }
    // An id is a hash over its parent's, so a cycle cannot be made by accident.
    if (ordered.size() != stamps.size()) return broken(path, 0, "holds migrations that are each other's parents").hint(k_restore);
    return ordered;
}

}  // namespace whimbrel::history
