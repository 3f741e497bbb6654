// SPDX-License-Identifier: Apache-2.0
// Reads the catalog of the database at the URL given, as verify and diff do, and prints how many objects it holds. A second word
// "one" or "two" says on how many connections.
#include "whimbrel/catalog/catalog.h"

#include <cstdio>
#include <string_view>

int main(int argc, char** argv) {
    using namespace whimbrel;
    const auto url = pg::Url::parse(argc > 1 ? argv[1] : "");
    if (!url) return 2;
    auto session = pg::Session::connect(*url);
    if (!session) return 2;
    catalog::ReadOptions options;
    const std::string_view connections = argc > 2 ? argv[2] : "";
    if (connections == "one") options.second_connection = catalog::SecondConnection::never;
    if (connections == "two") options.second_connection = catalog::SecondConnection::always;
    const auto catalog = catalog::read(*session, options);
    if (!catalog) return 2;
    std::printf("%zu\n", catalog->objects().size());
    return 0;
}
