// SPDX-License-Identifier: Apache-2.0
// The program as a user runs it, and a folder to run it in.
#pragma once

#include "whimbrel/shadow/shadow.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::testing {

/// What a finished run of a program left.
struct Ran {
    int code = -1;    ///< exit code; 128 and the signal's number where one ended it
    std::string out;  ///< stdout
    std::string err;  ///< stderr
    [[nodiscard]] std::string all() const { return out + err; }
};

/// Runs `program` with the words, in `folder`, and waits. `variables` are added to the environment, from which every variable
/// that could name a database is taken first.
Ran run(const std::filesystem::path& program, const std::vector<std::string>& words, const std::filesystem::path& folder,
        const std::map<std::string, std::string>& variables = {});

/// A folder that is gone with this object.
class ScratchFolder {
public:
    ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// One throwaway server for all tests of a process.
shadow::Shadow& shared_server();

std::string read_text(const std::filesystem::path& path);
void write_text(const std::filesystem::path& path, std::string_view text);
/// Puts `to` in the place of `from`, which must stand in the file exactly once.
void edit(const std::filesystem::path& path, std::string_view from, std::string_view to);

}  // namespace whimbrel::testing
