#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes docs/reference/coverage.md anew from what the servers of all versions, the kinds and the imprint say.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/servers.sh
for major in 14 15 16 17 18; do
  WHIMBREL_COVERAGE=write tests/matrix.sh "$major" build/tests/whimbrel_coverage_test --gtest_brief=1
done
