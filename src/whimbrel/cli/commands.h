// SPDX-License-Identifier: Apache-2.0
// Every command's data; each stands in a file of its own, command_<name>.cc.
#pragma once

#include "whimbrel/cli/command.h"

namespace whimbrel::cli {

extern const Command k_init_command;
extern const Command k_generate_command;
extern const Command k_new_command;
extern const Command k_prove_command;
extern const Command k_rebase_command;
extern const Command k_check_command;
extern const Command k_diff_command;
extern const Command k_status_command;
extern const Command k_migrate_command;
extern const Command k_rollback_command;
extern const Command k_verify_command;
extern const Command k_push_command;
extern const Command k_pull_command;
extern const Command k_adopt_command;
extern const Command k_setup_command;
extern const Command k_reset_command;
extern const Command k_seed_command;
extern const Command k_with_postgres_command;
extern const Command k_types_command;
extern const Command k_inventory_command;
extern const Command k_doctor_command;
extern const Command k_explain_command;
extern const Command k_version_command;
extern const Command k_completion_command;
extern const Command k_help_command;
extern const Command k_man_command;
extern const Command k_reference_command;

}  // namespace whimbrel::cli
