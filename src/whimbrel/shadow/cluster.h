// SPDX-License-Identifier: Apache-2.0
// Cluster: a private throwaway server on a Unix socket. See DESIGN.md "Shadow": initdb once per server
// version into a cache, instances taken by file lock, fsync off, no TCP, never run as root, and it never
// outlives the process that started it, not after SIGKILL either.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"
#include "whimbrel/pg/url.h"
#include "whimbrel/shadow/server_programs.h"

#include <memory>

namespace whimbrel::shadow {

class Cluster {
public:
    /// Takes a free instance out of the cache (or makes one) and starts it. Errors: server_programs_missing,
    /// cluster_failed with the end of the server's log, file_unwritable. The server ends with the calling thread
    /// (see spawn_server()), so that has to be one that lives as long as the cluster: the main thread.
    static Result<Cluster> start(const Environment& environment, const ServerPrograms& programs);

    /// One that nobody had before and nobody has after it: as initdb leaves it, or as `original` is now, all of whose sessions are idle.
    static Result<Cluster> start_own(const Environment& environment, const ServerPrograms& programs, const Cluster* original);

    Cluster(Cluster&&) noexcept;
    Cluster& operator=(Cluster&&) noexcept;
    ~Cluster();  ///< stops the server (fast) and gives the instance back

    /// Of database "postgres", as superuser.
    [[nodiscard]] const pg::Url& url() const;
    [[nodiscard]] const ServerPrograms& programs() const;
    /// Folder for files that live as long as the instance's data (template bookkeeping).
    [[nodiscard]] const std::filesystem::path& folder() const;
    /// Lets the next start make the instance's data anew.
    void forget();

private:
    struct State;
    static Result<Cluster> start_once(const Environment& environment, const ServerPrograms& programs);
    static Result<Cluster> start_in(const Environment& environment, std::unique_ptr<State> state);
    explicit Cluster(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace whimbrel::shadow
