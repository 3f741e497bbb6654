// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/source/source.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/parse/token_hash.h"

#include <algorithm>
#include <set>

namespace whimbrel::source {

namespace fs = std::filesystem;

bool Declaration::empty() const {
    return std::ranges::all_of(files, [](const parse::SplitFile& file) { return file.statements.empty(); });
}

std::string Declaration::hash() const {
    Sha256 sum;
    for (const auto& file : files) sum.add(parse::token_hash(file.text));
    return sum.hex();
}

namespace {

/// Every .sql file below a folder, sorted. Links are followed, to folders as well: what stands behind one is declared like the rest.
Result<std::vector<fs::path>> files_below(const fs::path& folder) {
    std::error_code ec;
    std::vector<fs::path> paths;
    std::set<fs::path> folders{fs::canonical(folder, ec)};
    for (auto it = fs::recursive_directory_iterator(folder, fs::directory_options::follow_directory_symlink, ec);
         !ec && it != fs::recursive_directory_iterator(); it.increment(ec)) {
        const auto& path = it->path();
        // Hidden ones are an editor's (.#users.sql is a link to nowhere) or git's.
        if (path.filename().string().starts_with('.')) {
            it.disable_recursion_pending();
            continue;
        }
        std::error_code unknown;
        const auto status = it->status(unknown);
        if (fs::is_directory(status)) {
            if (!folders.insert(fs::canonical(path, unknown)).second)
                return fail(ErrorCode::file_unreadable, format("{} leads to a folder that is read already", path.string()))
                    .hint("Remove the link: what stands behind it would be declared twice.");
            continue;
        }
        if (path.extension() != ".sql") continue;
        if (!fs::exists(status) && it->is_symlink(unknown))
            return fail(ErrorCode::file_unreadable,
                        format("{} is a link to {}, where there is no file", path.string(), fs::read_symlink(path, unknown).string()))
                .hint("Put the file there, or remove the link.");
        if (fs::is_regular_file(status)) paths.push_back(path);
    }
    if (ec) return fail(ErrorCode::file_unreadable, format("cannot read the folder {}: {}", folder.string(), ec.message()));
    std::ranges::sort(paths);
    return paths;
}

}  // namespace

Result<Declaration> read_declaration(const fs::path& path) {
    std::error_code ec;
    std::vector<fs::path> paths;
    if (fs::is_directory(path, ec)) {
        WHIMBREL_TRY(paths, files_below(path));
    } else if (fs::exists(path, ec)) {
        paths.push_back(path);
    } else {
        return fail(ErrorCode::declaration_missing, format("there is no file or folder {}", path.string()))
            .hint("Create it, or correct the path given (in whimbrel.toml it is `schema`).");
    }
    Declaration out;
    for (const auto& file : paths) {
        WHIMBREL_TRY(auto text, read_file(file));
        WHIMBREL_TRY(auto split, parse::split(file.lexically_normal().string(), std::move(text)));
        out.files.push_back(std::move(split));
    }
    return out;
}

}  // namespace whimbrel::source
