// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/proof/proof.h"

#include "whimbrel/base/beside.h"
#include "whimbrel/base/format.h"
#include "whimbrel/catalog/located.h"

#include <algorithm>
#include <set>

namespace whimbrel::proof {

using imprint::Imprint;

namespace {

constexpr std::size_t k_shown_differences = 20;

class Proving {
public:
    Proving(shadow::Shadow& shadow, const Claim& claim, const source::SourceOptions& options) : shadow_(shadow), claim_(claim), options_(options) {}

    Result<Proof> run() {
        WHIMBREL_TRY(auto work, shadow_.copy_of(*claim_.from));
        // Nobody changes these two meanwhile.
        auto before_up = beside([this] { return read_imprint(claim_.from->session()); });
        auto declared = beside([this]() -> Result<Imprint> { return claim_.to != nullptr ? read_imprint(claim_.to->session()) : Imprint(); });
        WHIMBREL_CHECK(source::run_script(shadow_, work.session(), claim_.up_file, claim_.up_text));
        auto catalog_after_up = beside([&] { return read_catalog(work); });
        WHIMBREL_TRY(const Imprint after, read_imprint(work.session()));
        WHIMBREL_TRY(const Imprint before, before_up.get());
        WHIMBREL_TRY(const Imprint expected, declared.get());
        if (claim_.to != nullptr) {
            WHIMBREL_CHECK(require_declared(after, expected, work));
        }
        WHIMBREL_TRY(auto after_up, catalog_after_up.get());
        WHIMBREL_CHECK(require_nothing_left(after_up));
        if (!claim_.down_text.empty()) {
            WHIMBREL_CHECK(while_doing(source::run_script(shadow_, work.session(), claim_.down_file, claim_.down_text), "running down after up"));
            WHIMBREL_TRY(const Imprint back, read_imprint(work.session()));
            WHIMBREL_CHECK(require_equal(back, before, work, *claim_.from, "after down, the database is not what it was before up"));
            WHIMBREL_CHECK(up_again(work, after));
        }
        return Proof{after.version, before.hash(), after.hash(), normalised_, std::move(again_refused_), std::move(after_up), std::move(work)};
    }

private:
    Result<Imprint> read_imprint(pg::Session& session, std::vector<imprint::LeftOut> left_out = {}) const {
        return imprint::read(session, {.ledger_schema = options_.read.ledger_schema, .left_out = std::move(left_out), .managed = options_.read.managed});
    }

    /// On a connection of its own.
    Result<catalog::Catalog> read_catalog(const shadow::Database& database) const {
        WHIMBREL_TRY(auto session, database.connect());
        return catalog::read(session, options_.read);
    }

    static Result<> while_doing(Result<> done, std::string_view what) {
        if (!done) done.error().context.emplace_back(what);
        return done;
    }

    Result<> up_again(shadow::Database& work, const Imprint& after) {
        auto done = while_doing(source::run_script(shadow_, work.session(), claim_.up_file, claim_.up_text), "running up again after down");
        constexpr std::string_view k_integrity_constraint_violation = "23";
        if (!done && claim_.to == nullptr && done.error().server && done.error().server->sqlstate.starts_with(k_integrity_constraint_violation)) {
            // Rows that up puts into a table of before, and down leaves there. The database is built once more as up left it.
            again_refused_ = format("{} {}", done.error().server->sqlstate, done.error().server->message);
            WHIMBREL_TRY(work, shadow_.copy_of(*claim_.from));
            return source::run_script(shadow_, work.session(), claim_.up_file, claim_.up_text);
        }
        WHIMBREL_CHECK(done);
        WHIMBREL_TRY(const Imprint again, read_imprint(work.session()));
        // The same script: not even an expression's spelling may differ from the first time.
        if (const auto differences = imprint::compare(again, after); !differences.empty())
            return failed("after up, down and up again, the database is not what up gave the first time", differences);
        return {};
    }

    static Failing failed(std::string_view what, const std::vector<imprint::Difference>& differences) {
        return fail(ErrorCode::proof_failed, format("{}:\n{}", what, imprint::render(differences, k_shown_differences)))
            .hint("Nothing was written; where the migration was generated, please report this with the declaration before and after.");
    }

    /// What ignore rules cover and only one of the two has is left out; where there is such a thing, both are read once more without it.
    Result<> require_declared(const Imprint& after, const Imprint& expected, shadow::Database& work) {
        constexpr std::string_view k_what = "after up, the database is not what the declaration gives";
        if (claim_.ignoring == nullptr || imprint::compare(after, expected).empty()) return require_equal(after, expected, work, *claim_.to, k_what);
        WHIMBREL_TRY(const auto is, without_ignored(work, *claim_.to));
        return require_equal(is.first, is.second, work, *claim_.to, k_what);
    }

    [[nodiscard]] std::vector<imprint::LeftOut> ignored_of(const catalog::Located& one, const catalog::Located& other) const {
        std::set<std::pair<std::string, std::string>> there;
        for (const auto& object : other.objects) there.emplace(object.kind, object.name);
        std::vector<imprint::LeftOut> out;
        for (const auto& object : one.objects)
            if (claim_.ignoring->covers(object.kind, object.name) && !there.contains({object.kind, object.name}))
                out.push_back({object.address.catalog, object.address.oid});
        return out;
    }

    Result<std::pair<Imprint, Imprint>> read_both(shadow::Database& is, shadow::Database& expected) {
        if (claim_.ignoring != nullptr) return without_ignored(is, expected);
        WHIMBREL_TRY(auto left, read_imprint(is.session()));
        WHIMBREL_TRY(auto right, read_imprint(expected.session()));
        return std::pair(std::move(left), std::move(right));
    }

    Result<std::pair<Imprint, Imprint>> without_ignored(shadow::Database& is, shadow::Database& expected) {
        WHIMBREL_TRY(const auto left, catalog::locate(is.session(), options_.read));
        WHIMBREL_TRY(const auto right, catalog::locate(expected.session(), options_.read));
        WHIMBREL_TRY(auto left_imprint, read_imprint(is.session(), ignored_of(left, right)));
        WHIMBREL_TRY(auto right_imprint, read_imprint(expected.session(), ignored_of(right, left)));
        return std::pair(std::move(left_imprint), std::move(right_imprint));
    }

    Result<> require_equal(const Imprint& is, const Imprint& expected, shadow::Database& database, shadow::Database& expected_database, std::string_view what) {
        const auto differences = imprint::compare(is, expected);
        if (differences.empty()) return {};
        const bool only_spelling = std::ranges::all_of(differences, &imprint::Difference::only_expression);
        if (!only_spelling) return failed(what, differences);
        // Both are written out and read in once more: what then still differs is no matter of spelling.
        normalised_ = true;
        WHIMBREL_TRY(auto left, written_again(database));
        WHIMBREL_TRY(auto right, written_again(expected_database));
        WHIMBREL_TRY(const auto both, read_both(left, right));
        if (const auto rest = imprint::compare(both.first, both.second); !rest.empty()) return failed(what, rest);
        return {};
    }

    /// By pg_dump; where there is none for this server, by our own statements. That is enough here: all that is no expression was found
    /// equal before.
    Result<shadow::Database> written_again(shadow::Database& database) {
        auto reloaded = shadow_.reloaded(database);
        if (reloaded || reloaded.error().code != ErrorCode::dump_failed) return reloaded;
        WHIMBREL_TRY(const auto catalog, catalog::read(database.session(), options_.read));
        auto built = source::build(shadow_, catalog, options_);
        return built ? std::move(built) : std::move(reloaded);
    }

    Result<> require_nothing_left(const catalog::Catalog& after_up) {
        if (claim_.to_catalog == nullptr) return {};
        auto is = after_up;
        auto expected = *claim_.to_catalog;
        if (claim_.ignoring != nullptr) {
            claim_.ignoring->take_out(is);
            claim_.ignoring->take_out(expected);
        }
        WHIMBREL_TRY(const auto changes, real_changes(shadow_, source::as_declared_like(is, expected), expected, options_));
        if (changes.empty()) return {};
        std::string lines;
        for (const auto& line : diff::summary(changes)) lines += "  " + line + '\n';
        return fail(ErrorCode::proof_failed, "after up, a second plan still finds something to do:\n" + lines)
            .hint("Nothing was written; please report this with the declaration before and after.");
    }

    shadow::Shadow& shadow_;
    const Claim& claim_;
    const source::SourceOptions& options_;
    bool normalised_ = false;
    std::string again_refused_;
};

}  // namespace

Result<Proof> prove(shadow::Shadow& shadow, const Claim& claim, const source::SourceOptions& options) { return Proving(shadow, claim, options).run(); }

}  // namespace whimbrel::proof
