// SPDX-License-Identifier: Apache-2.0
#include <schema.h>

int constraints();
int constraints() { return static_cast<int>(typed::schema.constraints.size()); }
