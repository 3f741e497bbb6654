#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# PgBouncer's program for the tests, unpacked from Debian's packages without being installed: a test must not start a service on the machine.
# `pgbouncer.sh --where` prints the folder (bin and lib are below it), and fetches it first; it fails where the packages cannot be had.
set -euo pipefail
packages=(pgbouncer libevent-2.1-7 libc-ares2)
if [ "$(id -u)" -eq 0 ]; then cache=/var/cache/whimbrel/pgbouncer; else cache=${XDG_CACHE_HOME:-$HOME/.cache}/whimbrel/pgbouncer; fi
if [ ! -x "$cache/bin/pgbouncer" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && apt-get download -q "${packages[@]}" >download.log 2>&1) || { echo "pgbouncer: apt-get download failed: $(grep '^E:' "$work/download.log" | head -n 1)" >&2; exit 1; }
  for package in "$work"/*.deb; do dpkg -x "$package" "$work/root"; done
  rm -rf "${cache:?}"
  mkdir -p "$cache/bin" "$cache/lib"
  cp "$work/root/usr/sbin/pgbouncer" "$cache/bin/"
  find "$work/root/usr/lib" -name '*.so*' -exec cp -d {} "$cache/lib/" \;
  chmod -R a+rX "$cache"
fi
[ "${1:-}" != --where ] || echo "$cache"
