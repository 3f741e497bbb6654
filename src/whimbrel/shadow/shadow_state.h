// SPDX-License-Identifier: Apache-2.0
// A server of a Shadow, once it is there. Private to the room.
#pragma once

#include "whimbrel/shadow/dropper.h"
#include "whimbrel/shadow/shadow.h"

#include <optional>

namespace whimbrel::shadow {

/// Databases that live for a run. Those of a server that is not ours tell by their names when they were made.
constexpr std::string_view k_throwaway_prefix = "whimbrel_";
/// What a fresh database is a copy of.
constexpr std::string_view k_empty_database = "template0";
/// Databases that are kept from run to run.
constexpr std::string_view k_template_prefix = "whimbrel_t_";

struct Server {
    // Destroyed from the end: the connections before the server.
    std::optional<Cluster> cluster;
    pg::Url base;
    std::optional<pg::Session> admin;
    std::optional<Dropper> dropper;

    /// Starts the private cluster, or connects to the server named; nothing where that was done before.
    Result<> start(const Environment& environment, const ShadowOptions& options);
    /// Starts a private server with nothing on it, or with all that `original` has.
    Result<> start_own(const Environment& environment, const ShadowOptions& options, Server* original);
    /// CREATE DATABASE as a copy of `original`.
    Result<> create(const std::string& name, const std::string& original);
    /// What CREATE DATABASE does not copy; once a session is open, which is not to begin under them.
    Result<> copy_settings(const std::string& original, const std::string& name);
    /// In the way that suits the server; what cannot be dropped now is left to a sweep.
    void drop(const std::string& name);

private:
    Result<> start_private(const Environment& environment, const ShadowOptions& options);
    Result<> connect(const ShadowOptions& options);
    Result<> sweep_private();
    Result<> sweep_foreign(const Environment& environment);
};

}  // namespace whimbrel::shadow
