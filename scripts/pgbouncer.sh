#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# PgBouncer's program for the tests, unpacked from Debian's packages without being installed: a test must not start a service on the machine.
# `pgbouncer.sh --where` prints the folder, whose `run` starts the machine's own release of it; `pgbouncer.sh --where new` that of Debian 13, which
# follows prepared statements (1.22 and later do), with the libraries that it was made for. Fetched first; fails where the packages cannot be had.
set -euo pipefail
which=${2:-own}
if [ "$(id -u)" -eq 0 ]; then cache=/var/cache/whimbrel; else cache=${XDG_CACHE_HOME:-$HOME/.cache}/whimbrel; fi
case $which in
own) cache+=/pgbouncer packages=(pgbouncer libevent-2.1-7 libc-ares2) ;;
new) cache+=/pgbouncer-new packages=(pgbouncer libc6 libcares2 libevent-2.1-7t64 libpam0g libaudit1 libcap-ng0 libssl3t64 libzstd1 zlib1g libsystemd0 libcap2 libgcc-s1) ;;
*) echo "pgbouncer: own or new, not $which" >&2 && exit 64 ;;
esac

# The machine's own source of Debian packages ("address components", of either kind of file), for another suite.
debian_source() {
  local own; own=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  local file
  for file in /etc/apt/sources.list.d/*.sources; do [ ! -r "$file" ] || { cat "$file"; echo; }; done | awk -v own="$own" '
    /^URIs:/ { address = $2 } /^Suites:/ { for (i = 2; i <= NF; ++i) if ($i == own) ours = 1 }
    /^[ \t]*$/ { if (ours) exit; address = "" } END { if (ours) print address }' | grep . && return
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -E 's/\[[^]]*\]//' | awk -v own="$own" '$1 == "deb" && $3 == own && /[ \t]main([ \t]|$)/ { print $2; exit }' | grep .
}

fetch() {
  local options=(-q)
  if [ "$which" = new ]; then
    local address; address=$(debian_source) || { echo "pgbouncer: no Debian source on this machine" >&2; return 1; }
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $address trixie main" >next.list
    mkdir -p lists/partial
    options+=(-o "Dir::Etc::sourcelist=$PWD/next.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$PWD/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
      -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false -o APT::Sandbox::User=root)
    apt-get "${options[@]}" update >log 2>&1 || return 1
    # Where the list could not be fetched apt-get says so and ends well.
    ! grep -q '^[WE]: Failed' log || return 1
  fi
  apt-get "${options[@]}" download "${packages[@]}" >log 2>&1
}

if [ ! -x "$cache/run" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && fetch) || { echo "pgbouncer: the packages cannot be fetched: $(grep -h '^[WE]:' "$work/log" 2>/dev/null | head -n 1)" >&2; exit 1; }
  for package in "$work"/*.deb; do dpkg -x "$package" "$work/root"; done
  rm -rf "${cache:?}"
  mkdir -p "$cache/bin" "$cache/lib"
  cp "$work/root/usr/sbin/pgbouncer" "$cache/bin/"
  find "$work/root/usr/lib" -name '*.so*' -not -path '*/gconv/*' -exec cp -d {} "$cache/lib/" \;
  start="LD_LIBRARY_PATH=$cache/lib exec $cache/bin/pgbouncer"
  # A newer C library comes with a loader of its own.
  [ "$which" = own ] || start="exec $(find "$cache/lib" -name 'ld-linux*' | head -n 1) --library-path $cache/lib $cache/bin/pgbouncer"
  printf '#!/bin/sh\n%s "$@"\n' "$start" >"$cache/run"
  chmod +x "$cache/run"
  chmod -R a+rX "$cache"
fi
[ "${1:-}" != --where ] || echo "$cache"
