// SPDX-License-Identifier: Apache-2.0
// The list of kinds, in the order in which they are read and reported. A kind is added by its folder, one line
// here, one in CMakeLists.txt, and its case folders. Included by all.cc and the kind audit only.
#pragma once

#include "whimbrel/kinds/comment/comment_kind.h"
#include "whimbrel/kinds/composite_type/composite_kind.h"
#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/domain/domain_kind.h"
#include "whimbrel/kinds/enum_type/enum_kind.h"
#include "whimbrel/kinds/event_trigger/event_trigger_kind.h"
#include "whimbrel/kinds/extension/extension_kind.h"
#include "whimbrel/kinds/index/index_kind.h"
#include "whimbrel/kinds/materialized_view/materialized_view_kind.h"
#include "whimbrel/kinds/policy/policy_kind.h"
#include "whimbrel/kinds/routine/function_kind.h"
#include "whimbrel/kinds/routine/procedure_kind.h"
#include "whimbrel/kinds/rule/rule_kind.h"
#include "whimbrel/kinds/schema/schema_kind.h"
#include "whimbrel/kinds/sequence/sequence_kind.h"
#include "whimbrel/kinds/statistics/statistics_kind.h"
#include "whimbrel/kinds/table/table_kind.h"
#include "whimbrel/kinds/trigger/trigger_kind.h"
#include "whimbrel/kinds/view/view_kind.h"

#include <tuple>

namespace whimbrel::kinds {

using AllKinds = std::tuple<SchemaKind, ExtensionKind, EnumKind, DomainKind, CompositeKind, FunctionKind, ProcedureKind, SequenceKind, TableKind,
                            ConstraintKind, IndexKind, StatisticsKind, ViewKind, MaterializedViewKind, RuleKind, TriggerKind, PolicyKind, EventTriggerKind,
                            CommentKind>;

}  // namespace whimbrel::kinds
