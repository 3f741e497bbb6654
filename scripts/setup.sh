#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what building, testing and the demo need on Debian 12 and its relatives; `make demo` and `make test` call it.
# Does nothing, and needs no rights, where everything is there already. With --lint: the formatter and the linter too; with
# --bench: what the figures are compared with; with --coverage: what sums up the lines that tests run; with --package: what finds
# out which packages a Debian package depends on.
set -euo pipefail

packages=(
  g++ cmake ninja-build pkg-config ccache git ca-certificates
  libpq-dev libssl-dev libfmt-dev libcli11-dev libtomlplusplus-dev nlohmann-json3-dev
  libgtest-dev libgmock-dev catch2
  postgresql-15 postgresql-client-15
)
# Types of the schema are tested as TypeScript; Node.js may have come otherwise than by apt.
command -v npm >/dev/null || packages+=(nodejs npm)
[ "${1:-}" = --lint ] && packages+=(clang-format-19 clang-tidy-22)
[ "${1:-}" = --bench ] && packages+=(libpqxx-dev)
[ "${1:-}" = --coverage ] && packages+=(gcovr)
[ "${1:-}" = --package ] && packages+=(dpkg-dev file)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "setup: root or sudo is needed to install: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi

# Debian's postgresql starts a server on port 5432 as it is installed, unless it is told not to make a cluster.
if ! dpkg-query -W -f '${Status}' postgresql-15 2>/dev/null | grep -q '^install ok installed$' && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
  "${as_root[@]}" mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi

echo "setup: installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
