#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The generated TypeScript under tsc --strict, and with Kysely and pg on a real server: test.sh BUILD_FOLDER.
# Leaves with 77 (skipped) where npm cannot have its packages.
set -euo pipefail
build=$(realpath "${1:?the build folder}")
here=$(cd "$(dirname "$0")" && pwd)
packages=$build/tests/typescript

command -v npm >/dev/null || { echo "npm is not installed: scripts/setup.sh installs it" >&2; exit 1; }
mkdir -p "$packages"
if ! cmp -s "$here/package-lock.json" "$packages/installed.json"; then
  cp "$here/package.json" "$here/package-lock.json" "$packages"
  (cd "$packages" && npm ci --silent --no-audit --no-fund >npm.log 2>&1) || { echo "npm ci failed: $(tail -n 1 "$packages/npm.log")" >&2; exit 77; }
  cp "$here/package-lock.json" "$packages/installed.json"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/schema" "$here/queries" "$here/src" "$here/tsconfig.json" "$here/package.json" "$work"
# What the guide shows is what is compiled.
"$here/../guide/code_of.sh" "$here/../../docs/guide/queries.md" "With Kysely" >"$work/src/from_kysely.ts"
# The server is the one that the tests are given, whatever its version.
grep -v '^postgres = ' "$here/whimbrel.toml" >"$work/whimbrel.toml"
# examples/agency-reports, with the TypeScript that is committed.
cp -r "$here/../../examples/agency-reports" "$work/agency-reports"
sed -i '/^postgres = /d' "$work/agency-reports/whimbrel.toml"
cp -r "$work/agency-reports/dashboard" "$work/dashboard"
cp -r "$here/../../examples/community-directory" "$work/community-directory"
sed -i '/^postgres = /d' "$work/community-directory/whimbrel.toml"
cp -r "$work/community-directory/web" "$work/web"
ln -s "$packages/node_modules" "$work/node_modules"
cd "$work"
"$build/whimbrel" generate --name everything --quiet >/dev/null
"$build/whimbrel" types 2>&1 | grep -q 'nothing to do' # generate has written them
"$build/whimbrel" check --quiet
node_modules/.bin/tsc
"$build/whimbrel" with-postgres -- bash -c '"$1" migrate --quiet && node out/src/test.js && node out/src/zod.js' bash "$build/whimbrel"
"$build/whimbrel" with-postgres -- bash -c '(cd agency-reports && "$1" migrate --quiet && "$1" seed --quiet) && node out/src/dashboard.js' bash "$build/whimbrel"
"$build/whimbrel" with-postgres -- bash -c '(cd community-directory && "$1" migrate --quiet) && node out/src/community.js' bash "$build/whimbrel"
