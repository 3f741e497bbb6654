// SPDX-License-Identifier: Apache-2.0
// NOLINT(llvm-header-guard): included several times with WHIMBREL_ERROR(number, name, exit, summary, explanation) defined.
// Ranges: 10xx files and configuration, 11xx connection, 12xx SQL text, 13xx shadow, 14xx kinds and catalog,
// 15xx history, 16xx diff and plan, 17xx proof, 18xx runner, 19xx project and command line, 20xx data layer and generated code.
// The numbers are stable: a number that was released is never given to another error.

WHIMBREL_ERROR(1001, file_unreadable, failed, "a file cannot be read",
               "The file or folder does not exist, is not readable by this user, or reading it failed half way.")
WHIMBREL_ERROR(1002, file_unwritable, failed, "a file cannot be written",
               "The folder is read-only, the disk is full, or another user owns the file. Nothing half written is left behind: "
               "files are written beside their place and renamed into it last.")
#include "whimbrel/base/error_table_catalog.inc"
#include "whimbrel/base/error_table_config.inc"
#include "whimbrel/base/error_table_data.inc"
#include "whimbrel/base/error_table_history.inc"
#include "whimbrel/base/error_table_parse.inc"
#include "whimbrel/base/error_table_pg.inc"
#include "whimbrel/base/error_table_plan.inc"
#include "whimbrel/base/error_table_project.inc"
#include "whimbrel/base/error_table_proof.inc"
#include "whimbrel/base/error_table_runner.inc"
#include "whimbrel/base/error_table_shadow.inc"
