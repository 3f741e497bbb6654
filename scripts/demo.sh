#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What `make demo` runs: the main job, from a schema to a migrated database and back, on a throwaway PostgreSQL.
# Works on a copy of examples/community-directory in a temporary folder; needs no database and no network.
# Each command is printed before it is run, and what it must do is asserted: a step that fails ends the demo.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=${WHIMBREL:-$root/build/whimbrel}

if [ "${1:-}" != --inside ]; then
  [ -x "$program" ] || { echo "demo: $program is not there; run \`make build\` first" >&2; exit 1; }
  folder=$(mktemp -d "${TMPDIR:-/tmp}/whimbrel-demo.XXXXXX")
  trap 'rm -rf "$folder"' EXIT
  printf '$ whimbrel with-postgres -- bash scripts/demo.sh --inside %s\n' "$folder"
  "$program" with-postgres -- bash "${BASH_SOURCE[0]}" --inside "$folder"
  exit 0
fi

folder=$2
PATH=$(dirname "$program"):$PATH
export NO_COLOR=1
mkdir "$folder/community-directory"
cd "$folder/community-directory"
cp -r "$root"/examples/community-directory/{schema,whimbrel.toml} .

failed() { printf 'demo: %s\n' "$*" >&2; exit 1; }

heading() { printf '\n== %s\n\n' "$*"; }

# As a reader would type it.
shown() {
  local word
  printf '$'
  for word in "$@"; do
    word=${word//$DATABASE_URL/\$DATABASE_URL}
    case $word in
      *[\'\"\ \;\*]*) printf ' "%s"' "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
}

# run CODE COMMAND…: prints the command and its output, which stays in $output; fails where the exit code is another.
output=
run() {
  local wanted=$1 code=0
  shift
  shown "$@"
  output=$("$@" 2>&1) || code=$?
  [ -z "$output" ] || printf '%s\n' "$output"
  [ "$wanted" -eq 0 ] || printf '(exit code %s)\n' "$code"
  [ "$code" -eq "$wanted" ] || failed "exit code $code, and $wanted was expected of: $*"
  printf '\n'
}

expect() { [[ $output == *"$1"* ]] || failed "the output does not say: $1"; }
sql() { psql -XAtq -v ON_ERROR_STOP=1 "$DATABASE_URL" -c "$1"; }
expect_sql() {
  local got
  got=$(sql "$1")
  [ "$got" = "$2" ] || failed "\"$1\" gave $got, and $2 was expected"
}
tables="SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
only() { local files=("$@"); [ ${#files[@]} -eq 1 ] && [ -e "${files[0]}" ] || failed "expected one file, found: $*"; printf '%s' "${files[0]}"; }

heading 'A schema, declared once in plain SQL, and no migrations yet'
run 0 ls schema
run 0 head -n 12 schema/community_members.sql

heading 'The first migration: written, and proven up and down before it is written'
run 0 whimbrel generate --name create_community_directory
expect 'proven: up, down and up again'
up=$(only migrations/*_create_community_directory.up.sql)
run 0 head -n 24 "$up"
run 0 whimbrel generate --name nothing_changed
expect 'nothing to do'

heading 'Applied to a fresh database'
run 0 whimbrel status
expect pending
run 0 whimbrel migrate
expect applied
expect_sql "$tables" 5
run 0 whimbrel status
expect applied

heading 'Every table, column, index, constraint and foreign key is looked up in the database'
run 0 whimbrel verify
expect 'all as expected'
expect '✓ public.community_members.reputation_score: integer, not null'

heading 'Rows; and a foreign key that holds'
run 0 psql -q "$DATABASE_URL" -c "INSERT INTO community_members (member_id, telegram_id, telegram_username, name, primary_role) VALUES ('#247', '100247', 'lin', 'Lin', 'designer')"
run 0 psql -q "$DATABASE_URL" -c "INSERT INTO member_participation (member_id, event_type, platform, room_id) VALUES ('#247', 'join', 'telegram', 'general')"
run 1 psql -q "$DATABASE_URL" -c "INSERT INTO member_participation (member_id, event_type, platform, room_id) VALUES ('#999', 'join', 'telegram', 'general')"
expect 'violates foreign key constraint'

heading 'Back again: what would lose rows is refused until it is allowed by name'
run 2 whimbrel rollback
expect 'would lose'
expect_sql "$tables" 5
run 0 whimbrel rollback --allow-lossy table:public.community_members --allow-lossy table:public.member_participation
expect 'rolled back'
expect_sql "$tables" 0

heading 'And forward: a second run has nothing to do'
run 0 whimbrel migrate
expect applied
expect_sql "$tables" 5
run 0 whimbrel migrate
expect 'nothing to do'

heading 'A real change, with rows in the table: a new column with a fill, a renamed column, a new index'
sql "INSERT INTO community_members (member_id, telegram_id, telegram_username, name, primary_role) VALUES ('#1', '1', 'ada', 'Ada', 'founder'), ('#2', '2', 'grace', 'Grace', 'engineer')"
cp schema/community_members.sql "$folder/before.sql"
sed -i \
  -e 's/^    telegram_username        varchar(255),$/    telegram_handle          varchar(255),  -- @renamed from=telegram_username/' \
  -e 's/^    name                     varchar(255) NOT NULL,$/&\n    display_name             varchar(255) NOT NULL,  -- @fill name/' \
  -e 's/^CREATE INDEX member_status_idx .*$/&\nCREATE INDEX member_display_name_idx ON community_members (display_name);/' \
  schema/community_members.sql
run 1 diff -U1 --label before --label schema/community_members.sql "$folder/before.sql" schema/community_members.sql
run 0 whimbrel generate --name add_display_name
expect 'proven: up, down and up again'
run 0 cat "$(only migrations/*_add_display_name.up.sql)"
expect 'RENAME COLUMN telegram_username TO telegram_handle'
run 0 whimbrel migrate
expect applied
run 0 psql "$DATABASE_URL" -c 'SELECT member_id, telegram_handle, name, display_name FROM community_members ORDER BY member_id'
expect_sql "SELECT string_agg(telegram_handle || '=' || display_name, ' ' ORDER BY member_id) FROM community_members" 'ada=Ada grace=Grace'
run 0 whimbrel verify --differences
expect 'all as expected'

heading 'Drift: somebody changes the database by hand'
run 0 psql -q "$DATABASE_URL" -c 'ALTER TABLE community_members ALTER COLUMN reputation_score DROP NOT NULL; DROP INDEX member_status_idx'
run 1 whimbrel verify --differences
expect member_status_idx
expect reputation_score
expect '2 not as expected'
run 0 whimbrel diff --from "$DATABASE_URL" --to migrations
expect 'CREATE INDEX member_status_idx'
printf '$ whimbrel diff --from $DATABASE_URL --to migrations | psql -q $DATABASE_URL\n\n'
whimbrel diff --from "$DATABASE_URL" --to migrations | psql -q -v ON_ERROR_STOP=1 "$DATABASE_URL"
run 0 whimbrel verify --differences
expect 'all as expected'

heading 'Done'
cat <<END
The same by hand, in a shell that has DATABASE_URL set and whose server ends with it:

  cp -r examples/community-directory /tmp/directory && rm -r /tmp/directory/migrations && cd /tmp/directory
  PATH=$root/build:\$PATH
  whimbrel with-postgres
END
