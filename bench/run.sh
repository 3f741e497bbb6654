#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The figures of docs/performance.md: medians of interleaved runs (RUNS, ten unless told), each as a ratio to its reference
# in the same run. bench/run.sh BUILD_FOLDER; with LARGE=1 also the reading of 10,000 tables.
set -euo pipefail
build=$(realpath "${1:?the build folder}")
here=$(cd "$(dirname "$0")" && pwd)
export BUILD=$build BENCH=$here ROOT=$(dirname "$here") RUNS=${RUNS:-10}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export WORK=$work
exec "$build/whimbrel" with-postgres -- bash "$here/inside.sh"
