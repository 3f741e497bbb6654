// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/commands.h"

#include <algorithm>
#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_commands = std::to_array<const Command*>({
    &k_init_command,    &k_generate_command, &k_new_command,        &k_prove_command,         &k_rebase_command, &k_check_command,     &k_diff_command,
    &k_status_command,  &k_migrate_command,  &k_rollback_command,   &k_verify_command,        &k_push_command,   &k_pull_command,      &k_adopt_command,
    &k_setup_command,   &k_reset_command,    &k_seed_command,       &k_with_postgres_command, &k_types_command,  &k_inventory_command, &k_doctor_command,
    &k_explain_command, &k_version_command,  &k_completion_command, &k_help_command,          &k_man_command,    &k_reference_command,
});

}  // namespace

std::span<const Command* const> all_commands() { return k_commands; }

const Command* find_command(std::string_view name) {
    const auto* const it = std::ranges::find(k_commands, name, &Command::name);
    return it == k_commands.end() ? nullptr : *it;
}

}  // namespace whimbrel::cli
