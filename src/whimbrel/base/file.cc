// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/file.h"

#include "whimbrel/base/format.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace whimbrel {

namespace fs = std::filesystem;

namespace {

std::string reason() { return std::strerror(errno); }  // NOLINT(concurrency-mt-unsafe): glibc's is thread-safe

Failing unreadable(const fs::path& path, const std::string& why) { return fail(ErrorCode::file_unreadable, format("cannot read {}: {}", path.string(), why)); }

Failing unwritable(const fs::path& path, const std::string& why) {
    return fail(ErrorCode::file_unwritable, format("cannot write {}: {}", path.string(), why))
        .hint("Check the free space of the disk and the permissions of the folder, and run the command again.");
}

Result<> write_all(int fd, std::string_view content, const fs::path& path) {
    while (!content.empty()) {
        const ssize_t n = ::write(fd, content.data(), content.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return unwritable(path, reason());
        content.remove_prefix(static_cast<std::size_t>(n));
    }
    if (::fsync(fd) != 0) return unwritable(path, reason());
    return {};
}

}  // namespace

Result<std::string> read_file(const fs::path& path) {
    const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd) return unreadable(path, reason());
    struct stat info{};
    if (::fstat(fd.get(), &info) == 0 && S_ISDIR(info.st_mode)) return unreadable(path, "it is a folder");
    std::string content;
    if (info.st_size > 0) content.reserve(static_cast<std::size_t>(info.st_size));
    char buffer[65536];
    for (;;) {
        const ssize_t n = ::read(fd.get(), buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return unreadable(path, reason());
        if (n == 0) return content;
        content.append(buffer, static_cast<std::size_t>(n));
    }
}

Result<> write_file(const fs::path& path, std::string_view content) {
    std::error_code ec;
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), ec);
    if (ec) return unwritable(path, ec.message());
    const fs::path beside = path.string() + format(".{}.tmp", ::getpid());
    FileDescriptor fd(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!fd) return unwritable(path, reason());
    auto written = write_all(fd.get(), content, path);
    fd.reset();
    if (written && ::rename(beside.c_str(), path.c_str()) != 0) written = unwritable(path, reason());
    if (!written) ::unlink(beside.c_str());
    return written;
}

Result<FileLock> FileLock::try_take(const fs::path& path) {
    FileLock lock;
    lock.fd_ = FileDescriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (!lock.fd_) return unwritable(path, reason());
    if (::flock(lock.fd_.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return unwritable(path, reason());
        lock.fd_.reset();
    }
    return lock;
}

Result<FileLock> FileLock::take(const fs::path& path) {
    FileLock lock;
    lock.fd_ = FileDescriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (!lock.fd_) return unwritable(path, reason());
    while (::flock(lock.fd_.get(), LOCK_EX) != 0)
        if (errno != EINTR) return unwritable(path, reason());
    return lock;
}

}  // namespace whimbrel
