// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/migrate.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/history/history.h"
#include "whimbrel/pg/session.h"
#include "whimbrel/runner/runner.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>

namespace whimbrel {

namespace {

Environment library_environment() {
    Environment environment;
    std::error_code ec;
    environment.working_folder = std::filesystem::current_path(ec);
    environment.random = [generator = std::make_shared<std::mt19937_64>(std::random_device{}())] { return (*generator)(); };
    return environment;
}

Result<MigrateReport> apply(std::string_view url_text, const history::History& history, const MigrateOptions& options) {
    WHIMBREL_TRY(const auto url, pg::Url::parse(url_text));
    WHIMBREL_TRY(auto session, pg::Session::connect(url, {.application_name = options.application_name}));
    if (options.interrupted) session.cancel_when(options.interrupted);
    runner::RunnerOptions runner_options;
    runner_options.ledger_schema = options.ledger_schema;
    runner_options.lock_timeout_ms = options.lock_timeout_ms;
    runner_options.advisory_wait_ms = options.runner_wait_ms;
    runner_options.allow_lossy = options.allow_lossy;
    runner_options.variables = options.variables;
    runner_options.tool_version = WHIMBREL_VERSION;
    runner_options.say = options.say;
    runner_options.interrupted = options.interrupted;
    WHIMBREL_TRY(auto report, runner::migrate(session, history, {}, runner_options, library_environment()));
    return MigrateReport{.applied = std::move(report.versions), .duration_ms = report.duration_ms, .waited = report.waited};
}

/// A folder of our own that is gone with this object.
class PrivateFolder {
public:
    static Result<PrivateFolder> make() {
        std::error_code ec;
        auto name = (std::filesystem::temp_directory_path(ec) / "whimbrel-embedded-XXXXXX").string();
        if (ec || ::mkdtemp(name.data()) == nullptr)
            return fail(ErrorCode::file_unwritable, format("cannot make a temporary folder: {}", ec ? ec.message() : std::strerror(errno)))
                .hint("Set TMPDIR to a folder that can be written.");
        return PrivateFolder(name);
    }
    PrivateFolder(PrivateFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    PrivateFolder& operator=(PrivateFolder&&) = delete;
    ~PrivateFolder() {
        std::error_code ec;
        if (!path_.empty()) std::filesystem::remove_all(path_, ec);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

}  // namespace

Result<MigrateReport> migrate(std::string_view url, const std::filesystem::path& folder, const MigrateOptions& options) {
    std::error_code ec;
    // A misspelled folder must not pass for a project without migrations.
    if (!std::filesystem::is_directory(folder, ec)) return fail(ErrorCode::file_unreadable, format("there is no folder {}", folder.string()));
    WHIMBREL_TRY(const auto history, history::read(folder));
    return apply(url, history, options);
}

Result<MigrateReport> migrate(std::string_view url, std::span<const EmbeddedFile> files, const MigrateOptions& options) {
    WHIMBREL_TRY(const auto folder, PrivateFolder::make());
    for (const auto& file : files) WHIMBREL_CHECK(write_file(folder.path() / file.name, file.content));
    WHIMBREL_TRY(const auto history, history::read(folder.path()));
    return apply(url, history, options);
}

}  // namespace whimbrel
