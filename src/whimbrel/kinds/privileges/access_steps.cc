// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/privileges/access_steps.h"

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;

namespace {

Fragment role_of(const std::string& role) { return role.empty() ? Fragment{"CURRENT_USER"} : Fragment{Identifier{role}.render()}; }

std::vector<Touch> touches_of(const Act& act, ListFate fate) {
    if (fate == ListFate::comes) return {{"", Effect::creates}};
    if (fate == ListFate::goes) return {{"", Effect::destroys}};
    std::vector<Touch> out{{"list", Effect::touches}};  // one after the other
    for (const auto& grant : act.grants) {
        if (act.verb != Act::Verb::grant) out.push_back({entry_part(grant), Effect::destroys});
        out.push_back({entry_part(grant), Effect::creates});
    }
    return out;
}

}  // namespace

Step access_step(const Granted& granted, const Fragment& object, const Act& act, ListFate fate) {
    const std::string& grantor = act.grants.front().grantor;
    // Within SET ROLE the owner, where he has no name of his own, is still who started the session.
    const Fragment owner = granted.owner.empty() && !grantor.empty() ? Fragment{"SESSION_USER"} : role_of(granted.owner);
    const auto words = words_of(act, granted.column, owner);
    auto statement = sql::sql(words.before, "ON", object, words.after);
    // GRANTED BY takes nobody but the current user.
    if (!grantor.empty()) statement = sql::sql("SET ROLE", Fragment{Identifier{grantor}.render() + ";\n"}, statement, Fragment{";\nRESET ROLE"});
    return {.object = granted.id, .statement = std::move(statement), .touches = touches_of(act, fate)};
}

}  // namespace whimbrel::kinds
