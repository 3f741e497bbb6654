// SPDX-License-Identifier: Apache-2.0
#include "tests/property/generators.h"

#include <array>

namespace whimbrel::property {

namespace {

constexpr auto k_generators = std::to_array<Generator>({
    {"schema", make_schemas},
    {"extension", make_extensions},
    {"default_privileges", make_default_privileges},
    {"collation", make_collations},
    {"enum", make_enums},
    {"domain", make_domains},
    {"composite", make_composites},
    {"base_type", make_base_types},
    {"range", make_ranges},
    {"access_method", make_access_methods},
    {"language", make_languages},
    {"transform", make_transforms},
    {"function", make_functions},
    {"aggregate", make_aggregates},
    {"operator", make_operators},
    {"operator_family", make_operator_families},
    {"operator_class", make_operator_classes},
    {"operator_family_member", make_operator_family_members},
    {"cast", make_casts},
    {"conversion", make_conversions},
    {"text_search_parser", make_text_search_parsers},
    {"text_search_template", make_text_search_templates},
    {"text_search_dictionary", make_text_search_dictionaries},
    {"text_search_configuration", make_text_search_configurations},
    {"sequence", make_sequences},
    {"table", make_tables},
    {"constraint", make_constraints},
    {"view", make_views},
    {"materialized_view", make_materialized_views},
    {"function", make_functions_over_relations},
    {"procedure", make_procedures},
    {"index", make_indexes},
    {"statistics", make_statistics},
    {"rule", make_rules},
    {"trigger", make_triggers},
    {"publication", make_publications},
    {"publication_schema", make_publication_schemas, 15},
    {"publication_table", make_publication_tables},
    {"subscription", make_subscriptions},
    {"policy", make_policies},
    {"event_trigger", make_event_triggers},
    {"owner", make_owners},
    {"privileges", make_privileges},
    {"changed_privileges", make_changed_privileges},
    {"foreign_data_wrapper", make_foreign_data_wrappers},
    {"server", make_servers},
    {"user_mapping", make_user_mappings},
    {"table", make_foreign_tables},
    {"comment", make_comments},
    {"extension_dependency", make_extension_dependencies},
    {"setting", make_settings},
    {"security_label", make_security_labels},
});

}  // namespace

std::span<const Generator> all_generators() { return k_generators; }

std::string constant(const Draw& draw, std::string_view label, const Type& type) { return type.literals[draw.below(label, type.literals.size())]; }

std::string condition(const Draw& draw, std::string_view label, const std::vector<Column>& columns, const Model& model) {
    const Draw own = draw.at(label);
    std::vector<std::string> names;
    for (const auto& column : columns) names.push_back(column.name);
    const auto& column = columns[own.one_by_key("column", names)];
    const auto name = identifier(column.name);
    std::vector<std::string> callees;
    for (const auto& routine : model.routines)
        if (routine.use == Routine::Use::integer_to_integer) callees.push_back(routine.call);
    for (const auto& known : model.operators)
        if (known.type == column.type.sql && own.chance("operator", 40))
            return "(" + name + " " + known.call + " (" + constant(own, "operand", column.type) + ")::" + column.type.sql + ")";
    switch (own.below("form", 8)) {
        case 0:
            return "(" + name + " IS NOT NULL)";
        case 1:
            if (column.type.ordered) return "(" + name + " <> " + constant(own, "value", column.type) + ")";
            break;
        case 2:
            if (column.type.sql == "integer" && !callees.empty()) return "(" + callees[own.one_by_key("callee", callees)] + "(" + name + ") > 0)";
            break;
        case 3:
            if (column.type.is_text) return "(length(" + name + ") < " + std::to_string(100 + own.below("length", 3)) + ")";
            break;
        case 4:
            if (column.type.sql == "text")
                return "(" + name + " = ANY (ARRAY[" + constant(own, "value", column.type) + ", " + literal(nasty_text(own, "other")) + "]))";
            break;
        case 5:
            if (column.type.is_integer) return "(CASE WHEN " + name + " > 0 THEN true ELSE " + name + " IS NULL END)";
            break;
        case 6:
            if (column.type.ordered) return "(" + name + " IS NULL OR NOT (" + name + " = " + constant(own, "value", column.type) + "))";
            break;
        default:
            break;
    }
    return "(" + name + " IS DISTINCT FROM NULL)";
}

std::string storage_parameters(const Draw& draw) {
    const Draw own = draw.at("options");
    std::vector<std::string> options;
    if (own.chance("fillfactor", 12)) options.push_back("fillfactor = " + std::to_string(50 + own.below("percent", 50)));
    if (own.chance("vacuum", 6)) options.push_back("autovacuum_enabled = " + own.one_of("enabled", {"true", "false"}));
    if (own.chance("toast", 4)) options.push_back("toast.autovacuum_enabled = false");
    if (own.chance("scale", 4)) options.push_back("autovacuum_vacuum_scale_factor = 0.0" + std::to_string(1 + own.below("factor", 9)));
    return options.empty() ? "" : " WITH (" + joined(options) + ")";
}

}  // namespace whimbrel::property
