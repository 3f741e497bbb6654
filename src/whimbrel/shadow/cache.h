// SPDX-License-Identifier: Apache-2.0
// Cache: where private clusters live between runs. Its layout:
//
//   <cache>/pg-150020-1a2b3c4d/    one server: exact version, and a hash of its folder, its user and this layout
//     lock                         held while pristine is made
//     pristine/                    a data folder as initdb leaves it
//     inst-1/                      one running server at a time
//       lock                       held by whimbrel and by every process of the server
//       boot_id, log
//       data/, s/                  a copy of pristine; the socket's folder
//     own-1/                       the same for a server that has one state of a whole server to itself; its data do not outlive it
//
// As root everything but pristine, data and s belongs to root, so that nothing that the server's user could put
// there is followed by root.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/file.h"
#include "whimbrel/base/result.h"
#include "whimbrel/shadow/server_programs.h"
#include "whimbrel/shadow/subprocess.h"

#include <filesystem>
#include <optional>

namespace whimbrel::shadow {

/// Who is to run the server: nobody in particular, or as root `postgres`, else `nobody`, for PostgreSQL refuses to run
/// as root. Errors: cluster_failed where root finds neither.
Result<std::optional<Account>> server_account();

/// WHIMBREL_CACHE, else as root /var/cache/whimbrel (the server's user cannot enter /root), else the user's.
std::filesystem::path cache_folder(const Environment& environment);

/// A data folder that nobody else uses, and never did since this boot without its server having been ours.
struct Instance {
    std::filesystem::path folder;
    std::filesystem::path data;
    std::filesystem::path sockets;
    FileLock lock;
    std::optional<Account> account;
};

/// Takes a free instance of the cache, or makes one. Errors: file_unwritable, cluster_failed.
Result<Instance> take_instance(const Environment& environment, const ServerPrograms& programs);

/// An instance made anew for one use (own-1 and so on), as initdb leaves it, or with a copy of the data of a server that is up and idle
/// since a checkpoint. discard() is to be called once its server has ended. Errors: as above.
Result<Instance> make_instance(const Environment& environment, const ServerPrograms& programs, const Instance* original);
/// Takes the data of an instance of make_instance() off the disk.
void discard(const Instance& instance);

/// Lets the next that takes the instance throw its data away.
void make_anew_next_time(const Instance& instance);

}  // namespace whimbrel::shadow
