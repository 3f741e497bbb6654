#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The compiler of the preset `tidy`, behind clang-tidy: it only says which headers a file depends on. To compile as well would take
# longer than clang-tidy does, and `make build` does that.
exec "$@" -E
