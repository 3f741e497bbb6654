// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/proof/proof.h"

#include "whimbrel/base/format.h"

#include <algorithm>

namespace whimbrel::proof {

using imprint::Imprint;

namespace {

constexpr std::size_t k_shown_differences = 20;

class Proving {
public:
    Proving(shadow::Shadow& shadow, const Claim& claim, const source::SourceOptions& options) : shadow_(shadow), claim_(claim), options_(options) {}

    Result<Proof> run() {
        WHIMBREL_TRY(auto work, shadow_.copy_of(*claim_.from));
        WHIMBREL_TRY(const Imprint before, imprint::read(claim_.from->session()));
        WHIMBREL_CHECK(source::run_script(shadow_, work.session(), claim_.up_file, claim_.up_text));
        WHIMBREL_TRY(const Imprint after, imprint::read(work.session()));
        if (claim_.to != nullptr) {
            WHIMBREL_TRY(const Imprint expected, imprint::read(claim_.to->session()));
            WHIMBREL_CHECK(require_equal(after, expected, work, *claim_.to, "after up, the database is not what the declaration gives"));
        }
        WHIMBREL_TRY(auto after_up, catalog::read(work.session(), options_.read));
        WHIMBREL_CHECK(require_nothing_left(after_up));
        if (!claim_.down_text.empty()) {
            WHIMBREL_CHECK(source::run_script(shadow_, work.session(), claim_.down_file, claim_.down_text));
            WHIMBREL_TRY(const Imprint back, imprint::read(work.session()));
            WHIMBREL_CHECK(require_equal(back, before, work, *claim_.from, "after down, the database is not what it was before up"));
            WHIMBREL_CHECK(source::run_script(shadow_, work.session(), claim_.up_file, claim_.up_text));
            WHIMBREL_TRY(const Imprint again, imprint::read(work.session()));
            // The same script: not even an expression's spelling may differ from the first time.
            if (const auto differences = imprint::compare(again, after); !differences.empty())
                return failed("after up, down and up again, the database is not what up gave the first time", differences);
        }
        return Proof{after.version, before.hash(), after.hash(), normalised_, std::move(after_up), std::move(work)};
    }

private:
    static Failing failed(std::string_view what, const std::vector<imprint::Difference>& differences) {
        return fail(ErrorCode::proof_failed, format("{}:\n{}", what, imprint::render(differences, k_shown_differences)))
            .hint("Nothing was written; where the migration was generated, please report this with the declaration before and after.");
    }

    Result<> require_equal(const Imprint& is, const Imprint& expected, shadow::Database& database, shadow::Database& expected_database,
                           std::string_view what) {
        const auto differences = imprint::compare(is, expected);
        if (differences.empty()) return {};
        const bool only_spelling = std::ranges::all_of(differences, &imprint::Difference::only_expression);
        if (!only_spelling) return failed(what, differences);
        // Both are written out and read in once more: what then still differs is no matter of spelling.
        normalised_ = true;
        WHIMBREL_TRY(auto left, written_again(database));
        WHIMBREL_TRY(auto right, written_again(expected_database));
        WHIMBREL_TRY(const auto left_imprint, imprint::read(left.session()));
        WHIMBREL_TRY(const auto right_imprint, imprint::read(right.session()));
        if (const auto rest = imprint::compare(left_imprint, right_imprint); !rest.empty()) return failed(what, rest);
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
        WHIMBREL_TRY(const auto changes, real_changes(shadow_, source::as_declared_like(after_up, *claim_.to_catalog), *claim_.to_catalog, options_));
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
};

}  // namespace

Result<Proof> prove(shadow::Shadow& shadow, const Claim& claim, const source::SourceOptions& options) { return Proving(shadow, claim, options).run(); }

}  // namespace whimbrel::proof
