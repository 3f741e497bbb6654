#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes the migrations of the examples anew, as their users would have: from their schemas, one change after the other.
# To be run when whimbrel writes other SQL than before; the tests compare what is committed with what `generate` gives.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=${WHIMBREL:-$root/build/whimbrel}
cd "$root/examples"

# generate FOLDER NAME
generate() { (cd "$1" && "$program" generate --quiet --name "$2"); }

for pair in community-directory:create_community_directory agency-reports:create_agency_reports net-auto:create_net_auto; do
  rm -rf "${pair%%:*}/migrations"
  generate "${pair%%:*}" "${pair#*:}"
done

# todo-chat was there before whimbrel: its numbered files stay, and what adopt writes beside them is written anew.
rm -f todo-chat/migrations/{whimbrel.lock,snapshot.jsonl} todo-chat/migrations/*.down.sql
(cd todo-chat && "$program" adopt --quiet)

# huddlz grew in steps: each state of its schema gives a migration. The states lead backwards from the schema that is there.
final=$(mktemp -d)
cp huddlz/schema/*.sql "$final"
trap 'cp "$final"/*.sql huddlz/schema/ && rm -rf "$final"' EXIT
rm -rf huddlz/migrations
state() {
  cp "$final"/*.sql huddlz/schema/
  "$@"
}
before_cascade() { sed -i 's/ ON DELETE CASCADE//' huddlz/schema/*.sql; }
before_slug() {
  before_cascade
  sed -i -e '/^ *-- The id/d' -e '/^ *slug /d' -e '/groups_unique_slug_index/d' -e 's/\(REFERENCES users (id)\),$/\1/' huddlz/schema/groups.sql
}
before_citext() {
  before_slug
  sed -i -e 's/^\( *name  *\)citext/\1text/' -e 's/^\( *description \)citext/\1text/' huddlz/schema/groups.sql
}
before_groups() {
  before_citext
  rm huddlz/schema/groups.sql huddlz/schema/group_members.sql
  sed -i -e '/group_id/d' -e 's/\(huddlz_creator_id_fkey.*\),$/\1/' huddlz/schema/huddlz.sql
}
state before_groups
generate huddlz start
state before_citext
generate huddlz add_groups_and_group_members
state before_slug
generate huddlz change_group_name_and_description_to_ci_string
state before_cascade
generate huddlz add_slug_to_groups
state true
generate huddlz cascade_destroy
