// SPDX-License-Identifier: Apache-2.0
// The list of kinds, in the order in which they are read and reported. A kind is added by its folder, one line
// here, one in CMakeLists.txt, and its case folders. Included by all.cc and the kind audit only.
#pragma once

#include "whimbrel/kinds/access_method/access_method_kind.h"
#include "whimbrel/kinds/aggregate/aggregate_kind.h"
#include "whimbrel/kinds/base_type/base_type_kind.h"
#include "whimbrel/kinds/cast/cast_kind.h"
#include "whimbrel/kinds/collation/collation_kind.h"
#include "whimbrel/kinds/comment/comment_kind.h"
#include "whimbrel/kinds/composite_type/composite_kind.h"
#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/conversion/conversion_kind.h"
#include "whimbrel/kinds/database/database_kind.h"
#include "whimbrel/kinds/default_privileges/default_privileges_kind.h"
#include "whimbrel/kinds/domain/domain_kind.h"
#include "whimbrel/kinds/enum_type/enum_kind.h"
#include "whimbrel/kinds/event_trigger/event_trigger_kind.h"
#include "whimbrel/kinds/extension/dependency_kind.h"
#include "whimbrel/kinds/extension/extension_kind.h"
#include "whimbrel/kinds/foreign/server_kind.h"
#include "whimbrel/kinds/foreign/user_mapping_kind.h"
#include "whimbrel/kinds/foreign/wrapper_kind.h"
#include "whimbrel/kinds/index/index_kind.h"
#include "whimbrel/kinds/language/language_kind.h"
#include "whimbrel/kinds/language/transform_kind.h"
#include "whimbrel/kinds/materialized_view/materialized_view_kind.h"
#include "whimbrel/kinds/operator/loose_member_kind.h"
#include "whimbrel/kinds/operator/operator_class_kind.h"
#include "whimbrel/kinds/operator/operator_family_kind.h"
#include "whimbrel/kinds/operator/operator_kind.h"
#include "whimbrel/kinds/owner/owner_kind.h"
#include "whimbrel/kinds/policy/policy_kind.h"
#include "whimbrel/kinds/privileges/changed_privileges_kind.h"
#include "whimbrel/kinds/privileges/privileges_kind.h"
#include "whimbrel/kinds/publication/publication_kind.h"
#include "whimbrel/kinds/publication/publication_schema_kind.h"
#include "whimbrel/kinds/publication/publication_table_kind.h"
#include "whimbrel/kinds/range_type/range_kind.h"
#include "whimbrel/kinds/role/membership_kind.h"
#include "whimbrel/kinds/role/role_kind.h"
#include "whimbrel/kinds/routine/routine_kinds.h"
#include "whimbrel/kinds/rule/rule_kind.h"
#include "whimbrel/kinds/schema/schema_kind.h"
#include "whimbrel/kinds/security_label/security_label_kind.h"
#include "whimbrel/kinds/sequence/sequence_kind.h"
#include "whimbrel/kinds/setting/setting_kind.h"
#include "whimbrel/kinds/statistics/statistics_kind.h"
#include "whimbrel/kinds/subscription/subscription_kind.h"
#include "whimbrel/kinds/table/table_kind.h"
#include "whimbrel/kinds/text_search/configuration_kind.h"
#include "whimbrel/kinds/text_search/dictionary_kind.h"
#include "whimbrel/kinds/text_search/parser_kind.h"
#include "whimbrel/kinds/text_search/template_kind.h"
#include "whimbrel/kinds/trigger/trigger_kind.h"
#include "whimbrel/kinds/view/view_kind.h"

#include <tuple>

namespace whimbrel::kinds {

using AllKinds = std::tuple<RoleKind, MembershipKind, SchemaKind, ExtensionKind, AccessMethodKind, LanguageKind, CollationKind, EnumKind, DomainKind,
                            CompositeKind, RangeKind, BaseTypeKind, FunctionKind, ProcedureKind, AggregateKind, OperatorKind, OperatorFamilyKind,
                            OperatorClassKind, LooseMemberKind, CastKind, TransformKind, ConversionKind, TextSearchParserKind, TextSearchTemplateKind,
                            TextSearchDictionaryKind, TextSearchConfigurationKind, ForeignDataWrapperKind, ForeignServerKind, UserMappingKind, SequenceKind,
                            TableKind, ConstraintKind, IndexKind, StatisticsKind, ViewKind, MaterializedViewKind, RuleKind, TriggerKind, PolicyKind,
                            PublicationKind, PublicationTableKind, PublicationSchemaKind, SubscriptionKind, EventTriggerKind, DatabaseKind, SettingKind,
                            DefaultPrivilegesKind, OwnerKind, PrivilegesKind, ChangedPrivilegesKind, CommentKind, SecurityLabelKind, ExtensionDependencyKind>;

}  // namespace whimbrel::kinds
