// SPDX-License-Identifier: Apache-2.0
// Two related schemas, as SQL.
#pragma once

#include "tests/property/model.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whimbrel::property {

struct Pair {
    std::uint64_t seed = 0;
    std::string token;           ///< stands in the names of all its schemas
    std::string extension;       ///< that either side may have; empty: none
    bool tells_renames = false;  ///< `to` says what was called otherwise
    Model from, to;
    Trace trace;
};

/// Everything follows from the seed and from the server's major version; its last four bits tell which extension the pair may have (see pair_seed).
Pair make_pair(std::uint64_t seed, int major, const Shrunk& shrunk = {});

/// Of the n-th pair of a batch: a database has an extension once, so at most one pair has each.
std::uint64_t pair_seed(std::uint64_t batch_seed, std::size_t n);

/// The statements as a file.
std::string script(const Model& model);

}  // namespace whimbrel::property
