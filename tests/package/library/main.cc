// SPDX-License-Identifier: Apache-2.0
// What the command line calls can be called by others, with what whimbrel's package asks for and nothing else.
#include <whimbrel/project/check.h>
#include <whimbrel/project/config.h>

int main() {
    const auto config = whimbrel::project::parse_config("whimbrel.toml", "postgres = 16\n");
    return config && config->postgres == 16 ? 0 : 1;
}
