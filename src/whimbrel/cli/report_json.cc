// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/report_json.h"

namespace whimbrel::cli {

Json report_json(const runner::Report& report) {
    return Json::object().set("versions", Json::array_of(report.versions)).set("duration_ms", report.duration_ms).set("waited", report.waited);
}

Json seed_json(const project::SeedReport& report) {
    return Json::array_of(report.files,
                          [](const project::SeedReport::File& file) { return Json::object().set("file", file.file).set("statements", file.statements); });
}

Json dry_run_json(const project::DryRun& run) {
    return Json::array_of(run.scripts,
                          [](const project::DryRun::Script& script) { return Json::object().set("migration", script.title).set("sql", script.text); });
}

std::string render(const project::DryRun& run) {
    std::string out;
    for (const auto& script : run.scripts) {
        // The header that whimbrel writes begins with the title.
        const auto title = "-- " + script.title;
        if (!script.text.starts_with(title)) out += title + "\n";
        out += script.text + (script.text.ends_with('\n') ? "\n" : "\n\n");
    }
    return out;
}

}  // namespace whimbrel::cli
