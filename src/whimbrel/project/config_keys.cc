// SPDX-License-Identifier: Apache-2.0
// Every key of whimbrel.toml, once.
#include "whimbrel/project/config.h"

#include <array>

namespace whimbrel::project {

namespace {

constexpr auto k_keys = std::to_array<ConfigKey>({
    {"postgres", "integer", "the first found",
     "Major version of the throwaway PostgreSQL. Fixed per project, because the text of views and expressions differs between majors."},
    {"schema", "path", "\"schema\"", "Folder of the declaration: every .sql file below it, behind links too, but hidden ones."},
    {"migrations", "path", "\"migrations\"", "Folder of the migrations, whimbrel.lock and snapshot.jsonl."},
    {"seeds", "path", "\"seeds\"", "Folder of the .sql files that `seed` runs, in order of name."},
    {"queries", "path", "\"queries\"", "Folder of the .sql files whose queries become functions, where types are written; \"\" for none."},
    {"numbering", "string", "\"timestamp\"", "Versions of new migrations: \"timestamp\" (UTC, YYYYMMDDHHMMSS) or \"sequential\" (0001)."},
    {"ledger_schema", "string", "\"whimbrel\"", "Schema of the ledger in the target database."},
    {"database", "string", "", "Section of [databases] that is used where no --database is given."},
    {"databases.NAME.url", "string", "DATABASE_URL, POSTGRES_URL", "Connection URL; ${NAME} is taken from the environment or .env."},
    {"databases.NAME.development", "boolean", "false", "The database is for development: push and reset may change it."},
    {"databases.NAME.allow_lossy", "array of strings", "[]", "Losses that need no --allow-lossy here: \"table:public.groups\", or \"*\" for all."},
    {"shadow.url", "string", "a private server", "A server to make throwaway databases on. Never the target's."},
    {"shadow.allow", "array of strings", "[]",
     "What a declaration may do on the shadow although it reaches outside the database: \"LANGUAGE c\", \"COPY … PROGRAM\"…"},
    {"timeouts.lock_timeout", "duration", "\"5s\"", "How long a statement waits for a lock before its transaction is tried again."},
    {"timeouts.lock_attempts", "integer", "5", "How often a transaction is tried."},
    {"timeouts.runner_wait", "duration", "\"10min\"", "How long to wait for another whimbrel that runs on the same database."},
    {"check.index_name", "string", "", "Naming rule of indexes: {table}, {columns} (joined by _) and {schema} stand for the index's own."},
    {"check.redundant_indexes", "boolean", "true", "Report indexes that a unique constraint or a longer index serves for."},
    {"codegen.typescript.out", "path", "", "Folder that `types` and `generate` write TypeScript into; files of your own may stand beside."},
    {"codegen.typescript.zod", "boolean", "false",
     "Zod schemas of new rows and changes as well, in the folder zod of it: the application needs the package zod 3."},
    {"codegen.cpp.out", "path", "", "Folder that `types` and `generate` write C++ headers into; files of your own may stand beside."},
    {"codegen.cpp.namespace", "string", "\"database\"", "Namespace of what is in them: \"app::database\"."},
    {"codegen.soft_delete", "string", "",
     "Column that marks a row as removed, in the tables that have it: a timestamp that may be NULL, such as \"deleted_at\"."},
    {"codegen.version", "string", "", "Column that counts a row's changes, in the tables that have it: an update fails where somebody else's came first."},
    {"codegen.inserted_at", "string", "", "Column that is set when a row is inserted without it."},
    {"codegen.updated_at", "string", "", "Column that is set by each insert and update that does not give it."},
    {"codegen.scope", "string", "", "Column that says whose a row is: every query states its value, as \"tenant_id\"."},
    {"codegen.number", "string", "\"singular\"", "Types of a table's rows: \"singular\" (User of users) or \"as_it_is\" (Users)."},
    {"codegen.names.\"SCHEMA.NAME\"", "string", "",
     "Another name for the type of one table, view, enum or composite type: \"public.staff\" = \"Employee\"; of a column's list: \"public.staff.status\"."},
    {"ignore[].kind", "string", "required", "Kind of the objects left alone: \"table\", \"policy\"…, \"*\" for any."},
    {"ignore[].name", "string", "required", "Glob over the name with its schema: \"public.audit_*\"."},
    {"ignore[].reason", "string", "required", "Why, for whoever reads the file next."},
    {"manage[].kind", "string", "required", "Kind that belongs to the whole server and is managed where a rule names it: \"role\"."},
    {"manage[].name", "string", "required", "Glob over the name: \"app_*\". No other project should manage the same."},
    {"accept[].finding", "string", "required", "Finding of `check` that is accepted: \"redundant_index\", \"index_name\"."},
    {"accept[].name", "string", "required", "Glob over the object's name with its schema."},
    {"accept[].reason", "string", "required", "Why."},
});

}  // namespace

std::span<const ConfigKey> config_keys() { return k_keys; }

}  // namespace whimbrel::project
