// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/verify.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/apply.h"
#include "whimbrel/project/declared.h"
#include "whimbrel/project/ignore.h"
#include "whimbrel/proof/spelling.h"

#include <algorithm>

namespace whimbrel::project {

namespace {

struct Expected {
    catalog::Catalog catalog;
    std::string title;
};

Result<Expected> read_expected(const Workspace& workspace, shadow::Shadow& shadow, const history::History& history) {
    if (history.migrations.empty()) {
        WHIMBREL_TRY(const auto declaration, read_declaration(workspace));
        WHIMBREL_TRY(auto loaded, load_declaration(workspace, shadow, declaration));
        return Expected{std::move(loaded.catalog), "the declaration"};
    }
    WHIMBREL_TRY(const auto snapshot, history::read_snapshot(history.folder));
    WHIMBREL_TRY(auto before, read_before(workspace, shadow, history, snapshot));
    return Expected{std::move(before.catalog), format("the schema after {}", history.migrations.back().title())};
}

/// Where an object differs by the text of an expression alone, the shadow tells whether it is a difference. Without server programs
/// (a production machine) the texts are compared as they are.
catalog::Catalog with_same_spelling(const Workspace& workspace, shadow::Shadow& shadow, const catalog::Catalog& actual, const catalog::Catalog& expected) {
    auto spelled = proof::spelled_like(shadow, actual, expected, source_options(workspace));
    if (spelled) return std::move(*spelled);
    workspace.warn("expressions were compared by their text alone: " + spelled.error().message);
    return actual;
}

}  // namespace

bool VerifyReport::equal() const {
    return not_managed.empty() && std::ranges::all_of(items, [](const VerifyItem& item) { return item.state == VerifyItem::State::same; });
}

Result<VerifyReport> verify(const Workspace& workspace, const DatabaseChoice& choice) {
    WHIMBREL_TRY(const auto history, read_history(workspace));
    WHIMBREL_TRY(auto session, connect(workspace, choice));
    shadow::Shadow shadow(workspace.environment, shadow_options(workspace));
    WHIMBREL_TRY(const auto expected, read_expected(workspace, shadow, history));
    WHIMBREL_TRY(auto read, catalog::read(session, source_options(workspace).read));
    apply_ignore_rules(read, workspace.config.ignore);
    const auto actual = with_same_spelling(workspace, shadow, source::target_like(read, expected.catalog), expected.catalog);

    VerifyReport report{.database = session.describe(),
                        .expected = expected.title,
                        .items = make_checklist(expected.catalog, actual),
                        .pending = {},
                        .not_managed = read.not_managed()};
    WHIMBREL_TRY(const auto ledger, runner::read_ledger(session, runner_options(workspace, choice)));
    for (const auto& row : runner::status(history, ledger))
        if (row.standing == runner::Standing::pending) report.pending.push_back(row.version + "_" + row.name);
    return report;
}

std::string_view name_of(VerifyItem::State state) {
    switch (state) {
        case VerifyItem::State::same:
            return "same";
        case VerifyItem::State::different:
            return "different";
        case VerifyItem::State::missing:
            return "missing";
        case VerifyItem::State::unexpected:
            return "unexpected";
    }
    return "";
}

}  // namespace whimbrel::project
