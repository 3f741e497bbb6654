// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/source/source.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/parse/token_hash.h"

#include <algorithm>

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

Result<Declaration> read_declaration(const fs::path& path) {
    std::error_code ec;
    std::vector<fs::path> paths;
    if (fs::is_directory(path, ec)) {
        for (auto it = fs::recursive_directory_iterator(path, ec); !ec && it != fs::recursive_directory_iterator(); it.increment(ec))
            if (it->path().extension() == ".sql" && it->is_regular_file(ec)) paths.push_back(it->path());
        if (ec) return fail(ErrorCode::file_unreadable, format("cannot read the folder {}: {}", path.string(), ec.message()));
        std::ranges::sort(paths);
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
