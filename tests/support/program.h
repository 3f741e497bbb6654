// SPDX-License-Identifier: Apache-2.0
// The program as a user runs it, and a folder to run it in.
#pragma once

#include "whimbrel/shadow/shadow.h"

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
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

/// A program that was started and may be sent a signal.
class Running {
public:
    Running(const std::filesystem::path& program, const std::vector<std::string>& words, const std::filesystem::path& folder,
            const std::map<std::string, std::string>& variables = {});
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running();
    [[nodiscard]] pid_t pid() const { return pid_; }
    void send(int signal) const;
    /// What it wrote to stdout so far.
    [[nodiscard]] std::string output() const;
    /// True where a server that it started runs a statement of this command tag; asks for 30 s.
    [[nodiscard]] bool has_server_at(const std::string& tag) const;
    Ran wait();

private:
    std::unique_ptr<ScratchFolder> output_;
    pid_t pid_ = 0;
};

/// Asks every 20 ms, for 30 s.
bool becomes_true(const std::function<bool()>& what);

/// Runs `program` with the words, in `folder`, and waits. `variables` are added to the environment, from which every variable
/// that could name a database is taken first.
Ran run(const std::filesystem::path& program, const std::vector<std::string>& words, const std::filesystem::path& folder,
        const std::map<std::string, std::string>& variables = {});

/// One throwaway server for all tests of a process.
shadow::Shadow& shared_server();

std::string read_text(const std::filesystem::path& path);
void write_text(const std::filesystem::path& path, std::string_view text);
/// Puts `to` in the place of `from`, which must stand in the file exactly once.
void edit(const std::filesystem::path& path, std::string_view from, std::string_view to);

}  // namespace whimbrel::testing
