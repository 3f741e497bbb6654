// Automation: the commands that were run on devices, and what they printed, a piece per row.
#pragma once

#include "resource.h"
#include "run.h"
#include "run_chunk.h"

#include <chrono>
#include <optional>
#include <string>

namespace net_auto {

struct Device;

struct RunSearch {
    std::optional<RunStatus> status;
    std::optional<std::string> requested_by;       ///< the operator, exactly
    std::string text;                              ///< somewhere in the command, regardless of case
    std::optional<data::TimestampTz> from, until;  ///< when it was recorded; until is not included
    data::PageRequest page{};
};

class Automation {
public:
    explicit Automation(data::Repo& repo);

    Resource<Run> runs;
    Resource<RunChunk> chunks;

    /// The newest first.
    whimbrel::Result<data::Page<Run>> runs_of(const Device& device, const RunSearch& search = {});
    /// Behind those that are there; two writers of one run wait for each other. The run's bytes are counted.
    whimbrel::Result<RunChunk> append_chunk(const Run& run, std::string_view text);
    /// In the order of seq.
    whimbrel::Result<std::vector<RunChunk>> chunks_of(const Run& run);

private:
    data::Repo& repo_;
};

}  // namespace net_auto
