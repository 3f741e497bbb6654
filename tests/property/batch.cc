// SPDX-License-Identifier: Apache-2.0
#include "tests/property/batch.h"

#include "tests/property/generators.h"
#include "tests/property/rows.h"
#include "whimbrel/base/format.h"
#include "whimbrel/parse/variable.h"

#include <algorithm>

namespace whimbrel::property {

namespace {

constexpr std::size_t k_token_size = 10;

Result<source::Declaration> declaration_of(const Model& model, std::string name) {
    WHIMBREL_TRY(auto file, parse::split(std::move(name), script(model)));
    return source::Declaration{{std::move(file)}};
}

bool is_spelling(const diff::Change& change) {
    return change.from != nullptr && change.to != nullptr && change.from->kind->equal_but_expressions(*change.from, *change.to);
}

}  // namespace

Batch::Batch(shadow::Shadow& shadow, std::vector<Pair> pairs) : shadow_(shadow), pairs_(std::move(pairs)), work_(pairs_.size()) {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        by_token_.emplace(pairs_[i].token, i);
        if (!pairs_[i].extension.empty()) by_extension_.emplace_back(pairs_[i].extension, i);
    }
    tally_.pairs = pairs_.size();
}

Result<> Batch::run() {
    WHIMBREL_TRY(auto from, shadow_.make());
    WHIMBREL_TRY(auto to, shadow_.make());
    WHIMBREL_CHECK(read_empty());
    std::set<std::string> roles;
    for (const auto& pair : pairs_) {
        roles.insert(pair.from.roles.begin(), pair.from.roles.end());
        roles.insert(pair.to.roles.begin(), pair.to.roles.end());
    }
    WHIMBREL_CHECK(shadow_.make_roles(from.session(), std::vector<std::string>(roles.begin(), roles.end())));
    WHIMBREL_CHECK(declare(to, &Pair::to));
    WHIMBREL_CHECK(declare(from, &Pair::from));
    WHIMBREL_CHECK(read(from, &Work::from, "from.sql"));
    WHIMBREL_CHECK(read(to, &Work::to, "to.sql"));
    plan_all();
    WHIMBREL_TRY(const auto imprint_from, imprint::read(from.session()));
    WHIMBREL_TRY(const auto imprint_to, imprint::read(to.session()));

    WHIMBREL_TRY(auto work, shadow_.make());
    apply(work, &Work::build, "building it from nothing");
    WHIMBREL_TRY(const auto built, imprint::read(work.session()));
    judge(built, imprint_from, "built from nothing, it is not what the declaration gives");
    WHIMBREL_TRY(const auto catalog_built, catalog::read(work.session()));
    require_nothing_left(catalog_built, &Work::from, "built from nothing, it reads as something else");
    WHIMBREL_TRY(auto with_rows, shadow_.copy_of(work));

    apply(work, &Work::up, "up");
    WHIMBREL_TRY(const auto up, imprint::read(work.session()));
    judge(up, imprint_to, "after up, it is not what the declaration gives");
    WHIMBREL_TRY(const auto catalog_up, catalog::read(work.session()));
    require_nothing_left(catalog_up, &Work::to, "after up, a second plan finds something to do");
    apply(work, &Work::down, "down");
    WHIMBREL_TRY(const auto down, imprint::read(work.session()));
    judge(down, imprint_from, "after down, it is not what it was");
    apply(work, &Work::up, "up again");
    WHIMBREL_TRY(const auto again, imprint::read(work.session()));
    judge(again, up, "after up again, it is not what the first up gave");
    WHIMBREL_CHECK(apply_with_rows(with_rows));
    prove_respelled();
    return {};
}

/// A text that the server refuses is the generator's mistake: it is counted, and the run fails where there are many.
Result<> Batch::declare(shadow::Database& database, Model Pair::* side) {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (work_[i].out) continue;
        const auto done = database.session().execute("SET check_function_bodies TO off;\n" + parse::fill_with_stand_ins(script(pairs_[i].*side)).text);
        if (done) continue;
        if (!database.session().alive()) return std::unexpected(done.error());
        work_[i].out = true;
        ++tally_.rejected;
        rejections_.push_back(format("pair {}: {}\n{}", pairs_[i].seed, done.error().render(), script(pairs_[i].*side)));
    }
    return {};
}

Result<> Batch::read_empty() {
    WHIMBREL_TRY(empty_, source::read_empty(shadow_, {}));
    return {};
}

Result<> Batch::read(shadow::Database& database, Side side, std::string_view name) {
    WHIMBREL_TRY(const auto whole, catalog::read(database.session()));
    for (const auto& item : whole.not_managed())
        if (const auto pair = owner(item.name)) fail_pair(*pair, "reading", "not managed: " + item.kind + " " + item.name);
    WHIMBREL_TRY(const auto again, catalog::parse_lines(catalog::render_lines(whole)));
    for (const auto& change : diff::diff(whole, again)) {
        const auto pair = owner(change.id().render());
        fail_pair(pair.value_or(0), "the snapshot's lines do not give it back", diff::summary({change}).front());
    }
    source::Declaration declaration;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (work_[i].out) continue;
        WHIMBREL_TRY(auto one, declaration_of(side == &Work::from ? pairs_[i].from : pairs_[i].to, std::string(name)));
        declaration.files.push_back(std::move(one.files.front()));
    }
    split(source::as_declared(declaration, whole), side);
    return {};
}

std::optional<std::size_t> Batch::owner(std::string_view name) const {
    for (auto at = name.find("w_"); at != std::string_view::npos; at = name.find("w_", at + 1))
        if (const auto found = by_token_.find(name.substr(at, k_token_size)); found != by_token_.end()) return found->second;
    for (const auto& [extension, pair] : by_extension_)
        if (name.find(extension) != std::string_view::npos) return pair;
    return std::nullopt;
}

void Batch::split(const catalog::Catalog& catalog, Side side) {
    for (auto& work : work_) {
        (work.*side) = empty_;
        (work.*side).set_version(catalog.version());
    }
    for (const auto& [id, object] : catalog.objects())
        if (const auto pair = owner(id.render())) (work_[*pair].*side).put(object);
}

void Batch::fail_pair(std::size_t pair, std::string_view phase, std::string what) {
    if (work_[pair].out) return;
    work_[pair].out = true;
    failures_.push_back({pair, format("{}:\n{}", phase, what)});
}

void Batch::plan_all() {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (work_[i].out) continue;
        plan_one(i);
        if (!work_[i].out) count(work_[i]);
    }
}

void Batch::plan_one(std::size_t pair) {
    auto& work = work_[pair];
    const plan::PlanOptions options{.version = work.from.version()};
    const auto make = [&](const catalog::Catalog& from, const catalog::Catalog& to, plan::Plan& plan, std::string_view phase) {
        auto made = plan::make_plan(from, to, options);
        if (made) plan = *std::move(made);
        else fail_pair(pair, phase, made.error().render());
    };
    plan::Plan nothing;
    make(work.to, work.to, nothing, "planning from the schema to itself");
    if (!nothing.empty()) fail_pair(pair, "a plan from the schema to itself does something", plan::render(nothing));
    make(empty_, work.from, work.build, "planning from nothing");
    make(work.from, work.to, work.up, "planning up");
    make(work.to, work.from, work.down, "planning down");
    plan::Plan again;
    make(work.from, work.to, again, "planning up");
    if (plan::render(again) != plan::render(work.up)) fail_pair(pair, "the same plan made twice differs", plan::render(work.up) + plan::render(again));
}

void Batch::count(const Work& work) {
    tally_.steps += work.up.size();
    const auto changes = diff::diff(work.from, work.to);
    if (changes.empty()) ++tally_.equal;
    for (const auto& change : changes) {
        auto& counts = tally_.kinds[change.id().kind];
        ++counts[change.from == nullptr ? 0U : change.to == nullptr ? 1U : 2U];
    }
}

void Batch::apply(shadow::Database& database, plan::Plan Work::* plan, std::string_view phase) {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        auto& work = work_[i];
        if (work.out || (work.*plan).empty()) continue;
        const auto done = source::run_script(database.session(), "(plan)", plan::render(work.*plan));
        if (done) continue;
        (void)database.session().execute("RESET ALL");
        fail_pair(i, phase, done.error().render() + "\n" + plan::render(work.*plan));
    }
}

void Batch::judge(const imprint::Imprint& is, const imprint::Imprint& expected, std::string_view phase) {
    std::map<std::size_t, std::vector<imprint::Difference>> differences;
    for (auto& difference : imprint::compare(is, expected)) {
        // An entry may be told by its key, or by what stands in it alone.
        auto pair = owner(difference.entry);
        if (!pair) pair = owner(difference.from.value + difference.to.value);
        differences[pair.value_or(0)].push_back(std::move(difference));
    }
    for (const auto& [pair, list] : differences) {
        if (work_[pair].out) continue;
        if (std::ranges::all_of(list, &imprint::Difference::only_expression)) work_[pair].respelled = true;
        else fail_pair(pair, phase, imprint::render(list, 10));
    }
}

void Batch::require_nothing_left(const catalog::Catalog& is, Side side, std::string_view phase) {
    std::map<std::size_t, catalog::Catalog> left;
    for (const auto& [id, object] : is.objects())
        if (const auto pair = owner(id.render())) left[*pair].put(object);
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (work_[i].out) continue;
        auto mine = empty_;
        for (const auto& [id, object] : left[i].objects()) mine.put(object);
        const auto read = source::as_declared_like(mine, work_[i].*side);
        auto changes = diff::diff(read, work_[i].*side);
        if (std::erase_if(changes, is_spelling) > 0) work_[i].respelled = true;
        if (!changes.empty()) fail_pair(i, phase, joined(diff::summary(changes), "\n"));
    }
}

void Batch::prove_respelled() {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (work_[i].out || !work_[i].respelled) continue;
        ++tally_.respelled;
        if (const auto proven = prove_alone(shadow_, pairs_[i]); !proven) fail_pair(i, "by itself", proven.error().render());
    }
}

Result<> Batch::apply_with_rows(shadow::Database& database) {
    auto& session = database.session();
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        auto& work = work_[i];
        if (work.out || work.up.empty() || insert_rows(session, pairs_[i].from, pairs_[i].seed) == 0) continue;
        ++tally_.with_rows;
        WHIMBREL_TRY(const auto before, print_rows(session, pairs_[i].from));
        auto run = run_plan(session, work.up);
        if (run.end == Run::End::done) {
            run = run_plan(session, work.down);
            if (run.end == Run::End::done) ++tally_.kept_rows;
            else run.committed = true;  // the rows were through up
        }
        if (run.end == Run::End::refused) ++(run.committed ? tally_.refused_late : tally_.refused);
        if (run.end == Run::End::failed) ++tally_.failed_on_rows;
        if (run.end == Run::End::failed && !run.excusable) fail_pair(i, "on tables with rows", run.what);
        if (run.end != Run::End::done && run.committed) continue;
        const auto after = print_rows(session, pairs_[i].from);
        if (!after) fail_pair(i, "with rows, after a run that promised to lose nothing", after.error().render());
        else if (*after != before) fail_pair(i, "rows are not what they were", "before:\n" + before + "after:\n" + *after);
    }
    return {};
}

}  // namespace whimbrel::property
