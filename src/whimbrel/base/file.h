// SPDX-License-Identifier: Apache-2.0
// Reading and writing whole files. A write is atomic: the new content stands beside its place, is
// flushed to disk, and is renamed into it last, so that a crash leaves the old file or the new one.
#pragma once

#include "whimbrel/base/owner.h"
#include "whimbrel/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace whimbrel {

/// The whole content. Errors: file_unreadable, with the system's reason.
Result<std::string> read_file(const std::filesystem::path& path);

/// Writes `content` to `path` atomically, creating parent folders. Errors: file_unwritable.
Result<> write_file(const std::filesystem::path& path, std::string_view content);

/// An exclusive lock on a file (flock), held until destroyed; the kernel frees it when the process dies.
class FileLock {
public:
    /// Takes the lock, or returns an empty lock where someone else holds it. Creates the file.
    static Result<FileLock> try_take(const std::filesystem::path& path);
    /// Waits for the lock.
    static Result<FileLock> take(const std::filesystem::path& path);
    explicit operator bool() const { return static_cast<bool>(fd_); }
    [[nodiscard]] int descriptor() const { return fd_.get(); }

private:
    FileDescriptor fd_;
};

}  // namespace whimbrel
