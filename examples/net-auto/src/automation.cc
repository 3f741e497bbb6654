#include "automation.h"

#include "device.h"

namespace net_auto {

Automation::Automation(data::Repo& repo)
    : runs(repo, {.permitted = {run::command, run::status, run::exit_code, run::requested_by, run::requested_at, run::started_at, run::finished_at,
                                run::error_reason, run::device_id, run::command_template_id},
                  .messages = {}}),
      chunks(repo, {.permitted = {run_chunk::seq, run_chunk::data, run_chunk::run_id}, .messages = {}}),
      repo_(repo) {}

whimbrel::Result<data::Page<Run>> Automation::runs_of(const Device& device, const RunSearch& search) {
    auto query = data::query<Run>().where(run::device_id == device.id).order_by(desc(run::inserted_at)).order_by(desc(run::id));
    if (search.status) query.where(run::status == *search.status);
    if (search.requested_by) query.where(run::requested_by == *search.requested_by);
    if (!search.text.empty()) query.where(contains(run::command, search.text));
    if (search.from) query.where(run::inserted_at >= *search.from);
    if (search.until) query.where(run::inserted_at < *search.until);
    return repo_.page(query, search.page);
}

whimbrel::Result<RunChunk> Automation::append_chunk(const Run& run, std::string_view text) {
    return repo_.transaction([&](data::Repo& repo) -> whimbrel::Result<RunChunk> {
        WHIMBREL_TRY(const auto locked, repo.lock(run));
        WHIMBREL_TRY(const auto last, repo.one(data::query<RunChunk>().where(run_chunk::run_id == run.id).order_by(desc(run_chunk::seq)).limit(1)));
        auto counted = data::change(locked).set(run::bytes, locked.bytes + static_cast<std::int64_t>(text.size()));
        WHIMBREL_CHECK(repo.update(counted));
        return repo.insert<RunChunk>({.seq = last ? last->seq + 1 : 0, .data = std::string(text), .run_id = run.id});
    });
}

whimbrel::Result<std::vector<RunChunk>> Automation::chunks_of(const Run& run) {
    return repo_.all(data::query<RunChunk>().where(run_chunk::run_id == run.id).order_by(asc(run_chunk::seq)));
}

}  // namespace net_auto
