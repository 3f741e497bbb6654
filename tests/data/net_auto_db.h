// SPDX-License-Identifier: Apache-2.0
// The net-auto example's schema in a database of its own, with a repository on it, for each test.
#pragma once

#include "whimbrel/data/association.h"
#include "whimbrel/data/changeset.h"
#include "whimbrel/data/query.h"
#include "whimbrel/data/repo.h"

#include "db_fixture.h"
#include "device.h"
#include "run.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>

namespace whimbrel::data {

class NetAutoDb : public DataDb {
protected:
    using Run = net_auto::Run;  // not testing::Test's

    void SetUp() override {
        DataDb::SetUp();
        for (const auto* file : {"inventory.sql", "automation.sql"}) {
            std::ifstream in(std::filesystem::path(WHIMBREL_NET_AUTO) / "schema" / file);
            std::stringstream text;
            text << in.rdbuf();
            const auto done = session().execute(text.str());
            ASSERT_TRUE(done) << file << ": " << done.error().render();
        }
        auto pool = Pool::open(url(), {.size = 4});
        ASSERT_TRUE(pool) << pool.error().render();
        pool_ = std::move(*pool);
        repo_.emplace(*pool_);
    }
    Repo& repo() { return *repo_; }
    net_auto::Device device(const std::string& hostname, std::optional<std::string> site = "ams") {
        return repo().insert<net_auto::Device>({.hostname = hostname, .ip = "10.0.0.1", .cred_ref = "vault", .site = std::move(site)}).value();
    }
    Run new_run(const net_auto::Device& of, net_auto::RunStatus status = net_auto::RunStatus::pending) {
        return repo().insert<Run>({.command = "show", .status = status, .device_id = of.id}).value();
    }

    std::unique_ptr<Pool> pool_;
    std::optional<Repo> repo_;
};

template <class T>
[[nodiscard]] std::string error_of(const Result<T>& result) {
    return result ? "no error" : result.error().render();
}

}  // namespace whimbrel::data
