// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/privileges/grant.h"

#include <gtest/gtest.h>

namespace whimbrel::kinds {
namespace {

Grant grant(std::string grantee, std::string grantor = "", bool grantable = false) {
    return {.grantee = std::move(grantee), .privilege = "SELECT", .grantor = std::move(grantor), .grantable = grantable};
}

/// One line an act: "by second: GRANT SELECT TO lender WITH GRANT OPTION".
std::string told(const std::vector<Act>& acts) {
    std::string out;
    for (const auto& act : acts) {
        const auto words = words_of(act, "", {"CURRENT_USER"});
        const auto& grantor = act.grants.front().grantor;
        out += (grantor.empty() ? "" : "by " + grantor + ": ") + words.before.text + " " + words.after.text + "\n";
    }
    return out;
}

TEST(ChangeAccess, gives_again_what_rests_on_a_grant_that_another_takes_over) {
    const AccessList from{.granted = {grant("lender", "", true), grant("reader", "lender")}};
    const AccessList to{.granted = {grant("lender", "second", true), grant("reader", "lender"), grant("second", "", true)}};
    const auto change = change_access(from, to, OwnerDefaults::all);
    EXPECT_EQ(told(change.undone), "by lender: REVOKE SELECT FROM reader\nREVOKE SELECT FROM lender\n");
    EXPECT_EQ(told(change.done),
              "GRANT SELECT TO second WITH GRANT OPTION\nby second: GRANT SELECT TO lender WITH GRANT OPTION\nby lender: GRANT SELECT TO reader\n");
}

TEST(ChangeAccess, takes_the_owner_his_option_and_not_what_he_has_anyhow) {
    const AccessList own{.granted = {grant("", "", true)}};
    EXPECT_EQ(told(change_access(own, {}, OwnerDefaults::all).undone), "REVOKE GRANT OPTION FOR SELECT FROM CURRENT_USER\n");
    EXPECT_EQ(told(change_access(own, {}, OwnerDefaults::none).undone), "REVOKE SELECT FROM CURRENT_USER\n");
}

TEST(ChangeAccess, takes_and_gives_back_defaults) {
    const AccessList without{.withheld = {grant("public")}};
    EXPECT_EQ(told(change_access({}, without, OwnerDefaults::all).done), "REVOKE SELECT FROM PUBLIC\n");
    EXPECT_EQ(told(change_access(without, {}, OwnerDefaults::all).undone), "GRANT SELECT TO PUBLIC\n");
    const AccessList with_option{.granted = {grant("public", "", true)}};
    EXPECT_EQ(told(change_access(with_option, without, OwnerDefaults::all).undone), "");
}

TEST(ChangeAccess, quotes_names_and_tells_a_role_from_everybody) {
    EXPECT_EQ(told(change_access({}, {.granted = {grant("Mixed Case"), grant("public"), grant("user")}}, OwnerDefaults::all).done),
              "GRANT SELECT TO \"Mixed Case\"\nGRANT SELECT TO PUBLIC\nGRANT SELECT TO \"user\"\n");
}

}  // namespace
}  // namespace whimbrel::kinds
