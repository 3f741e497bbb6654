// SPDX-License-Identifier: Apache-2.0
// Shadow: where SQL is tried. Hands out throwaway databases on a private cluster, or on a server named by
// --shadow-url or the configuration; never on a target's server. Started at the first database asked for, so
// that a command that needs none starts nothing.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"
#include "whimbrel/pg/session.h"
#include "whimbrel/shadow/cluster.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::shadow {

struct ShadowOptions {
    std::string url;  ///< a server to make databases on; empty: a private cluster
    int major = 0;    ///< of the private cluster, 0 for the first found; a server at `url` of another major is refused
    /// What belongs to a whole server (roles) is the same for all its databases. Where that is a part of what is tried, each database has
    /// a private server of its own, which a copy of it takes along.
    enum class Servers : std::uint8_t { one, one_each } servers = Servers::one;
    /// Polled while statements run on sessions to it: once true, they are cancelled and `interrupted` is returned.
    std::function<bool()> interrupted{};
};

class Shadow;
struct Server;

/// A throwaway database; dropped when destroyed (or swept with the instance).
class Database {
public:
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();
    /// The open session to it.
    [[nodiscard]] pg::Session& session() { return *session_; }
    [[nodiscard]] const pg::Url& url() const { return url_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    /// A second session.
    Result<pg::Session> connect() const;
    /// Closes the session (a template must not be in use); session() is not to be called until reopen().
    void close();
    Result<> reopen();

private:
    friend class Shadow;
    Database() = default;
    Shadow* shadow_ = nullptr;
    std::shared_ptr<Server> server_;
    pg::Url url_;
    std::string name_;
    std::unique_ptr<pg::Session> session_;
};

class Shadow {
public:
    Shadow(const Environment& environment, ShadowOptions options);
    ~Shadow();
    Shadow(const Shadow&) = delete;
    Shadow& operator=(const Shadow&) = delete;

    /// A fresh database: a copy of template0 (UTF-8). Errors: those of Cluster::start, shadow_version.
    Result<Database> make();
    /// A copy of another database of this shadow; its session is closed and reopened around the copy.
    Result<Database> copy_of(Database& original);

    /// A database kept from an earlier run under this key (as a template in the private cluster), copied; nothing where
    /// there is none, or each database has its own server. Keys are hashes; at most 16 are kept per instance, the longest unused goes first.
    Result<std::optional<Database>> cached(std::string_view key);
    /// Keeps a copy of `database` under the key for later runs, where cached() would find it.
    Result<> keep(std::string_view key, Database& database);

    /// The server's version. Starts it where it is not running.
    Result<pg::ServerVersion> version();
    /// Creates roles that do not exist, without options, on the private server that the session is on; on one that is not ours it
    /// fails with role_missing.
    Result<> make_roles(const pg::Session& session, std::span<const std::string> names);
    /// Everything of `from` dumped (pg_dump --schema-only, our version's) and loaded into a fresh database, so that
    /// expressions stand as PostgreSQL writes them after reading its own text. Errors: dump_failed.
    Result<Database> reloaded(Database& from);
    /// True where a private cluster is used.
    [[nodiscard]] bool is_private() const;
    [[nodiscard]] const Environment& environment() const { return environment_; }
    /// Where the first database was made, for `with-postgres`; starts the server.
    Result<pg::Url> server_url();

private:
    friend class Database;
    Result<std::shared_ptr<Server>> server();
    Result<std::shared_ptr<Server>> copy_of(Server& original);
    Result<Database> make_on(std::shared_ptr<Server> server, const std::string& original);
    const Environment& environment_;
    ShadowOptions options_;
    std::shared_ptr<Server> shared_;  ///< of all databases, where each has not its own
};

}  // namespace whimbrel::shadow
