#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tutorial_test.sh TUTORIAL PREFIX WORK: does what docs/guide/tutorial.md says, with the whimbrel that is installed under PREFIX. A line
# that names a file in backquotes and ends in a colon is followed by that file, a line that begins with "$" is run, and what stands behind
# "It prints:" is what the last command printed.
set -euo pipefail
tutorial=$(realpath "$1") prefix=$(realpath "$2")
export PATH=$prefix/bin:$PATH CMAKE_PREFIX_PATH=$prefix CMAKE_GENERATOR=Ninja
rm -rf "$3"; mkdir -p "$3"; cd "$3"
awk -v dir="$PWD" '
  function finish() { if (file != "") close(file); file = "" }
  /`:$/ { finish(); match($0, /`[^`]*`:$/); name = substr($0, RSTART + 1, RLENGTH - 3); file = dir "/" name; folder = file; sub(/\/[^\/]*$/, "", folder); system("mkdir -p " folder); next }
  /^It prints:$/ { finish(); file = dir "/expected"; next }
  /^    \$ / { finish(); print substr($0, 7) > (dir "/commands"); next }
  /^    / { if (file != "") print substr($0, 5) > file; next }
  /^$/ { if (file != "") print "" > file; next }
  { finish() }' "$tutorial"
# Blank lines before and after a file are the page'"'"'s.
for file in $(find . -type f); do sed -i -e '/./,$!d' -e :a -e '/^\n*$/{$d;N;ba' -e '}' "$file"; done
while IFS= read -r command; do
  echo "\$ $command"
  # The with-postgres of the tests keeps its servers where it is told.
  bash -c "$command" >output 2>errors </dev/null || { cat output errors; exit 1; }
done <commands
diff -u expected output
