#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# pooler_test.sh WHIMBREL PROGRAM own|new: runs PROGRAM on a PgBouncer in transaction mode with two connections to a throwaway server; a new one
# (scripts/pgbouncer.sh) follows prepared statements, and PROGRAM is told so.
set -euo pipefail
if [ "${4:-}" != inside ]; then
  folder=$("$(dirname "$0")/../../scripts/pgbouncer.sh" --where "$3") || exit 77
  export PGBOUNCER=$folder
  exec "$1" with-postgres -- bash "$0" "$1" "$2" "$3" inside
fi
settings=() arguments=()
[ "$3" != new ] || { settings=("max_prepared_statements = 200"); arguments=(prepared); }
# postgresql://postgres@/app?host=/folder&port=5432
host=$(sed -E 's/.*[?&]host=([^&]*).*/\1/' <<<"$DATABASE_URL")
port=$(sed -E 's/.*[?&]port=([0-9]*).*/\1/' <<<"$DATABASE_URL")
work=$(mktemp -d)
owner=$(stat -c %U "$host")
cat >"$work/pgbouncer.ini" <<INI
[databases]
app = host=$host port=$port dbname=app user=postgres
[pgbouncer]
listen_addr =
unix_socket_dir = $work
auth_type = any
pool_mode = transaction
default_pool_size = 2
logfile = $work/log
INI
printf '%s\n' "${settings[@]}" >>"$work/pgbouncer.ini"
chmod 755 "$work" && chown -R "$owner" "$work"
as=(); [ "$(id -u)" -ne 0 ] || as=(-u "$owner")
"$PGBOUNCER/run" -q "${as[@]}" "$work/pgbouncer.ini" 2>"$work/err" &
trap 'kill %1 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -S "$work/.s.PGSQL.6432" ] && break; sleep 0.05; done
[ -S "$work/.s.PGSQL.6432" ] || { cat "$work/err" "$work/log" >&2; exit 1; }
export DATABASE_URL="postgresql://postgres@/app?host=$work&port=6432"
"$2" "${arguments[@]}"

# What a migration needs of a connection it does not give, which is told before anything is sent.
mkdir "$work/project" && cd "$work/project"
"$1" init >/dev/null 2>&1
said=$("$1" doctor 2>&1) && { echo "doctor has nothing to say of a pooler: $said" >&2; exit 1; }
grep -q "the connection goes through a pooler" <<<"$said" || { echo "$said" >&2; exit 1; }
said=$("$1" migrate --yes 2>&1) && { echo "migrate runs through a pooler: $said" >&2; exit 1; }
grep -q "goes through a pooler" <<<"$said" || { echo "$said" >&2; exit 1; }
