// SPDX-License-Identifier: Apache-2.0
// Reads the catalog of the database at the URL given, as verify and diff do, and prints how many objects it holds.
#include "whimbrel/catalog/catalog.h"

#include <cstdio>

int main(int argc, char** argv) {
    using namespace whimbrel;
    const auto url = pg::Url::parse(argc > 1 ? argv[1] : "");
    if (!url) return 2;
    auto session = pg::Session::connect(*url);
    if (!session) return 2;
    const auto catalog = catalog::read(*session);
    if (!catalog) return 2;
    std::printf("%zu\n", catalog->objects().size());
    return 0;
}
