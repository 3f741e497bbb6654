// SPDX-License-Identifier: Apache-2.0
// For tests: plays the server's part of a connection from a script, on a socket in a folder of its own, so that every way a
// connection can fail is tried without a server (protocol documentation, "Message Formats").
#pragma once

#include "whimbrel/base/owner.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace whimbrel::pg {

inline std::string int32_bytes(std::size_t number) {
    std::string out;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>((number >> shift) & 0xFFU);
    return out;
}

inline std::string server_message(char type, const std::string& body) { return type + int32_bytes(body.size() + 4) + body; }

/// Fields as "SFATAL", "C3D000", "Mtext".
inline std::string error_message(const std::vector<std::string>& fields, char type = 'E') {
    std::string body;
    for (const auto& field : fields) body += field + '\0';
    return server_message(type, body + '\0');
}

inline std::string parameter_message(const std::string& name, const std::string& value) { return server_message('S', name + '\0' + value + '\0'); }

inline std::string ready_message() { return server_message('Z', "I"); }

/// Login accepted by a server of this version.
inline std::string accepting(const std::string& version) {
    return server_message('R', int32_bytes(0)) + parameter_message("server_version", version) + parameter_message("standard_conforming_strings", "on") +
           server_message('K', int32_bytes(4711) + int32_bytes(1)) + ready_message();
}

class ScriptedServer {
public:
    /// One answer to each message of the client, the startup packet first; then the connection is closed.
    explicit ScriptedServer(std::vector<std::string> answers) : answers_(std::move(answers)) {
        std::string pattern = (std::filesystem::temp_directory_path() / "whimbrel_pg_XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        listening_.reset(::socket(AF_UNIX, SOCK_STREAM, 0));
        sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
        const auto path = folder_ + "/.s.PGSQL.5432";
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        // bind() takes every family's address by its common beginning.
        ::bind(listening_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
        ::listen(listening_.get(), 4);
        thread_ = std::jthread([this] { serve(); });
    }
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;
    ~ScriptedServer() {
        ::shutdown(listening_.get(), SHUT_RDWR);
        thread_ = {};
        std::filesystem::remove_all(folder_);
    }

    [[nodiscard]] const std::string& folder() const { return folder_; }
    /// With the folder's random name replaced, for comparison of whole texts.
    [[nodiscard]] std::string anonymised(std::string text) const {
        for (auto at = text.find(folder_); at != std::string::npos; at = text.find(folder_)) text.replace(at, folder_.size(), "/FOLDER");
        return text;
    }

private:
    void serve() {
        const FileDescriptor client(::accept(listening_.get(), nullptr, nullptr));
        std::array<char, 4096> buffer{};
        for (const auto& answer : answers_) {
            if (::recv(client.get(), buffer.data(), buffer.size(), 0) <= 0) return;
            ::send(client.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
        }
    }

    std::vector<std::string> answers_;
    std::string folder_;
    FileDescriptor listening_;
    std::jthread thread_;
};

}  // namespace whimbrel::pg
