// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

namespace {

std::string options(const Draw& own) {
    std::vector<std::string> out{"connect = false"};
    if (own.chance("slot", 25)) out.push_back("slot_name = " + own.one_of("slot name", {"NONE", "'one'", "'another'"}));
    if (own.chance("binary", 25)) out.push_back("binary = true");
    if (own.chance("streaming", 25)) out.push_back("streaming = " + own.one_of("streamed", {"on", "off"}));
    if (own.chance("commit", 25)) out.push_back("synchronous_commit = " + own.one_of("committed", {"local", "on"}));
    return " WITH (" + joined(out) + ")";
}

std::string publications(const Draw& own) {
    std::vector<std::string> out{identifier(own.one_of("publication", {"p", "P q", "'"}))};
    if (own.chance("second", 40)) out.push_back("second");
    return joined(out);
}

}  // namespace

void make_subscriptions(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("subscription", i);
        if (!own.exists("exists", 15)) continue;
        const auto name = model.token + own.one_of("name", {"a", "b", " \"c\"", "'s", "Ünï"});
        if (!model.taken["subscriptions"].insert(name).second) continue;
        const auto spoken = "SUBSCRIPTION " + identifier(name);
        model.declare(own,
                      "CREATE " + spoken + " CONNECTION :'" + own.one_of("connection", {"publisher", "other_publisher"}) + "' PUBLICATION " +
                          publications(own) + options(own),
                      spoken);
    }
}

}  // namespace whimbrel::property
