// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

namespace whimbrel::property {

void make_access_methods(const Draw& draw, Model& model) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Draw own = draw.at("access method", i).restless();
        if (!own.exists("exists", model.percent(Theme::storage, 45))) continue;
        const auto name = identifier(model.global_name(own, "name", "access methods", "am_"));
        const bool of_tables = own.chance("of tables", 60);
        model.declare(own,
                      "CREATE ACCESS METHOD " + name +
                          (of_tables ? " TYPE TABLE HANDLER pg_catalog.heap_tableam_handler"
                                     : " TYPE INDEX HANDLER pg_catalog." + own.one_of("handler", {"bthandler", "hashhandler", "gisthandler"})),
                      "ACCESS METHOD " + name);
        if (of_tables) model.table_methods.push_back({"method" + std::to_string(i), name});
    }
}

}  // namespace whimbrel::property
