// SPDX-License-Identifier: Apache-2.0
// A project in a scratch folder, and the program run in it.
#pragma once

#include "tests/support/program.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::testing {

class Folder {
public:
    /// With a whimbrel.toml of one line; `more` is put behind it.
    explicit Folder(std::string_view more = "");
    [[nodiscard]] const std::filesystem::path& path() const { return scratch_.path(); }
    void write(const std::string& name, std::string_view text) const { write_text(path() / name, text); }
    [[nodiscard]] std::string read(const std::string& name) const { return read_text(path() / name); }
    [[nodiscard]] bool has(const std::string& name) const;
    /// Names in a folder, sorted.
    [[nodiscard]] std::vector<std::string> names(const std::string& folder) const;
    [[nodiscard]] Ran whimbrel(const std::vector<std::string>& words, const std::map<std::string, std::string>& variables = {}) const;
    /// The same; the test fails where the exit code is not `code`.
    Ran expect(int code, const std::vector<std::string>& words, const std::map<std::string, std::string>& variables = {}) const;

private:
    ScratchFolder scratch_;
};

/// The exit code, nothing on stdout, and on stderr this and nothing else.
void expect_failure(const Ran& ran, int code, const std::string& diagnostic);

/// No server can be started with these: a command that succeeds has started none.
std::map<std::string, std::string> without_server();

/// A TCP server that answers every client with one error, as a server that refuses the login does.
class RefusingServer {
public:
    RefusingServer(std::string sqlstate, std::string message);
    RefusingServer(const RefusingServer&) = delete;
    RefusingServer& operator=(const RefusingServer&) = delete;
    ~RefusingServer();
    [[nodiscard]] int port() const { return port_; }

private:
    void answer(int client) const;
    std::string sqlstate_, message_;
    int listener_ = -1, port_ = 0;
    struct Thread;
    std::unique_ptr<Thread> thread_;
};
/// A server at any port of 127.0.0.1 that takes connections and never says a word.
class SilentServer {
public:
    SilentServer();
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;
    ~SilentServer();
    [[nodiscard]] int port() const { return port_; }

private:
    int listener_ = -1, port_ = 0;
};
/// A port of 127.0.0.1 at which nobody listens.
int closed_port();

}  // namespace whimbrel::testing
