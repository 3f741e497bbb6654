#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs a command with the files of its throwaway servers in memory, where there is room for them: most of a test's time is the
# making of databases, and most of that the making of files.
#   in-memory.sh COMMAND [ARGUMENT…]
# A WHIMBREL_CACHE that is set already is left alone; without a tmpfs at /dev/shm with 4 GiB free, everything is as without this.
set -uo pipefail

shm=/dev/shm
needed=4194304
if [ -z "${WHIMBREL_CACHE:-}" ] && [ "$(stat -f -c %T "$shm" 2>/dev/null)" = tmpfs ] && [ -w "$shm" ] &&
  [ "$(df --output=avail "$shm" | tail -n 1)" -ge "$needed" ] && [ "$(awk '/^MemAvailable/ {print $2}' /proc/meminfo)" -ge "$needed" ]; then
  # What a run that was killed left.
  for left in "$shm"/whimbrel-test.*; do
    [ -d "$left" ] && [ -O "$left" ] && ! kill -0 "${left##*.}" 2>/dev/null && rm -rf "$left"
  done
  export WHIMBREL_CACHE=$shm/whimbrel-test.$$
  mkdir -m 755 "$WHIMBREL_CACHE"
  trap 'rm -rf "$WHIMBREL_CACHE"' EXIT
fi
"$@"
