#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs inside `whimbrel with-postgres`: DATABASE_URL names a throwaway server.
set -euo pipefail
# Debian's psql and pg_dump are programs in front of the real ones, and cost more than them.
PATH=$(pg_config --bindir):$PATH
W=$BUILD/whimbrel
server=$DATABASE_URL
psql() { command psql -X -q -v ON_ERROR_STOP=1 "$@"; }
url_of() { sed -E "s#/app(\?|\$)#/$1\1#" <<<"$server"; }

# Nanoseconds of a command; its output goes nowhere.
time_of() { local start end; start=$(date +%s%N); "$@" >/dev/null 2>&1 || { echo "bench: failed: $*" >&2; "$@" >&2; exit 1; }; end=$(date +%s%N); echo $((end - start)); }
median() { sort -n | awk '{v[NR]=$1} END {print (NR % 2) ? v[(NR+1)/2] : (v[NR/2] + v[NR/2+1]) / 2}'; }

# compare NAME BOUND ours reference [before]: functions; interleaved, `before` is run untimed before each.
compare() {
  local name=$1 bound=$2 ours=$3 reference=$4 before=${5:-true} i
  : >"$WORK/ours"; : >"$WORK/reference"
  $before; $ours >/dev/null 2>&1; $before; $reference >/dev/null 2>&1
  for ((i = 0; i < RUNS; i++)); do
    $before; time_of $ours >>"$WORK/ours"
    $before; time_of $reference >>"$WORK/reference"
  done
  awk -v a="$(median <"$WORK/ours")" -v b="$(median <"$WORK/reference")" -v n="$name" -v bound="$bound" \
    'BEGIN {printf "%-58s %9.1f ms %9.1f ms   ratio %5.2f   (bound %s)\n", n, a/1e6, b/1e6, a/b, bound}'
}

printf '%-58s %12s %12s\n' "" whimbrel reference

# 1. check with nothing changed
cp -r "$ROOT/examples/agency-reports" "$WORK/agency"
cd "$WORK/agency"
check_ours() { "$W" check; }
check_reference() { "$BUILD/whimbrel_floor"; }
compare "check, nothing changed / a process that does nothing" 3 check_ours check_reference

# 2. status when up to date
"$W" migrate --quiet >/dev/null 2>&1
status_ours() { "$W" status; }
status_reference() { command psql -X "$server" -c 'select 1'; }
compare "status, up to date / psql -c 'select 1'" 3 status_ours status_reference

# 3. generate of a one-column change, proof included
cat migrations/*.up.sql >"$WORK/whole.sql"  # the same statements, in an order that psql can take
cp -r "$WORK/agency" "$WORK/changed"
file=$(grep -l 'CREATE TABLE tenants' "$WORK"/changed/schema/*.sql | head -1)
sed -i 's/CREATE TABLE tenants (/CREATE TABLE tenants (\n  nick text,/' "$file"
generate_before() { rm -rf "$WORK/try"; cp -r "$WORK/changed" "$WORK/try"; cd "$WORK/try"; command psql -X -q "$server" -c 'SET client_min_messages = error' -c 'DROP DATABASE IF EXISTS fresh' -c 'CREATE DATABASE fresh'; }
generate_ours() { "$W" generate --name nick; }
generate_reference() { psql "$(url_of fresh)" -f "$WORK/whole.sql" && "$W" with-postgres -- true; }
compare "generate, one column / psql -f schema + a server start" 4 generate_ours generate_reference generate_before
cd "$WORK"

# 4. and 5. a database of 1,000 tables: 10 columns, 4 indexes, a foreign key, a check each
declare_tables() {
  local t n parent column
  for ((t = 1; t <= $1; t++)); do
    printf -v n 't%05d' "$t"; printf -v parent 't%05d' $((t > 1 ? t - 1 : 1))
    echo "CREATE TABLE $n (id bigint PRIMARY KEY, parent_id bigint REFERENCES $parent, a text NOT NULL, b integer DEFAULT 0 CHECK (b >= 0), c numeric(12,2), d timestamptz DEFAULT now(), e boolean, f jsonb, g uuid, h text);"
    for column in a b c; do echo "CREATE INDEX ${n}_${column}_idx ON $n ($column);"; done
    echo "CREATE INDEX ${n}_h_idx ON $n (lower(h));"
  done
}
mkdir -p "$WORK/big/schema"; cd "$WORK/big"
declare_tables 1000 >schema/all.sql
printf 'postgres = %s\nschema = "schema"\nmigrations = "migrations"\n' "$(sed -n 's/^postgres = //p' "$WORK/agency/whimbrel.toml")" >whimbrel.toml
"$W" generate --name initial >/dev/null 2>&1
up=$(ls "$WORK"/big/migrations/*.up.sql)
make_database() { command psql -X -q "$server" -c 'SET client_min_messages = error' -c "DROP DATABASE IF EXISTS $1" -c "CREATE DATABASE $1"; }
migrate_before() { make_database big; }
migrate_ours() { "$W" migrate --quiet --database "$(url_of big)"; }
migrate_reference() { psql "$(url_of big)" -f "$up"; }
compare "migrate, 1,000 tables / psql -f of the same file" 1.1 migrate_ours migrate_reference migrate_before
read_ours() { "$BUILD/whimbrel_read_catalog" "$(url_of "$database")"; }
read_on_one() { "$BUILD/whimbrel_read_catalog" "$(url_of "$database")" one; }
read_reference() { pg_dump --schema-only "$(url_of "$database")"; }
# Of a database as it was made, and as it is once autovacuum has been there: the planner then knows what the catalogs hold.
read_figures() {
  database=$1
  compare "reading the catalog, $2 tables / pg_dump --schema-only" 0.6 read_ours read_reference
  compare "the same on one connection" 0.6 read_on_one read_reference
  psql "$(url_of "$database")" -c 'VACUUM ANALYZE'
  compare "the same, analyzed, on two" 0.6 read_ours read_reference
  compare "the same, analyzed, on one" 0.6 read_on_one read_reference
}
read_figures big 1,000

# Types of the 1,000 tables, from the snapshot; and what one of them costs a program that includes it
cat >>"$WORK/big/whimbrel.toml" <<'TOML'
[codegen.cpp]
out = "database"
[codegen.typescript]
out = "web"
TOML
cd "$WORK/big"
types_before() { rm -rf database web; }
types_ours() { "$W" types; }
types_reference() { "$W" status --database "$(url_of big)"; }
compare "types, C++ and TypeScript of 1,000 tables / status" "1 s more" types_ours types_reference types_before
"$W" types >/dev/null 2>&1
cat >"$WORK/one.cc" <<'CC'
#include "t00500.h"
#include <whimbrel/data/repo.h>
whimbrel::Result<std::optional<database::T00500>> find(whimbrel::data::Repo& repo) { return repo.get<database::T00500>(1); }
CC
# What the generated header and those of the library include, and libpq.
{
  echo '#include <libpq-fe.h>'
  g++ -std=c++23 -MM -I"$ROOT/src" -I"$WORK/big/database" "$WORK/one.cc" | tr -s ' \\' '\n' | grep '\.h$' | xargs grep -hoE '^#include <[a-z_]+>' | sort -u
} >"$WORK/floor.cc"
compile() { g++ -std=c++23 -O2 -I"$ROOT/src" -I"$WORK/big/database" -I"$(pg_config --includedir)" -c "$1" -o "$WORK/one.o"; }
compile_ours() { compile "$WORK/one.cc"; }
compile_reference() { compile "$WORK/floor.cc"; }
compare "compiling a use of one table / its standard headers, libpq" 1.5 compile_ours compile_reference
cd "$WORK"

# 6. the same reading of 10,000 tables, where it is asked for: to fill that database takes minutes
if [ -n "${LARGE:-}" ]; then
  make_database large
  declare_tables 10000 >"$WORK/large.sql"
  psql "$(url_of large)" -f "$WORK/large.sql"
  read_figures large 10,000
fi

# 7. diff and plan of 10,000 tables against themselves with one change, besides reading them
make_database plan
echo "diff and plan, 10,000 tables, both ways (bound of one change 500 ms)"
"$BUILD/whimbrel_plan_large" "$(url_of plan)"

# 8. the data layer beside libpq used by hand, and libpqxx where it is installed
make_database data
"$BUILD/whimbrel_data_layer" "$(url_of data)" "$RUNS"
