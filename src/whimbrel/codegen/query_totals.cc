// SPDX-License-Identifier: Apache-2.0
// Functions and operators of PostgreSQL's own (schema pg_catalog) whose results are known not to be NULL. A strict function may still give
// NULL for what is not, as array_length('{}', 1), jsonb -> 'x' and extract(hour FROM timestamp 'infinity') do; what is not listed may.
#include "whimbrel/codegen/query_scope.h"

#include <algorithm>
#include <array>

namespace whimbrel::codegen {

namespace {

constexpr std::uint32_t k_jsonb = 3802;

constexpr auto k_never_null = std::to_array<std::string_view>({
    "clock_timestamp",
    "concat",
    "gen_random_uuid",
    "json_build_array",
    "json_build_object",
    "jsonb_build_array",
    "jsonb_build_object",
    "now",
    "num_nonnulls",
    "num_nulls",
    "pg_backend_pid",
    "quote_nullable",
    "random",
    "statement_timestamp",
    "timeofday",
    "transaction_timestamp",
    "txid_current",
    "uuidv4",
    "uuidv7",
    "version",
});

constexpr auto k_total = std::to_array<std::string_view>({
    "abs",
    "acos",
    "age",
    "array_append",
    "array_cat",
    "array_prepend",
    "array_remove",
    "array_replace",
    "array_to_json",
    "array_to_string",
    "ascii",
    "asin",
    "atan",
    "atan2",
    "bit_count",
    "bit_length",
    "btrim",
    "cardinality",
    "cbrt",
    "ceil",
    "ceiling",
    "char_length",
    "character_length",
    "chr",
    "concat_ws",
    "convert_from",
    "convert_to",
    "cos",
    "date_bin",
    "date_trunc",
    "decode",
    "degrees",
    "div",
    "encode",
    "exp",
    "factorial",
    "floor",
    "gcd",
    "initcap",
    "isfinite",
    "json_array_length",
    "json_typeof",
    "jsonb_array_length",
    "jsonb_pretty",
    "jsonb_typeof",
    "justify_days",
    "justify_hours",
    "justify_interval",
    "lcm",
    "left",
    "length",
    "like",
    "ln",
    "log",
    "log10",
    "lower",
    "lpad",
    "ltrim",
    "make_date",
    "make_time",
    "make_timestamp",
    "make_timestamptz",
    "md5",
    "mod",
    "nextval",
    "notlike",
    "octet_length",
    "pi",
    "position",
    "pow",
    "power",
    "quote_ident",
    "quote_literal",
    "radians",
    "regexp_replace",
    "repeat",
    "replace",
    "reverse",
    "right",
    "round",
    "row_to_json",
    "rpad",
    "rtrim",
    "setval",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sign",
    "sin",
    "split_part",
    "sqrt",
    "starts_with",
    "string_to_array",
    "strpos",
    "substr",
    "tan",
    "timezone",
    "to_date",
    "to_hex",
    "to_json",
    "to_jsonb",
    "to_timestamp",
    "to_tsquery",
    "to_tsvector",
    "translate",
    "trim_scale",
    "trunc",
    "ts_rank",
    "upper",
    "width_bucket",
});

/// Not among them: ->, ->>, #>, #>>, @? and @@ of documents, # and ## of shapes.
constexpr auto k_operators = std::to_array<std::string_view>({
    "=",  "<>", "<",   "<=", ">",  ">=", "+", "-",  "*",  "/", "%", "^",  "|/", "||/", "||",  "~~", "~~*", "!~~", "!~~*", "~",
    "~*", "!~", "!~*", "@>", "<@", "&&", "?", "?|", "?&", "&", "|", "<<", ">>", "<<=", ">>=", "^@", "-|-", "&<",  "&>",   "@",
});

constexpr auto k_shapes = std::to_array<std::uint32_t>({600, 601, 602, 603, 604, 628, 718});

constexpr auto k_aggregates = std::to_array<std::string_view>({
    "array_agg",
    "avg",
    "bit_and",
    "bit_or",
    "bit_xor",
    "bool_and",
    "bool_or",
    "every",
    "json_agg",
    "json_object_agg",
    "jsonb_agg",
    "jsonb_object_agg",
    "max",
    "min",
    "range_agg",
    "string_agg",
    "sum",
});

constexpr auto k_window = std::to_array<std::string_view>({"count", "cume_dist", "dense_rank", "percent_rank", "rank", "row_number"});

template <class List>
bool holds(const List& list, const auto& what) {
    return std::ranges::find(list, what) != list.end();
}

}  // namespace

bool never_gives_null(std::string_view function) { return holds(k_never_null, function); }

/// Since PostgreSQL 18 a document that is null is cast to NULL, and an infinite timestamp has no time of day. lower() and upper() of a range
/// are NULL where it has no bound.
bool gives_null_for_null_alone(const QueryFacts::Function& function, bool is_cast) {
    if (!function.built_in || function.name == "time" || function.name == "timetz") return false;
    if (function.name == "lower" || function.name == "upper") return function.first_argument == 25;
    return holds(k_total, function.name) || (is_cast && function.first_argument != k_jsonb);
}

/// Shapes are left out: the sum of two closed paths is NULL.
bool operator_gives_null_for_null_alone(std::string_view name, std::uint32_t result) { return holds(k_operators, name) && !holds(k_shapes, result); }
bool aggregate_of_rows_gives_no_null(std::string_view function) { return holds(k_aggregates, function); }
bool window_function_gives_no_null(std::string_view function) { return holds(k_window, function); }

}  // namespace whimbrel::codegen
