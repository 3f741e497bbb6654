// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/relation.h"

namespace whimbrel::data {

#define WHIMBREL_MEMBER(Type)                                          \
    template struct detail::Access<Type, Form::binary>;                \
    template struct detail::Access<std::optional<Type>, Form::binary>; \
    template struct detail::Access<Type, Form::text>;                  \
    template struct detail::Access<std::optional<Type>, Form::text>;
WHIMBREL_MEMBERS(WHIMBREL_MEMBER)
#undef WHIMBREL_MEMBER

}  // namespace whimbrel::data
