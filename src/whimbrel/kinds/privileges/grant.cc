// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/privileges/grant.h"

#include "whimbrel/kinds/phrases.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;

namespace {

const Grant* find_entry(const std::vector<Grant>& list, const Grant& wanted) {
    const auto it = std::ranges::find_if(list, [&](const Grant& grant) { return grant.same_entry(wanted); });
    return it == list.end() ? nullptr : &*it;
}

/// The owner has every privilege by default: what he granted himself beyond that is the option alone.
bool is_default_but_for_option(const Grant& grant, const AccessList& list) {
    return grant.grantee.empty() && grant.grantor.empty() && grant.grantable && find_entry(list.withheld, grant) == nullptr;
}

/// How many grants stand between the owner and this one.
std::size_t depth(const Grant& grant, const std::vector<Grant>& all, std::size_t limit = 32) {
    if (grant.grantor.empty() || limit == 0) return 0;
    std::size_t deepest = 0;
    for (const auto& other : all)
        if (other.grantee == grant.grantor && other.grantee != other.grantor && other.privilege == grant.privilege)
            deepest = std::max(deepest, depth(other, all, limit - 1));
    return deepest + 1;
}

struct Item {
    Act::Verb verb;
    Grant grant;
};

/// Acts of one verb, grantor, grantee and option in one statement; grants follow the option that they rest on, revokes go before it goes.
std::vector<Act> grouped(const std::vector<Item>& items, const std::vector<Grant>& all, bool deepest_first) {
    std::map<std::tuple<std::size_t, Act::Verb, std::string, std::string, bool>, Act> acts;
    for (const auto& [verb, grant] : items) {
        const std::size_t far = depth(grant, all);
        auto& act = acts[{deepest_first ? all.size() - std::min(far, all.size()) : far, verb, grant.grantor, grant.grantee, grant.grantable}];
        act.verb = verb;
        act.grants.push_back(grant);
    }
    std::vector<Act> out;
    for (auto& [key, act] : acts) out.push_back(std::move(act));
    return out;
}

class Change {
public:
    Change(const AccessList& from, const AccessList& to, bool columns) : from_(from), to_(to), columns_(columns) {}

    AccessChange run() {
        for (const auto& grant : from_.granted) leave(grant);
        for (const auto& grant : from_.withheld)
            if (find_entry(to_.withheld, grant) == nullptr && find_entry(to_.granted, grant) == nullptr) undone_.push_back({Act::Verb::grant, grant});
        for (const auto& grant : to_.granted) arrive(grant);
        for (const auto& grant : to_.withheld)
            if (find_entry(from_.withheld, grant) == nullptr) done_.push_back({Act::Verb::revoke, grant});
        give_again();
        return {grouped(undone_, from_.granted, true), grouped(done_, to_.granted, false)};
    }

private:
    void leave(const Grant& grant) {
        const Grant* stays = find_entry(to_.granted, grant);
        if (stays == nullptr && find_entry(to_.withheld, grant) != nullptr) return;  // done as a whole
        if (stays == nullptr) undone_.push_back({is_default_but_for_option(grant, from_) && !columns_ ? Act::Verb::revoke_option : Act::Verb::revoke, grant});
        else if (grant.grantable && !stays->grantable) undone_.push_back({Act::Verb::revoke_option, grant});
    }

    void arrive(const Grant& grant) {
        const Grant* was = find_entry(from_.granted, grant);
        if (was == nullptr || (grant.grantable && !was->grantable)) done_.push_back({Act::Verb::grant, grant});
    }

    /// What rests on a grant that goes is refused its place there (RESTRICT), even if another grant would carry it: it goes and comes.
    void give_again() {
        for (std::size_t at = 0; at < undone_.size(); ++at) {
            const Grant gone = undone_[at].grant;
            if (!gone.grantable || undone_[at].verb == Act::Verb::grant) continue;
            for (const auto& grant : from_.granted) {
                const bool rests = grant.grantor == gone.grantee && grant.privilege == gone.privilege;
                const auto listed = [&](const std::vector<Item>& items) {
                    return std::ranges::any_of(items, [&](const Item& i) { return i.grant.same_entry(grant); });
                };
                if (!rests || listed(undone_)) continue;
                undone_.push_back({Act::Verb::revoke, grant});
                if (const Grant* stays = find_entry(to_.granted, grant); stays != nullptr && !listed(done_)) done_.push_back({Act::Verb::grant, *stays});
            }
        }
    }

    const AccessList& from_;
    const AccessList& to_;
    bool columns_;
    std::vector<Item> undone_, done_;
};

Fragment grantee_of(const Grant& grant, const Fragment& owner) {
    if (grant.grantee.empty()) return owner;
    return grant.grantee == k_public ? Fragment{"PUBLIC"} : Fragment{Identifier{grant.grantee}.render()};
}

}  // namespace

std::string described(const AccessList& list) {
    std::string out;
    const auto add = [&](const Grant& grant, std::string_view before) {
        if (!out.empty()) out += ", ";
        out += before;
        out += phrases::lower(grant.privilege) + " to " + (grant.grantee.empty() ? "the owner" : grant.grantee);
        if (grant.grantable) out += " with grant option";
        if (!grant.grantor.empty()) out += " by " + grant.grantor;
    };
    for (const auto& grant : list.granted) add(grant, "");
    for (const auto& grant : list.withheld) add(grant, "no ");
    return out;
}

std::string entry_part(const Grant& grant) { return grant.privilege + " to " + grant.grantee + " by " + grant.grantor; }

AccessChange change_access(const AccessList& from, const AccessList& to, OwnerDefaults defaults) {
    return Change(from, to, defaults == OwnerDefaults::none).run();
}

ActWords words_of(const Act& act, std::string_view column, const Fragment& owner) {
    const bool gives = act.verb == Act::Verb::grant;
    Builder before;
    if (gives) before.add("GRANT");
    else before.add("REVOKE");
    if (act.verb == Act::Verb::revoke_option) before.add("GRANT OPTION FOR");
    before.list(act.grants, [&](const Grant& grant) {
        if (column.empty()) return Fragment{grant.privilege};
        return sql::fragment(Fragment{grant.privilege}, "(", Identifier{std::string(column)}, ")");
    });
    const auto& first = act.grants.front();
    Builder after;
    if (gives) after.add("TO");
    else after.add("FROM");
    after.add(grantee_of(first, owner));
    if (gives && first.grantable) after.add("WITH GRANT OPTION");
    return {before.fragment(), after.fragment()};
}

}  // namespace whimbrel::kinds
