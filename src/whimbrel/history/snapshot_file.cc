// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/history/snapshot_file.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/history/lock_file.h"

#include <nlohmann/json.hpp>

namespace whimbrel::history {

namespace {

using nlohmann::json;

std::string header_line(const SnapshotHeader& header) {
    return json{{"whimbrel", "snapshot"},
                {"format", header.format},
                {"model", header.model},
                {"kinds", header.kinds},
                {"server", header.server_major},
                {"head", header.head},
                {"declaration", header.declaration_hash}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

Failing broken(const std::filesystem::path& path, const std::string& why) {
    return fail(ErrorCode::snapshot_broken, format("{} {}", path.filename().string(), why)).at({path.string(), 1, 0});
}

}  // namespace

std::string render_snapshot(const Snapshot& snapshot) { return header_line(snapshot.header) + "\n" + catalog::render_lines(snapshot.catalog); }

Result<SnapshotHeader> parse_snapshot_header(std::string_view line, const std::filesystem::path& path) {
    if (conflict_line(line) > 0) return std::unexpected(conflict_error(path, 1));
    const json row = json::parse(line, nullptr, false);
    const auto text = [&](const char* key) {
        const auto it = row.find(key);
        return it != row.end() && it->is_string() ? it->get<std::string>() : std::string();
    };
    const auto number = [&](const char* key) {
        const auto it = row.find(key);
        return it != row.end() && it->is_number_integer() ? it->get<int>() : 0;
    };
    if (!row.is_object() || text("whimbrel") != "snapshot")
        return broken(path, "does not begin with whimbrel's header").hint("Restore the file from version control.");
    SnapshotHeader header{.format = number("format"),
                          .model = number("model"),
                          .kinds = {},
                          .server_major = number("server"),
                          .head = text("head"),
                          .declaration_hash = text("declaration")};
    if (header.format > SnapshotHeader{}.format)
        return broken(path, format("was written by a newer whimbrel (format {}; this one knows {})", header.format, SnapshotHeader{}.format))
            .hint("Update whimbrel.");
    if (const auto it = row.find("kinds"); it != row.end() && it->is_array())
        for (const auto& kind : *it)
            if (kind.is_string()) header.kinds.push_back(kind.get<std::string>());
    return header;
}

Result<std::optional<Snapshot>> read_snapshot(const std::filesystem::path& folder) {
    const auto path = folder / k_snapshot_file;
    std::error_code ec;
    if (!std::filesystem::exists(path, ec)) return std::optional<Snapshot>();
    WHIMBREL_TRY(const std::string text, read_file(path));
    if (const int line = conflict_line(text); line > 0) return std::unexpected(conflict_error(path, line));
    const auto end = std::min(text.find('\n'), text.size());
    Snapshot snapshot;
    WHIMBREL_TRY(snapshot.header, parse_snapshot_header(std::string_view(text).substr(0, end), path));
    auto catalog = catalog::parse_lines(std::string_view(text).substr(std::min(end + 1, text.size())));
    if (!catalog) {
        auto error = std::move(catalog).error();
        // The lines were counted without the header's.
        if (error.span) error.span = SourceSpan{path.string(), error.span->line > 0 ? error.span->line + 1 : 0, error.span->column};
        error.context.push_back("reading " + path.string());
        return std::unexpected(std::move(error));
    }
    snapshot.catalog = std::move(*catalog);
    snapshot.catalog.set_version({snapshot.header.server_major * 10000});
    return snapshot;
}

}  // namespace whimbrel::history
