// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/folder.h"

#include "tests/support/real_environment.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <thread>

namespace whimbrel::testing {

Folder::Folder(std::string_view more) {
    write("whimbrel.toml", config_line() + std::string(more));
    std::filesystem::create_directory(path() / "schema");
}

bool Folder::has(const std::string& name) const { return std::filesystem::exists(path() / name); }

std::vector<std::string> Folder::names(const std::string& folder) const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(path() / folder)) found.push_back(entry.path().filename().string());
    std::ranges::sort(found);
    return found;
}

Ran Folder::whimbrel(const std::vector<std::string>& words, const std::map<std::string, std::string>& variables) const {
    return run(WHIMBREL_PROGRAM, words, path(), variables);
}

Ran Folder::expect(int code, const std::vector<std::string>& words, const std::map<std::string, std::string>& variables) const {
    auto ran = whimbrel(words, variables);
    EXPECT_EQ(ran.code, code) << words.front() << "\n" << ran.all();
    return ran;
}

void expect_failure(const Ran& ran, int code, const std::string& diagnostic) {
    EXPECT_EQ(ran.code, code);
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err, diagnostic);
}

std::map<std::string, std::string> without_server() { return {{"WHIMBREL_PG_BIN", "/nonexistent"}}; }

struct RefusingServer::Thread {
    std::jthread runs;
};

namespace {

int listen_at_any_port(int& port) {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* place = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener, place, size) != 0 || ::listen(listener, 4) != 0 || ::getsockname(listener, place, &size) != 0) throw std::runtime_error("no port");
    port = ntohs(address.sin_port);
    return listener;
}

}  // namespace

RefusingServer::RefusingServer(std::string sqlstate, std::string message)
    : sqlstate_(std::move(sqlstate)), message_(std::move(message)), thread_(std::make_unique<Thread>()) {
    listener_ = listen_at_any_port(port_);
    thread_->runs = std::jthread([this] {
        for (int client = ::accept(listener_, nullptr, nullptr); client >= 0; client = ::accept(listener_, nullptr, nullptr)) {
            answer(client);
            ::close(client);
        }
    });
}

RefusingServer::~RefusingServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.reset();
    ::close(listener_);
}

/// Protocol documentation, "ErrorResponse": fields of a letter and a text, each ended by a zero, and a zero.
void RefusingServer::answer(int client) const {
    std::array<char, 1024> startup{};
    if (::read(client, startup.data(), startup.size()) <= 0) return;
    std::string body;
    for (const auto& [field, text] : {std::pair{'S', std::string("FATAL")}, {'V', std::string("FATAL")}, {'C', sqlstate_}, {'M', message_}})
        body += field + text + '\0';
    body += '\0';
    const auto length = htonl(static_cast<std::uint32_t>(body.size() + 4));
    const std::string packet = std::string("E") + std::string(reinterpret_cast<const char*>(&length), 4) + body;
    [[maybe_unused]] const auto written = ::write(client, packet.data(), packet.size());
}

SilentServer::SilentServer() { listener_ = listen_at_any_port(port_); }
SilentServer::~SilentServer() { ::close(listener_); }

int closed_port() {
    int port = 0;
    ::close(listen_at_any_port(port));
    return port;
}

}  // namespace whimbrel::testing
