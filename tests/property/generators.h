// SPDX-License-Identifier: Apache-2.0
// A generator per kind: it declares a few objects of its kind in a schema. The kind audit fails where a kind has none.
#pragma once

#include "tests/property/model.h"

#include <span>
#include <string_view>

namespace whimbrel::property {

struct Generator {
    std::string_view kind;
    void (*make)(const Draw& draw, Model& model);
    int since = 0;  ///< the first major version that has objects of the kind; 0: all have
};

/// In the order in which they run: what is made later may use what stands already.
std::span<const Generator> all_generators();

// One file each under generators/.
void make_schemas(const Draw& draw, Model& model);
void make_extensions(const Draw& draw, Model& model);
void make_extension_dependencies(const Draw& draw, Model& model);
void make_enums(const Draw& draw, Model& model);
void make_domains(const Draw& draw, Model& model);
void make_composites(const Draw& draw, Model& model);
void make_sequences(const Draw& draw, Model& model);
void make_functions(const Draw& draw, Model& model);
void make_tables(const Draw& draw, Model& model);
void make_constraints(const Draw& draw, Model& model);
void make_views(const Draw& draw, Model& model);
void make_materialized_views(const Draw& draw, Model& model);
void make_functions_over_relations(const Draw& draw, Model& model);
void make_procedures(const Draw& draw, Model& model);
void make_indexes(const Draw& draw, Model& model);
void make_triggers(const Draw& draw, Model& model);
void make_publications(const Draw& draw, Model& model);
void make_publication_schemas(const Draw& draw, Model& model);
void make_publication_tables(const Draw& draw, Model& model);
void make_subscriptions(const Draw& draw, Model& model);
void make_settings(const Draw& draw, Model& model);
void make_security_labels(const Draw& draw, Model& model);
void make_foreign_data_wrappers(const Draw& draw, Model& model);
void make_servers(const Draw& draw, Model& model);
void make_user_mappings(const Draw& draw, Model& model);
void make_foreign_tables(const Draw& draw, Model& model);
void make_comments(const Draw& draw, Model& model);
void make_access_methods(const Draw& draw, Model& model);
void make_aggregates(const Draw& draw, Model& model);
void make_base_types(const Draw& draw, Model& model);
void make_casts(const Draw& draw, Model& model);
void make_collations(const Draw& draw, Model& model);
void make_conversions(const Draw& draw, Model& model);
void make_default_privileges(const Draw& draw, Model& model);
void make_event_triggers(const Draw& draw, Model& model);
void make_languages(const Draw& draw, Model& model);
void make_operators(const Draw& draw, Model& model);
void make_operator_classes(const Draw& draw, Model& model);
void make_operator_families(const Draw& draw, Model& model);
void make_operator_family_members(const Draw& draw, Model& model);
void make_owners(const Draw& draw, Model& model);
void make_policies(const Draw& draw, Model& model);
void make_changed_privileges(const Draw& draw, Model& model);
void make_privileges(const Draw& draw, Model& model);
void make_ranges(const Draw& draw, Model& model);
void make_rules(const Draw& draw, Model& model);
void make_statistics(const Draw& draw, Model& model);
void make_text_search_configurations(const Draw& draw, Model& model);
void make_text_search_dictionaries(const Draw& draw, Model& model);
void make_text_search_parsers(const Draw& draw, Model& model);
void make_text_search_templates(const Draw& draw, Model& model);
void make_transforms(const Draw& draw, Model& model);

/// A collation of the server's or of the pair's own.
enum class Texts { every, deterministic };
Collation collation(const Draw& draw, std::string_view label, const Model& model, Texts texts);
/// A default, or another constant, of the type.
std::string constant(const Draw& draw, std::string_view label, const Type& type);
/// A boolean expression over one of the columns; immutable, and kept by PostgreSQL as it is written again.
std::string condition(const Draw& draw, std::string_view label, const std::vector<Column>& columns, const Model& model);
/// Storage parameters of a table or materialized view: " WITH (…)" or nothing.
std::string storage_parameters(const Draw& draw);
/// Names of extensions that pairs may have.
std::span<const std::string_view> extensions();

}  // namespace whimbrel::property
