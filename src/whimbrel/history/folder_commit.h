// SPDX-License-Identifier: Apache-2.0
// Private to history/: several files of one folder changed as one.
//
// The new files are written into <folder>/.whimbrel-staged, with a manifest. Renaming that folder to
// .whimbrel-commit is the commit; from there the files are renamed into place, those to be removed are, and the folder
// goes. A crash before the rename leaves a .whimbrel-staged that is swept, one after it a .whimbrel-commit that is
// finished: nothing but renames is left to do then, so that a full disk cannot stop it.
#pragma once

#include "whimbrel/base/owner.h"
#include "whimbrel/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace whimbrel::history {

/// Keeps other whimbrel commands from the folder while it lives (flock on the folder itself, which needs no right to
/// write; file systems without it go unlocked).
class FolderLock {
public:
    enum class Mode : std::uint8_t { shared, exclusive };
    FolderLock(const std::filesystem::path& folder, Mode mode);

private:
    FileDescriptor fd_;
};

struct FolderChange {
    std::vector<std::pair<std::string, std::string>> files;  ///< name, content; the first is the pivot (the lock file)
    std::vector<std::string> removed;                        ///< names of files to delete
};

/// Needs the exclusive lock. `after` is called with the name of each file operation once it is done; tests crash there.
/// Errors: file_unwritable; the folder is as it was then, or is finished by finish_commit().
Result<> commit(const std::filesystem::path& folder, const FolderChange& change, const std::function<void(const std::string&)>& after = {});

/// True where a commit() was killed.
bool commit_is_unfinished(const std::filesystem::path& folder);

/// Sweeps what was staged, finishes what was committed; a commit whose pivot someone else (git) has changed since is
/// dropped. Needs the exclusive lock. Errors: file_unwritable.
Result<> finish_commit(const std::filesystem::path& folder);

}  // namespace whimbrel::history
