#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Which share of each room's lines the tests run: those of the rooms and a ninth of the cases, in a build of the preset `coverage`.
#   lines.sh BUILD [TESTS]     TESTS is a regular expression of ctest's, for other tests than these
# What is printed last are the files that are run least; BUILD/lines/index.html shows each line.
set -euo pipefail

build=$1
root=$(cd "$(dirname "$0")/.." && pwd)
jobs=${JOBS:-$(nproc)}
memory=$root/scripts/in-memory.sh

find "$build" -name '*.gcda' -delete
if [ -n "${2:-}" ]; then
  "$memory" ctest --test-dir "$build" --output-on-failure --parallel "$jobs" -R "$2"
else
  "$memory" ctest --test-dir "$build" --output-on-failure --parallel "$jobs" -R '^[a-z]+\.(db_)?test$'
  GTEST_TOTAL_SHARDS=9 GTEST_SHARD_INDEX=0 "$memory" "$build/tests/whimbrel_cases_test" --gtest_brief=1
fi

mkdir -p "$build/lines"
(cd "$root" && gcovr --root . --filter 'src/whimbrel/' --exclude '.*_test\.cc$' --gcov-ignore-parse-errors -j "$jobs" \
  --csv "$build/lines/lines.csv" --html-details "$build/lines/index.html" "$build")

awk -F, '
  NR > 1 && $2 > 0 { split($1, part, "/"); room = part[3] ~ /\./ ? "migrate.h" : part[3]; lines[room] += $2; run[room] += $3; all += $2; all_run += $3 }
  END {
    for (room in lines) printf "%-10s %6d lines  %5.1f %%\n", room, lines[room], 100 * run[room] / lines[room] | "sort"
    close("sort")
    printf "%-10s %6d lines  %5.1f %%\n\n", "all", all, 100 * all_run / all
  }' "$build/lines/lines.csv"
awk -F, 'NR > 1 && $2 >= 20 && $3 / $2 < 0.6 { printf "%5.1f %%  %4d of %4d lines are not run: %s\n", 100 * $3 / $2, $2 - $3, $2, $1 }' "$build/lines/lines.csv" | sort -n
