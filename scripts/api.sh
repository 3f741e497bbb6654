#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# docs/reference/data.md, made of the public headers of data/ and testing/: what stands in them for whoever uses them. `scripts/api.sh` writes
# it, `scripts/api.sh --check` says whether it is what the headers give.
set -euo pipefail
cd "$(dirname "$0")/.."
page=docs/reference/data.md
made=$(mktemp)
trap 'rm -f "$made"' EXIT
{
  echo '# The data layer for C++'
  echo
  echo 'Made from the headers by `scripts/api.sh`. [The guide](../guide/data.md) says how it is used.'
  for header in data/pool data/repo data/query data/selection data/expression data/page data/association data/changeset data/field_error data/input data/value \
                data/parameters data/statement_info data/which_rows data/relation data/column_info data/member data/connection data/repo_core testing/test_database testing/sandbox testing/factory; do
    printf '\n## `whimbrel/%s.h`\n' "$header"
    awk '
      function gensub_braces(text,   out) {
        out = ""
        while (match(text, /{[^ {}]*}/)) {
          out = out substr(text, 1, RSTART - 1) "\001" substr(text, RSTART + 1, RLENGTH - 2) "\002"; text = substr(text, RSTART + RLENGTH)
        }
        return out text
      }
      # The comment at the head of the file.
      NR == 1 { next }
      !head && /^\/\/ / { sub(/^\/\/ ?/, ""); printf "%s%s", (opened ? " " : "\n"), $0; opened = 1; next }
      !head { head = 1; if (opened) print "" }
      /^namespace detail|^namespace wire/ { hidden = 1 }
      /^}  \/\/ namespace (detail|wire)/ { hidden = 0; next }
      hidden { next }
      /^#define|^#undef|^#include|^#pragma|^WHIMBREL_/ { doc = ""; skip = /\\$/; next }
      skip { skip = /\\$/; next }
      # What is defined outside of its class is told there.
      /^template <.*>$/ || /^[A-Za-z].*>::[a-z_]+\(/ { next }
      /^(template <.*> )?(class|struct|enum class|enum) / {
        if ($0 ~ /; *(\/\/.*)?$/ && $0 !~ /{/) { doc = ""; next }
        declaration = $0; sub(/ *{.*$/, "", declaration); sub(/ : .*$/, "", declaration); sub(/^template <[^>]*> /, "", declaration)
        print "\n### `" declaration "`"; if (doc != "") print "\n" doc; doc = ""; is_private = (declaration ~ /^class/)
        if ($0 ~ /^enum/ && $0 ~ /{.*}/) { body = $0; sub(/^[^{]*{ */, "", body); sub(/ *};.*$/, "", body); print "\n`" body "`" }
        else print ""
        in_class = ($0 !~ /};/); in_enum = ($0 ~ /^enum/); next
      }
      /^};/ { in_class = 0; is_private = 0; in_enum = 0; doc = ""; next }
      /^(private|protected):/ { is_private = 1; doc = ""; next }
      /^public:/ { is_private = 0; next }
      is_private { next }
      /^ +(public|private|protected):/ { doc = ""; next }
      /^ *\/\/\/< / { next }
      /^ *\/\/\/ / { sub(/^ *\/\/\/ /, ""); doc = doc (doc == "" ? "" : " ") $0; next }
      /^ *\/\// { next }
      /^ *$/ { doc = ""; next }
      /^ *template <.*>$/ { next }
      { line = $0; tail = ""
        if (match(line, /\/\/\/< .*/)) { tail = substr(line, RSTART + 5); line = substr(line, 1, RSTART - 1) }
        level = match(line, /[^ ]/) - 1
        if (more == "" && level > (in_class ? 4 : 0)) next
        more = more (more == "" ? "" : " ") line; gsub(/  +/, " ", more)
        if (line !~ /[;{},] *$/) { next }
        if (line ~ /, *$/ && !in_enum) next
        declaration = more; more = ""
        sub(/^ */, "", declaration)
        # Braces of an initial value stay, those of a body go.
        declaration = gensub_braces(declaration)
        sub(/ *{.*$/, "", declaration); sub(/; *$/, "", declaration); sub(/ : [a-z_]+_?\(.*$/, "", declaration); sub(/, *$/, "", declaration); gsub(/\001/, "{", declaration); gsub(/\002/, "}", declaration)
        gsub(/\[\[nodiscard\]\] /, "", declaration); sub(/^template <[^{]*> requires\([^)]*\) */, "", declaration)
        while (sub(/^template <([^<>]|<[^<>]*>)*> */, "", declaration)) ;
        if (declaration == "" || declaration ~ /^(friend|static_assert|using namespace|}|namespace|requires|return|if|for|else|WHIMBREL)/ || declaration ~ /= (delete|default)$/ || declaration ~ /^~/ || declaration ~ /NOLINT/) { doc = ""; next }
        explained = doc; if (tail != "") explained = explained (explained == "" ? "" : " ") tail
        print "- `" declaration "`" (explained == "" ? "" : ": " explained); doc = ""
      }' "src/whimbrel/$header.h"
  done
} >"$made"
# One blank line at most.
cat -s "$made" >"$made.page"; mv "$made.page" "$made"
if [ "${1:-}" = --check ]; then
  diff -u "$page" "$made" || { echo "api: $page is not what the headers give: run scripts/api.sh" >&2; exit 1; }
else
  cp "$made" "$page"
fi
