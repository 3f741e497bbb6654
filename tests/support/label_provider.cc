// SPDX-License-Identifier: Apache-2.0
// A module for the server: two providers of security labels that take any label. PostgreSQL ships one in its own test suite only, and no
// package has it. Written without the server's headers, so that it builds where those are not installed and one file serves every version.
// See "Magic Block" (server source: fmgr.h) and SECURITY LABEL (commands/seclabel.h).
#include <cstddef>
#include <cstdlib>

extern "C" {

using CheckLabel = void (*)(const void* object, const char* label);
void register_label_provider(const char* provider, CheckLabel check);
const char* GetConfigOption(const char* name, bool missing_ok, bool restrict_privileged);

/// Pg_abi_values, which PostgreSQL 18 gave a name to; before PostgreSQL 15 without the last field.
struct MagicBlock {
    int size;
    int version, most_arguments, most_keys, name_size, passes_float8_by_value;
    char abi[32];
    const char *name, *module_version;  // PostgreSQL 18
};

const void* Pg_magic_func(void);
void _PG_init(void);

const void* Pg_magic_func(void) {
    static MagicBlock block{sizeof(MagicBlock), 0, 100, 32, 64, 1, "PostgreSQL", nullptr, nullptr};
    const int major = std::atoi(GetConfigOption("server_version_num", false, false)) / 10000;
    block.version = major * 100;
    if (major < 18) block.size = static_cast<int>(offsetof(MagicBlock, name));
    if (major < 15) block.size = static_cast<int>(offsetof(MagicBlock, abi));
    return &block;
}

static void take_any(const void*, const char*) {}

void _PG_init(void) {
    register_label_provider("whimbrel_test", take_any);
    register_label_provider("Other provider", take_any);
}
}
