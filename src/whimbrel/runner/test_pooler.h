// SPDX-License-Identifier: Apache-2.0
// For tests: what a pooler looks like to libpq. One connection is passed on to a real server, but the process id
// in BackendKeyData is another (PgBouncer makes one up; protocol documentation, "Message Formats").
#pragma once

#include "whimbrel/base/owner.h"
#include "whimbrel/pg/url.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <thread>

namespace whimbrel::runner {

class TestPooler {
public:
    explicit TestPooler(const pg::Url& server) : server_(server) {
        std::string name = "/tmp/whimbrel-pooler-XXXXXX";
        folder_ = ::mkdtemp(name.data());
        const auto address = address_of(folder_ + "/.s.PGSQL.5432");
        listening_ = FileDescriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        ::bind(listening_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
        ::listen(listening_.get(), 4);
        thread_ = std::jthread([this](const std::stop_token& stop) { pass_on(stop); });
    }
    ~TestPooler() {
        thread_.request_stop();
        thread_.join();
        std::error_code ec;
        std::filesystem::remove_all(folder_, ec);
    }
    TestPooler(const TestPooler&) = delete;
    TestPooler& operator=(const TestPooler&) = delete;

    [[nodiscard]] pg::Url url() const {
        std::string text = "host=" + folder_ + " port=5432 dbname=" + server_.database();
        if (const auto user = server_.parameters().find("user"); user != server_.parameters().end()) text += " user=" + user->second;
        return pg::Url::parse(text).value();
    }

private:
    static sockaddr_un address_of(const std::string& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        return address;
    }

    void pass_on(const std::stop_token& stop) const {
        const FileDescriptor client(waits_for(listening_.get(), stop) ? ::accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC) : -1);
        if (!client) return;
        const auto port = server_.parameters().contains("port") ? server_.parameters().at("port") : std::string("5432");
        const auto address = address_of(server_.host() + "/.s.PGSQL." + port);
        const FileDescriptor server(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (::connect(server.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return;
        bool has_key = false;
        std::array<pollfd, 2> both{pollfd{client.get(), POLLIN, 0}, pollfd{server.get(), POLLIN, 0}};
        while (!stop.stop_requested()) {
            if (::poll(both.data(), both.size(), 50) <= 0) continue;
            for (std::size_t from = 0; from < 2; ++from) {
                if (both.at(from).revents == 0) continue;
                std::array<char, 8192> buffer{};
                const auto size = ::read(both.at(from).fd, buffer.data(), buffer.size());
                if (size <= 0) return;
                // 'K', length 12, process id: with trust authentication it comes whole, in the first answer.
                const std::string_view key("K\0\0\0\x0c", 5);
                const auto at = std::string_view(buffer.data(), static_cast<std::size_t>(size)).find(key);
                if (from == 1 && !has_key && at != std::string_view::npos) {
                    buffer.at(at + 8) = static_cast<char>(buffer.at(at + 8) ^ 1);
                    has_key = true;
                }
                if (::write(both.at(1 - from).fd, buffer.data(), static_cast<std::size_t>(size)) != size) return;
            }
        }
    }

    static bool waits_for(int fd, const std::stop_token& stop) {
        pollfd socket{fd, POLLIN, 0};
        while (!stop.stop_requested())
            if (::poll(&socket, 1, 50) > 0) return true;
        return false;
    }

    pg::Url server_;
    std::string folder_;
    FileDescriptor listening_;
    std::jthread thread_;
};

}  // namespace whimbrel::runner
