#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# code_of.sh PAGE HEADING: the program that stands under a heading of a guide, which is all that is indented there.
set -euo pipefail
awk -v heading="## $2" '
  /^## / { here = $0 == heading; next }
  here && /^    / { print substr($0, 5); lines++ }
  here && /^$/ { print "" }
  END { exit lines == 0 }' "$1"
