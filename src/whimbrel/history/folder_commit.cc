// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/history/folder_commit.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace whimbrel::history {

namespace fs = std::filesystem;

namespace {

constexpr auto k_staged = ".whimbrel-staged";
constexpr auto k_committed = ".whimbrel-commit";
constexpr auto k_manifest = "manifest";

Failing unwritable(const fs::path& path, const std::error_code& why) {
    return fail(ErrorCode::file_unwritable, format("cannot write {}: {}", path.string(), why.message()))
        .hint("Check the free space of the disk and the permissions of the folder, and run the command again.");
}

/// After a loss of power a rename is only there where its folder was flushed.
void flush_folder(const fs::path& folder) {
    const FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd) static_cast<void>(::fsync(fd.get()));
}

/// What the pivot was and will be, then the files to remove, a line each.
struct Manifest {
    std::string pivot, pivot_before, pivot_after;
    std::vector<std::string> removed;
};

std::string render(const Manifest& manifest) {
    std::string text = manifest.pivot + "\n" + manifest.pivot_before + "\n" + manifest.pivot_after + "\n";
    for (const auto& name : manifest.removed) text += name + "\n";
    return text;
}

Manifest parse_manifest(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    lines.resize(std::max<std::size_t>(lines.size(), 3));
    return {lines[0], lines[1], lines[2], {lines.begin() + 3, lines.end()}};
}

/// Empty where the file does not exist.
std::string hash_of(const fs::path& path) {
    const auto text = read_file(path);
    return text ? sha256_hex(*text) : std::string();
}

Result<> stage(const fs::path& folder, const FolderChange& change, const std::function<void(const std::string&)>& after) {
    const fs::path staged = folder / k_staged;
    std::error_code ec;
    fs::create_directories(staged, ec);
    if (ec) return unwritable(folder, ec);
    if (after) after("folder");
    for (const auto& [name, content] : change.files) {
        WHIMBREL_CHECK(write_file(staged / name, content));
        if (after) after(name);
    }
    const auto& [pivot, content] = change.files.front();
    WHIMBREL_CHECK(write_file(staged / k_manifest, render({pivot, hash_of(folder / pivot), sha256_hex(content), change.removed})));
    if (after) after(k_manifest);
    flush_folder(staged);
    return {};
}

/// Moves what is committed into place. The pivot goes first: as long as it is the old one nothing has moved.
Result<> move_into_place(const fs::path& folder, const std::function<void(const std::string&)>& after) {
    const fs::path committed = folder / k_committed;
    WHIMBREL_TRY(const std::string text, read_file(committed / k_manifest));
    const Manifest manifest = parse_manifest(text);
    std::vector<std::string> names;
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(committed, ec)) {
        const auto name = entry.path().filename().string();
        if (name != k_manifest) names.push_back(name);
    }
    std::ranges::sort(names);
    std::ranges::stable_partition(names, [&](const std::string& name) { return name == manifest.pivot; });
    for (const auto& name : names) {
        fs::rename(committed / name, folder / name, ec);
        if (ec) return unwritable(folder / name, ec);
        if (after) after("rename " + name);
    }
    for (const auto& name : manifest.removed) {
        fs::remove(folder / name, ec);
        if (ec) return unwritable(folder / name, ec);
        if (after) after("remove " + name);
    }
    flush_folder(folder);
    fs::remove_all(committed, ec);
    if (ec) return unwritable(committed, ec);
    if (after) after("end");
    return {};
}

}  // namespace

FolderLock::FolderLock(const fs::path& folder, Mode mode) : fd_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (!fd_) return;
    const int operation = mode == Mode::shared ? LOCK_SH : LOCK_EX;
    while (::flock(fd_.get(), operation) != 0 && errno == EINTR) {}
}

Result<> commit(const fs::path& folder, const FolderChange& change, const std::function<void(const std::string&)>& after) {
    std::error_code ec;
    if (const auto staged = stage(folder, change, after); !staged) {
        fs::remove_all(folder / k_staged, ec);
        return staged;
    }
    fs::rename(folder / k_staged, folder / k_committed, ec);
    if (ec) {
        const auto why = ec;
        fs::remove_all(folder / k_staged, ec);
        return unwritable(folder, why);
    }
    flush_folder(folder);
    if (after) after("commit");
    return move_into_place(folder, after);
}

bool commit_is_unfinished(const fs::path& folder) {
    std::error_code ec;
    return fs::exists(folder / k_staged, ec) || fs::exists(folder / k_committed, ec);
}

Result<> finish_commit(const fs::path& folder) {
    std::error_code ec;
    fs::remove_all(folder / k_staged, ec);
    if (ec) return unwritable(folder / k_staged, ec);
    if (!fs::exists(folder / k_committed, ec)) return {};
    // Without its manifest the commit had come to its end: the manifest is among what is removed last.
    if (const auto text = read_file(folder / k_committed / k_manifest)) {
        const Manifest manifest = parse_manifest(*text);
        const auto pivot = hash_of(folder / manifest.pivot);
        if (pivot == manifest.pivot_before || pivot == manifest.pivot_after) return move_into_place(folder, {});
    }
    fs::remove_all(folder / k_committed, ec);
    if (ec) return unwritable(folder / k_committed, ec);
    return {};
}

}  // namespace whimbrel::history
