// SPDX-License-Identifier: Apache-2.0
// The judge of a proof is not the differ: where a kind forgets one field of its objects, the plan that comes of it must
// fail its proof. Fields are forgotten one at a time, each on a case whose plan depends on it.
#include "tests/support/case_pairs.h"
#include "whimbrel/proof/proof.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <ranges>
#include <set>

namespace whimbrel {
namespace {

namespace fs = std::filesystem;
const fs::path k_cases = fs::path(WHIMBREL_SOURCE_DIR) / "tests" / "cases";

catalog::Catalog forgetful(const catalog::Catalog& catalog, std::string_view kind, std::string_view field) {
    catalog::Catalog out = catalog;
    for (const auto& [id, object] : catalog.objects())
        if (id.kind == kind) out.put(object.kind->forget(object, field));
    return out;
}

struct Scripts {
    std::string up, down;
    bool operator==(const Scripts&) const = default;
};

Result<Scripts> scripts(const catalog::Catalog& from, const catalog::Catalog& to, const kinds::Facts& facts) {
    WHIMBREL_TRY(const auto up, plan::make_plan(from, to, {.version = from.version(), .facts = facts}));
    WHIMBREL_TRY(const auto down, plan::make_plan(to, from, {.version = from.version()}));
    return Scripts{plan::render(up), plan::render(down)};
}

/// The major version that a line begins with, or has behind a field's name; 0 where there is none.
int major_in(const std::string& text) {
    int major = 0;
    std::from_chars(text.data(), text.data() + text.size(), major);
    return major;
}

/// tests/audit/newer_fields: what older servers have nothing for, each with the major version that brought it.
const std::map<std::string, int> k_newer = [] {
    std::map<std::string, int> out;
    for (const auto& line : testing::lines_of(fs::path(WHIMBREL_SOURCE_DIR) / "tests" / "audit" / "newer_fields"))
        out.emplace(line.substr(0, line.find(' ')), major_in(line.substr(line.find(' ') + 1)));
    return out;
}();

/// Fields that no plan depends on: they say again, in parts, what another field of the same object says whole. They serve checklists,
/// graphs and messages.
const std::set<std::string> k_derived = [] {
    const auto lines = testing::lines_of(fs::path(WHIMBREL_SOURCE_DIR) / "tests" / "audit" / "derived_fields");
    std::set<std::string> out;
    for (const auto& line : lines) out.insert(line.substr(0, line.find(' ')));
    return out;
}();

enum class Fields { all, newer };

class Forgetting {
public:
    Forgetting(Fields fields, int major) {
        for (const auto& kind : kinds::all_kinds())
            for (const auto& field : kind.field_paths()) {
                const auto newer = k_newer.find(std::string(kind.name) + "." + field);
                const bool is_there = newer == k_newer.end() || newer->second <= major;
                if (is_there && !k_derived.contains(std::string(kind.name) + "." + field) && (fields == Fields::all || newer != k_newer.end()))
                    open_.emplace(kind.name, field);
            }
    }
    [[nodiscard]] bool is_done() const { return open_.empty(); }

    /// The folder of a kind is where most of its fields are found, and most of its cases tell of fields that were found already.
    void run_all(std::vector<std::string> names) {
        std::vector<std::string> others;
        for (auto& name : names) {
            const auto kind = name.substr(0, name.find('/'));
            if (std::ranges::any_of(open_, [&](const auto& field) { return field.first == kind; })) run(name);
            else others.push_back(std::move(name));
        }
        for (const auto& name : others)
            if (!is_done()) run(name);
    }

    std::vector<std::string> unrefused() const {
        std::vector<std::string> out;
        for (const auto& [kind, field] : open_) out.push_back(kind + "." + field);
        return out;
    }

private:
    void run(const std::string& name) {
        auto loaded = testing::load_case(testing::shadow_of(k_cases / name), k_cases / name);
        if (!loaded || !loaded->to.facts.renames.empty()) return;
        const auto whole = scripts(loaded->from.catalog, loaded->to.catalog, loaded->to.facts.answers);
        if (!whole) return;
        const auto kinds = kinds_in(*loaded);
        for (auto it = open_.begin(); it != open_.end();) {
            const auto& [kind, field] = *it;
            // Nothing is forgotten then: what most fields meet in most cases.
            if (!kinds.contains(kind)) {
                ++it;
                continue;
            }
            const auto from = forgetful(loaded->from.catalog, kind, field);
            const auto to = forgetful(loaded->to.catalog, kind, field);
            const auto less = scripts(from, to, loaded->to.facts.answers);
            if (less && *less == *whole) {
                ++it;
                continue;
            }
            // Some plans differ and mean the same (INITIALLY DEFERRED implies DEFERRABLE): another case must tell.
            if (less && !is_refused(name, *loaded, *less)) ++it;
            else it = open_.erase(it);
        }
    }

    static std::set<std::string> kinds_in(const testing::LoadedCase& loaded) {
        std::set<std::string> out;
        for (const auto* catalog : {&loaded.from.catalog, &loaded.to.catalog})
            for (const auto& [id, object] : catalog->objects()) out.insert(id.kind);
        return out;
    }

    static bool is_refused(const std::string& name, testing::LoadedCase& loaded, const Scripts& less) {
        const proof::Claim claim{&loaded.from.database, &loaded.to.database, "up.sql", less.up, "down.sql", less.down, nullptr};
        return !proof::prove(testing::shadow_of(k_cases / name), claim, testing::options_of(k_cases / name));
    }

    std::set<std::pair<std::string, std::string>> open_;
};

void expect_none(const Forgetting& forgetting) {
    for (const auto& field : forgetting.unrefused())
        ADD_FAILURE() << "no case fails its proof without " << field << ": add a case, or list it in tests/audit/derived_fields with the reason";
}

TEST(Forgetting, of_any_field_is_found_by_the_proof) {
    Forgetting forgetting(Fields::all, testing::shared_shadow().version().value().major());
    forgetting.run_all(testing::case_names(k_cases));
    expect_none(forgetting);
}

/// In short, for servers that have what the usual one lacks: those fields alone, on the cases that are not for older ones.
TEST(Forgetting, of_a_field_that_newer_servers_have_is_found_by_the_proof) {
    Forgetting forgetting(Fields::newer, testing::shared_shadow().version().value().major());
    if (forgetting.is_done()) GTEST_SKIP() << "this server has none of the fields in tests/audit/newer_fields";
    const auto oldest = std::ranges::min(std::views::values(k_newer));
    auto names = testing::case_names(k_cases);
    std::erase_if(names, [&](const std::string& name) {
        const auto since = testing::lines_of(k_cases / name / "since");
        return since.empty() || major_in(since.front()) < oldest;
    });
    forgetting.run_all(std::move(names));
    expect_none(forgetting);
}

}  // namespace
}  // namespace whimbrel
