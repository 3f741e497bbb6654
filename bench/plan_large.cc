// SPDX-License-Identifier: Apache-2.0
// How long diff and plan take between two catalogs of many tables that differ in one thing, besides reading them:
//   whimbrel_plan_large URL [TABLES]
// In the empty database at the URL two tables are made with 10 columns, 4 indexes, a foreign key and a check each. The catalog's lines of the
// one are repeated under other names until there are TABLES of it (10,000); the other is what changes, and then all of them do. Both sides are parsed
// from such lines, so that they share nothing. A line for each change: the median processor time of the runs, both ways planned, and the number of
// statements up.
#include "whimbrel/proof/proof.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace {

using namespace whimbrel;

constexpr int k_tables = 10'000;
constexpr int k_runs = 5;
// As long in every name, so that lines keep their order whatever number stands there.
constexpr std::string_view k_mark = "t00000";

constexpr const char* k_declaration = R"(DO $$ BEGIN EXECUTE (SELECT string_agg(format($t$
CREATE TABLE %1$s (id bigint PRIMARY KEY, parent_id bigint REFERENCES %1$s, a text NOT NULL, b integer DEFAULT 0 CHECK (b >= 0),
                   c numeric(12,2), d timestamptz DEFAULT now(), e boolean, f jsonb, g uuid, h text);
CREATE INDEX %1$s_a_idx ON %1$s (a); CREATE INDEX %1$s_b_idx ON %1$s (b); CREATE INDEX %1$s_c_idx ON %1$s (c);
CREATE INDEX %1$s_h_idx ON %1$s (lower(h));
$t$, name), '') FROM unnest(ARRAY['one', 't00000']) AS name); END $$; CREATE VIEW v AS SELECT h FROM one)";

std::string numbered(std::string_view line, int number) {
    auto digits = std::to_string(number);
    digits.insert(0, k_mark.size() - 1 - digits.size(), '0');
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        const auto next = line.find(k_mark, at);
        out += line.substr(at, next - at);
        if (next == std::string_view::npos) break;
        out += "t" + digits;
        at = next + k_mark.size();
    }
    return out;
}

std::string repeated(const catalog::Catalog& few, int tables) {
    std::string out;
    const auto lines = catalog::render_lines(few);
    for (std::size_t begin = 0; begin < lines.size();) {
        const auto end = lines.find('\n', begin);
        const std::string line = lines.substr(begin, end - begin + 1);
        begin = end + 1;
        const bool many = line.find(k_mark) != std::string::npos;
        for (int i = 0; i < (many ? tables : 1); ++i) out += many ? numbered(line, i) : line;
    }
    return out;
}

struct Change {
    const char* what;
    const char* make;
    const char* undo;
};

constexpr Change k_changes[] = {
    {"no change", "SELECT", "SELECT"},
    {"a column added", "ALTER TABLE one ADD COLUMN nick text", "ALTER TABLE one DROP COLUMN nick"},
    {"a column retyped that a view uses", "DROP VIEW v; ALTER TABLE one ALTER h TYPE varchar(9); CREATE VIEW v AS SELECT h FROM one",
     "DROP VIEW v; ALTER TABLE one ALTER h TYPE text; CREATE VIEW v AS SELECT h FROM one"},
    {"an index renamed", "ALTER INDEX one_a_idx RENAME TO other_idx", "ALTER INDEX other_idx RENAME TO one_a_idx"},
    {"a view dropped", "DROP VIEW v", "CREATE VIEW v AS SELECT h FROM one"},
};

[[noreturn]] void give_up(const Error& error) {
    std::fprintf(stderr, "%s\n", error.render().c_str());
    std::exit(2);
}

template <class T>
T value_or_exit(Result<T> result) {
    if (!result) give_up(result.error());
    return *std::move(result);
}

catalog::Catalog many(const catalog::Catalog& few, int tables) {
    auto out = value_or_exit(catalog::parse_lines(repeated(few, tables)));
    out.set_version(few.version());
    return out;
}

/// `to` with the objects of the tables from the middle as they are after the change.
catalog::Catalog with_change(const catalog::Catalog& before, const catalog::Catalog& after, catalog::Catalog to) {
    for (const auto& change : diff::diff(before, after)) {
        if (change.to == nullptr) to.remove(change.from->id);
        else to.put(*change.to);
    }
    return to;
}

/// One thread, so that on a machine with nothing else to do it is the time that passes.
double processor_ms() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void measure(const char* what, const catalog::Catalog& from, const catalog::Catalog& to, shadow::Shadow& shadow) {
    std::vector<double> times;
    std::size_t steps = 0;
    for (int run = 0; run < k_runs; ++run) {
        const auto start = processor_ms();
        const auto changes = diff::diff(from, to);
        proof::PlanRequest request{.from = &from, .to = &to, .renames = {}, .spelling = proof::PlanRequest::Spelling::same};
        request.up = request.down = {.version = from.version()};
        request.changes = &changes;
        const auto candidates = diff::rename_candidates(from, to, changes, {});
        const auto planned = value_or_exit(proof::plan_between(shadow, request, {}));
        const auto lines = diff::summary(changes);
        times.push_back(processor_ms() - start);
        steps = planned.up.size();
    }
    std::ranges::sort(times);
    std::printf("%-44s %8.1f ms   %zu statements\n", what, times[times.size() / 2], steps);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    const auto url = value_or_exit(pg::Url::parse(argc > 1 ? argv[1] : ""));
    const int tables = argc > 2 ? std::atoi(argv[2]) : k_tables;
    auto session = value_or_exit(pg::Session::connect(url));
    value_or_exit(session.execute(k_declaration));
    const auto few = value_or_exit(catalog::read(session));
    const auto from = many(few, tables), to = many(few, tables);
    std::printf("%zu objects on each side\n", from.objects().size());
    const Environment environment;
    shadow::Shadow shadow(environment, {});  // nothing here needs a server; none is started
    for (const auto& change : k_changes) {
        value_or_exit(session.execute(change.make));
        const auto after = value_or_exit(catalog::read(session));
        measure(change.what, from, with_change(few, after, to), shadow);
        value_or_exit(session.execute(change.undo));
    }
    measure("as many tables made again beside them", many(few, tables / 2), from, shadow);
    value_or_exit(session.execute("ALTER TABLE t00000 ADD COLUMN nick text NOT NULL DEFAULT ''"));
    measure("a column added to every table", from, many(value_or_exit(catalog::read(session)), tables), shadow);
    return 0;
}
