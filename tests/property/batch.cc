// SPDX-License-Identifier: Apache-2.0
#include "tests/property/batch.h"

#include "tests/property/generators.h"
#include "whimbrel/base/format.h"
#include "whimbrel/parse/variable.h"

#include <algorithm>

namespace whimbrel::property {

namespace {

constexpr std::size_t k_token_size = 10;

bool is_spelling(const diff::Change& change) {
    return change.from != nullptr && change.to != nullptr && change.from->kind->equal_but_expressions(*change.from, *change.to);
}

}  // namespace

Result<source::Declaration> declaration_of(const Model& model, std::string name) {
    WHIMBREL_TRY(auto file, parse::split(std::move(name), script(model)));
    return source::Declaration{{std::move(file)}};
}

Batch::Batch(shadow::Shadow& shadow, std::vector<Pair> pairs, Builds builds)
    : shadow_(shadow), pairs_(std::move(pairs)), builds_(builds), work_(pairs_.size()) {
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
    WHIMBREL_CHECK(write_for(from.session()));
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
    WHIMBREL_CHECK(read_renames());
    plan_all();
    WHIMBREL_CHECK(plan_renamed(from, &Work::from, &Work::to, &Work::up));
    WHIMBREL_CHECK(plan_renamed(to, &Work::to, &Work::from, &Work::down));
    WHIMBREL_TRY(const auto imprint_from, imprint::read(from.session()));
    WHIMBREL_TRY(const auto imprint_to, imprint::read(to.session()));

    WHIMBREL_TRY(auto work, builds_ == Builds::from_nothing ? build_from_nothing(imprint_from) : shadow_.copy_of(from));
    WHIMBREL_CHECK(try_with_rows_alone(work));
    WHIMBREL_CHECK(insert_all_rows(work.session()));
    go(work, {&Work::from, &Work::to, &Work::up, "up"});
    WHIMBREL_TRY(const auto up, imprint::read(work.session()));
    judge(up, imprint_to, "after up, it is not what the declaration gives");
    WHIMBREL_TRY(const auto catalog_up, catalog::read(work.session()));
    require_nothing_left(catalog_up, &Work::to, "after up, a second plan finds something to do");
    go(work, {&Work::to, &Work::from, &Work::down, "down"});
    require_rows_back(work.session());
    WHIMBREL_TRY(const auto down, imprint::read(work.session()));
    judge(down, imprint_from, "after down, it is not what it was");
    go(work, {&Work::from, &Work::to, &Work::up, "up again"});
    WHIMBREL_TRY(const auto again, imprint::read(work.session()));
    judge(again, up, "after up again, it is not what the first up gave");
    prove_respelled();
    return {};
}

/// Servers that are built without LZ4 have one method of compression.
Result<> Batch::write_for(pg::Session& session) {
    WHIMBREL_TRY(const auto rows, session.execute("SELECT 'lz4' = ANY (enumvals) FROM pg_catalog.pg_settings WHERE name = 'default_toast_compression'"));
    if (rows[0].boolean(0)) return {};
    constexpr std::string_view k_lz4 = " COMPRESSION lz4";
    for (auto& pair : pairs_)
        for (auto* model : {&pair.from, &pair.to})
            for (auto& statement : model->statements)
                for (auto at = statement.find(k_lz4); at != std::string::npos; at = statement.find(k_lz4))
                    statement.replace(at, k_lz4.size(), " COMPRESSION pglz");
    return {};
}

/// The plan that makes all of it, instead of the text that declares it.
Result<shadow::Database> Batch::build_from_nothing(const imprint::Imprint& imprint_from) {
    WHIMBREL_TRY(auto work, shadow_.make());
    apply(work, &Work::build, "building it from nothing");
    WHIMBREL_TRY(const auto built, imprint::read(work.session()));
    judge(built, imprint_from, "built from nothing, it is not what the declaration gives");
    WHIMBREL_TRY(const auto catalog_built, catalog::read(work.session()));
    require_nothing_left(catalog_built, &Work::from, "built from nothing, it reads as something else");
    return work;
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
    auto parts = parts_of(source::as_declared(declaration, whole));
    for (std::size_t i = 0; i < work_.size(); ++i) work_[i].*side = std::move(parts[i]);
    return {};
}

std::optional<std::size_t> Batch::owner(std::string_view name) const {
    for (auto at = name.find("w_"); at != std::string_view::npos; at = name.find("w_", at + 1))
        if (const auto found = by_token_.find(name.substr(at, k_token_size)); found != by_token_.end()) return found->second;
    for (const auto& [extension, pair] : by_extension_)
        if (name.find(extension) != std::string_view::npos) return pair;
    return std::nullopt;
}

std::vector<catalog::Catalog> Batch::parts_of(const catalog::Catalog& whole) const {
    std::vector<catalog::Catalog> out(work_.size(), empty_);
    for (auto& part : out) part.set_version(whole.version());
    for (const auto& [id, object] : whole.objects())
        if (const auto pair = owner(id.render())) out[*pair].put(object);
    return out;
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
    if (builds_ == Builds::from_nothing) make(empty_, work.from, work.build, "planning from nothing");
    if (!work.renames.empty()) return;  // plan_renamed()
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
    for (std::size_t i = 0; i < pairs_.size(); ++i)
        if (!work_[i].out && !(work_[i].*plan).empty()) apply_one(database.session(), i, plan, phase);
}

void Batch::apply_one(pg::Session& session, std::size_t pair, plan::Plan Work::* plan, std::string_view phase) {
    const auto text = plan::render(work_[pair].*plan);
    const auto done = source::run_script(session, "(plan)", text);
    if (done) return;
    (void)session.execute("RESET ALL");
    fail_pair(pair, phase, done.error().render() + "\n" + text);
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
    const auto parts = parts_of(is);
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (work_[i].out) continue;
        const auto read = source::as_declared_like(parts[i], work_[i].*side);
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

}  // namespace whimbrel::property
