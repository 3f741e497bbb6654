#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Tests on other major versions of PostgreSQL, whose server programs scripts/servers.sh fetches.
#   matrix.sh MAJOR PROGRAM [ARGUMENT…]   runs one program; skipped (77) where that version is not here
#   matrix.sh --all BUILD                 runs the whole suite of a build folder on every version, and says which failed
servers=$(dirname "$0")/../scripts/servers.sh
memory=$(dirname "$0")/../scripts/in-memory.sh

if [ "$1" = --all ]; then
  failed=()
  for major in 14 15 16 17 18; do
    bin=$("$servers" --where "$major") || { echo "matrix: no server programs of PostgreSQL $major" >&2; exit 1; }
    echo "== PostgreSQL $major =="
    WHIMBREL_PG_BIN=$bin "$memory" ctest --test-dir "$2" --output-on-failure --parallel "${JOBS:-2}" --label-exclude matrix || failed+=("$major")
  done
  [ ${#failed[@]} -eq 0 ] || { echo "matrix: failed on PostgreSQL ${failed[*]}" >&2; exit 1; }
  echo "matrix: passed on PostgreSQL 14, 15, 16, 17 and 18"
  exit 0
fi

major=$1
shift
WHIMBREL_PG_BIN=$("$servers" --where "$major") || { echo "no server programs of PostgreSQL $major"; exit 77; }
export WHIMBREL_PG_BIN
exec "$@"
