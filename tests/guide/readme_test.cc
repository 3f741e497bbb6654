// SPDX-License-Identifier: Apache-2.0
// The README's fifteen lines on the data layer, as they stand there, on the project that they speak of.
#include "queries.h"
#include "run_chunk.h"
#include "schema.h"
#include "tests/data/example_db.h"

#include "device.h"
#include "run.h"

namespace app = net_auto;

namespace {

using namespace net_auto;
using namespace whimbrel::data;

std::string tour(const std::string& url, const std::string& body, TimestampTz week) {
#include "readme_tour.inc"
    return std::to_string(runs->size()) + " run, " + std::to_string(chunks->of(runs->front()).size()) + " chunks; " + report->front().hostname + ": " +
           std::to_string(report->front().failed);
}

TEST(Readme, does_what_it_says) {
    const whimbrel::testing::ExampleDb db("net-auto", schema);
    auto repo = db.repo();
    const auto device = repo.insert<Device>({.hostname = "r1", .ip = "10.0.0.1", .cred_ref = "v", .site = "ams"}).value();
    const auto failed = repo.insert<net_auto::Run>({.command = "show", .status = RunStatus::error, .device_id = device.id}).value();
    ASSERT_TRUE(repo.insert<net_auto::Run>({.command = "show", .status = RunStatus::ok, .device_id = device.id}));
    ASSERT_TRUE(repo.insert<RunChunk>({.seq = 0, .data = "text", .run_id = failed.id}));
    const auto week = failed.inserted_at - std::chrono::days{1};
    EXPECT_EQ(tour(db.project.url(), R"({"hostname": "r2", "ip": "10.0.0.2", "port": 70000, "cred_ref": "v"})", week),
              R"({"port":["must be less than or equal to 65535"]})");
    EXPECT_EQ(tour(db.project.url(), R"({"hostname": "r2", "ip": "10.0.0.2", "port": 22, "cred_ref": "v"})", week), "1 run, 1 chunks; r1: 1");
}

}  // namespace
