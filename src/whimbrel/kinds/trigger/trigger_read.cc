// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/trigger/trigger_kind.h"

#include "whimbrel/kinds/phrases.h"

#include <charconv>

namespace whimbrel::kinds {

namespace {

// Until PostgreSQL 14 the copies that partitions have of a trigger count as internal.
constexpr std::string_view k_triggers = R"(
SELECT t.oid, n.nspname, c.relname, t.tgname, t.tgtype, t.tgenabled, fn.nspname, f.proname, pg_catalog.encode(t.tgargs, 'hex'),
       t.tgconstraint <> 0, rn.nspname, r.relname, t.tgdeferrable, t.tginitdeferred, t.tgoldtable, t.tgnewtable,
       ARRAY(SELECT a.attname FROM pg_catalog.unnest(t.tgattr) WITH ORDINALITY u(number, place)
               JOIN pg_catalog.pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = u.number ORDER BY u.place),
       CASE WHEN t.tgqual IS NOT NULL THEN pg_catalog.pg_get_triggerdef(t.oid) END,
       t.tgparentid <> 0
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_proc f ON f.oid = t.tgfoid JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace
  LEFT JOIN pg_catalog.pg_class r ON r.oid = t.tgconstrrelid LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
 WHERE (NOT t.tgisinternal OR t.tgparentid <> 0 AND (t.tgconstraint = 0 OR
          EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.oid = t.tgconstraint AND k.contype = 't')))
   AND t.oid >= 16384 AND c.relpersistence <> 't'
 ORDER BY t.oid)";

// TRIGGER_TYPE_… in src/include/catalog/pg_trigger.h
constexpr int k_row = 1, k_before = 2, k_insert = 4, k_delete = 8, k_update = 16, k_truncate = 32, k_instead = 64;

void read_type(int type, Trigger& trigger) {
    trigger.for_each_row = (type & k_row) != 0;
    trigger.timing = (type & k_before) != 0 ? "BEFORE" : (type & k_instead) != 0 ? "INSTEAD OF" : "AFTER";
    if ((type & k_insert) != 0) trigger.events.emplace_back("INSERT");
    if ((type & k_delete) != 0) trigger.events.emplace_back("DELETE");
    if ((type & k_update) != 0) trigger.events.emplace_back("UPDATE");
    if ((type & k_truncate) != 0) trigger.events.emplace_back("TRUNCATE");
}

/// The place behind a quoted name or string that begins at `at`; a doubled quote reads as two of them in a row.
std::size_t behind_quotes(std::string_view text, std::size_t at) {
    const auto end = text.find(text[at], at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
}

}  // namespace

std::string trigger_condition(std::string_view definition) {
    constexpr std::string_view k_opening = " WHEN (";
    std::size_t at = 0;
    // No string stands before WHEN, and a name with a space in it is quoted.
    while (at < definition.size() && !definition.substr(at).starts_with(k_opening)) at = definition[at] == '"' ? behind_quotes(definition, at) : at + 1;
    if (at >= definition.size()) return {};
    const std::size_t begin = at + k_opening.size();
    int depth = 1;
    for (at = begin; at < definition.size();) {
        const char c = definition[at];
        if (c == '"' || c == '\'') {
            // Strings in E'…' have their backslashes doubled and their quotes too, as the server writes them.
            at = behind_quotes(definition, at);
            continue;
        }
        if (c == '(') ++depth;
        if (c == ')' && --depth == 0) break;
        ++at;
    }
    return std::string(definition.substr(begin, at - begin));
}

std::vector<std::string> trigger_arguments(std::string_view hexadecimal) {
    std::vector<std::string> out;
    std::string argument;
    for (; hexadecimal.size() >= 2; hexadecimal.remove_prefix(2)) {
        unsigned char byte = 0;
        std::from_chars(hexadecimal.data(), hexadecimal.data() + 2, byte, 16);
        if (byte != 0) argument += static_cast<char>(byte);
        else out.push_back(std::exchange(argument, {}));
    }
    return out;
}

std::vector<std::string> TriggerKind::queries(pg::ServerVersion) { return {std::string(k_triggers)}; }

Result<> TriggerKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        const ObjectId id{.kind = std::string(name), .schema = row.string(1), .parent = row.string(2), .name = row.string(3)};
        Trigger trigger{.columns = row.array(16),
                        .when = trigger_condition(row.text(17)),
                        .function_schema = row.string(6),
                        .function_name = row.string(7),
                        .arguments = trigger_arguments(row.text(8)),
                        .constraint = row.boolean(9),
                        .from_schema = row.string(10),
                        .from_table = row.string(11),
                        .deferrable = row.boolean(12),
                        .initially_deferred = row.boolean(13),
                        .old_table = row.string(14),
                        .new_table = row.string(15),
                        .inherited = row.boolean(18),
                        .enabled = phrases::enabled_words(row.character(5))};
        read_type(static_cast<int>(row.integer(4)), trigger);
        reading.add(id, std::move(trigger), {catalog_oid::pg_trigger, row.oid(0)});
    }
    return {};
}

}  // namespace whimbrel::kinds
