// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/imprint/written_rules.h"

#include "whimbrel/sql/secret.h"

#include <array>

namespace whimbrel::imprint {

namespace {

constexpr std::string_view k_storage = "storage: it changes without any DDL";
constexpr std::string_view k_statistics = "statistics that VACUUM and ANALYZE keep";
constexpr std::string_view k_only_ever_set = "a flag that is set early and cleared by a later VACUUM, or never";
constexpr std::string_view k_cluster = "belongs to the cluster, not to the database";
constexpr std::string_view k_options = "options are set one by one; their order is their history";
constexpr std::string_view k_secret_options = "options are set one by one; what is a secret, or stands for another value, is not told";

constexpr auto k_list_from = sql::text("CASE WHEN ");
constexpr auto k_list_then = sql::text(" IS NOT NULL THEN (SELECT pg_catalog.array_agg(");
constexpr auto k_list_of = sql::text(") FROM pg_catalog.unnest(");
constexpr auto k_list_end = sql::text(") o) END");
template <std::size_t N, std::size_t M>
consteval auto each(const std::array<char, N>& shown, const std::array<char, M>& column) {
    return sql::joined(k_list_from, column, k_list_then, shown, k_list_of, column, k_list_end);
}
constexpr auto k_attribute_options = each(sql::secret::k_printed, sql::text("attfdwoptions"));
constexpr auto k_wrapper_options = each(sql::secret::k_printed, sql::text("fdwoptions"));
constexpr auto k_server_options = each(sql::secret::k_printed, sql::text("srvoptions"));
constexpr auto k_table_options = each(sql::secret::k_printed, sql::text("ftoptions"));
constexpr auto k_mapping_options = each(sql::secret::k_printed_of_mapping, sql::text("umoptions"));
constexpr std::string_view k_privileges = "the order of entries is their history, and NULL means the default privileges";
constexpr std::string_view k_tree = "a tree holds attribute numbers and oids; the server's own rendering does not";
constexpr std::string_view k_managed_roles = "belongs to the whole server: only the roles that a project manages";
constexpr std::string_view k_of_both = "a shared catalog: only the rows about this database and about the roles that a project manages";
constexpr std::string_view k_this_database = "a shared catalog: only the rows about this database";
constexpr std::string_view k_created = "CREATE DATABASE decides it, and a copied database does not take it over";

constexpr std::array k_catalogs = {
    CatalogRule{"pg_statistic", "statistics, made by ANALYZE"},
    CatalogRule{"pg_statistic_ext_data", "statistics, made by ANALYZE"},
    CatalogRule{"pg_largeobject", "data"},
    CatalogRule{"pg_tablespace", k_cluster},
    CatalogRule{"pg_parameter_acl", k_cluster},
    CatalogRule{"pg_replication_origin", k_cluster},
};

constexpr std::array k_rows = {
    RowRule{"pg_class", RowChoice::among, "relnamespace <> 99",
            "a TOAST table stays when the column that needed it is dropped; its options are printed with its table's"},
    RowRule{"pg_attribute", RowChoice::among,
            "NOT attisdropped AND (attnum > 0 OR attacl IS NOT NULL) AND attrelid NOT IN (SELECT t.oid FROM pg_class t WHERE t.relnamespace = 99)",
            "dropped columns are gone; system columns are the same everywhere but for their privileges; TOAST as above"},
    RowRule{"pg_index", RowChoice::among, "indrelid NOT IN (SELECT t.oid FROM pg_class t WHERE t.relnamespace = 99)", "TOAST as above"},
    RowRule{"pg_depend", RowChoice::among,
            "NOT (classid = 1259 AND objid IN (SELECT t.oid FROM pg_class t WHERE t.relnamespace = 99)) "
            "AND NOT (refclassid = 1259 AND refobjid IN (SELECT t.oid FROM pg_class t WHERE t.relnamespace = 99)) "
            "AND NOT (deptype IN ('P', 'S') AND classid = 2620 AND objid IN (SELECT t.oid FROM pg_trigger t WHERE t.tgisinternal)) "
            "AND NOT (classid = 1255 AND refclassid = 3576)",
            "TOAST as above; the internal triggers of a partition's foreign key have these only where the key is older than the partition, and "
            "tgparentid says the same; a routine needs the transforms of its types that were there when it was made, be they used by it "
            "(protrftypes says so) or not"},
    RowRule{"pg_init_privs", RowChoice::among, "NOT (classoid = 2615 AND objoid < 16384)",
            "initdb alone writes it for schema public; the schema made again by SQL cannot have it"},
    RowRule{"pg_database", RowChoice::all, "datname = current_database()", k_this_database},
    RowRule{"pg_authid", RowChoice::all, "oid = ANY (current_setting('whimbrel.roles')::oid[])", k_managed_roles},
    RowRule{"pg_auth_members", RowChoice::all, "member = ANY (current_setting('whimbrel.roles')::oid[])",
            "belongs to the whole server: what the roles that a project manages are members of"},
    RowRule{"pg_shdepend", RowChoice::all, "dbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())", k_this_database},
    RowRule{"pg_db_role_setting", RowChoice::all,
            "setdatabase = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) "
            "OR (setdatabase = 0 AND setrole = ANY (current_setting('whimbrel.roles')::oid[]))",
            k_of_both},
    RowRule{"pg_subscription", RowChoice::all, "subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())", k_this_database},
    RowRule{"pg_shdescription", RowChoice::all,
            "(classoid = 1262 AND objoid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())) "
            "OR (classoid = 1260 AND objoid = ANY (current_setting('whimbrel.roles')::oid[]))",
            k_of_both},
    RowRule{"pg_shseclabel", RowChoice::all,
            "(classoid = 1262 AND objoid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())) "
            "OR (classoid = 1260 AND objoid = ANY (current_setting('whimbrel.roles')::oid[]))",
            k_of_both},
};

constexpr std::array k_columns = {
    ColumnRule{"pg_class", "relfilenode", Treatment::left_out, "", k_storage},
    ColumnRule{"pg_class", "relpages", Treatment::left_out, "", k_statistics},
    ColumnRule{"pg_class", "reltuples", Treatment::left_out, "", k_statistics},
    ColumnRule{"pg_class", "relallvisible", Treatment::left_out, "", k_statistics},
    ColumnRule{"pg_class", "relallfrozen", Treatment::left_out, "", k_statistics},
    ColumnRule{"pg_class", "relfrozenxid", Treatment::left_out, "", k_storage},
    ColumnRule{"pg_class", "relminmxid", Treatment::left_out, "", k_storage},
    ColumnRule{"pg_class", "relrewrite", Treatment::left_out, "", "set only while a table is being rewritten"},
    ColumnRule{"pg_class", "relhasindex", Treatment::left_out, "", k_only_ever_set},
    ColumnRule{"pg_class", "relhasrules", Treatment::left_out, "", k_only_ever_set},
    ColumnRule{"pg_class", "relhastriggers", Treatment::left_out, "", k_only_ever_set},
    ColumnRule{"pg_class", "relhassubclass", Treatment::left_out, "", k_only_ever_set},
    ColumnRule{"pg_class", "relnatts", Treatment::left_out, "", "counts dropped columns"},
    ColumnRule{"pg_class", "reltoastrelid", Treatment::unordered,
               "CASE WHEN reltoastrelid <> 0 THEN (SELECT t.reloptions FROM pg_class t WHERE t.oid = pg_class.reltoastrelid) END",
               "the TOAST table's options stand for it; whether one exists is the history of the columns"},
    ColumnRule{"pg_class", "reloptions", Treatment::unordered, "", k_options},
    ColumnRule{"pg_class", "relacl", Treatment::unordered,
               "CASE WHEN relkind IN ('r', 'p', 'v', 'm', 'f') THEN coalesce(relacl, acldefault('r', relowner)) "
               "WHEN relkind = 'S' THEN coalesce(relacl, acldefault('s', relowner)) ELSE relacl END",
               k_privileges},
    ColumnRule{"pg_class", "relpartbound", Treatment::expression, "pg_get_expr(relpartbound, oid)", k_tree},
    ColumnRule{"pg_attribute", "attname", Treatment::read_as,
               "CASE WHEN attrelid IN (SELECT i.oid FROM pg_class i WHERE i.relkind IN ('i', 'I')) THEN '#' || attnum ELSE attname::text END",
               "an index keeps the first names of its columns when the table's are renamed: the position is the name"},
    ColumnRule{"pg_attribute", "attnum", Treatment::read_as,
               "CASE WHEN attrelid IN (SELECT v.oid FROM pg_class v WHERE v.relkind IN ('v', 'm', 'c')) "
               "THEN rank() OVER (PARTITION BY attrelid ORDER BY attnum) END",
               "numbers have gaps where columns were dropped; only in views and composite types does the order of columns mean something, "
               "and there it is printed as their rank"},
    ColumnRule{"pg_type", "typndims", Treatment::left_out, "",
               "a domain's pairs of brackets, as they were once written; never enforced, and pg_dump does not keep them"},
    ColumnRule{"pg_attribute", "attndims", Treatment::left_out, "",
               "how many pairs of brackets were once written; never enforced, and pg_dump does not keep it"},
    ColumnRule{"pg_attribute", "attstorage", Treatment::read_as,
               "CASE WHEN attrelid NOT IN (SELECT v.oid FROM pg_class v WHERE v.relkind IN ('v', 'c')) THEN attstorage END",
               "views and composite types store nothing: theirs is what the type's was when they were made, and pg_dump does not keep it"},
    ColumnRule{"pg_attribute", "attcacheoff", Treatment::left_out, "", "always -1 on disk"},
    ColumnRule{"pg_attribute", "attmissingval", Treatment::left_out, "", "how rows older than the column are stored"},
    ColumnRule{"pg_attribute", "atthasmissing", Treatment::left_out, "", "how rows older than the column are stored"},
    ColumnRule{"pg_attribute", "attisdropped", Treatment::left_out, "", "rows of dropped columns are left out"},
    ColumnRule{"pg_attribute", "attoptions", Treatment::unordered,
               "CASE WHEN attoptions IS NOT NULL THEN (SELECT array_agg(o) FROM unnest(attoptions) o WHERE o NOT LIKE 'pg\\_attver=%') END",
               "servers since the November 2026 minor releases keep pg_attver=N there, which pg_dump leaves out too"},
    ColumnRule{"pg_attribute", "attfdwoptions", Treatment::unordered, k_attribute_options.data(), k_secret_options},
    ColumnRule{"pg_attribute", "attacl", Treatment::unordered, "CASE WHEN cardinality(attacl) > 0 THEN attacl END", k_privileges},
    ColumnRule{"pg_attrdef", "adbin", Treatment::expression, "pg_get_expr(adbin, adrelid)", k_tree},
    ColumnRule{"pg_constraint", "conbin", Treatment::expression, "pg_get_expr(conbin, conrelid)", k_tree},
    ColumnRule{"pg_constraint", "conname", Treatment::read_as,
               "CASE WHEN contype = 'f' AND conparentid <> 0 AND conrelid = (SELECT p.conrelid FROM pg_constraint p WHERE p.oid = pg_constraint.conparentid) "
               "THEN (WITH RECURSIVE up AS (SELECT p.*, 1 AS depth FROM pg_constraint p WHERE p.oid = pg_constraint.conparentid UNION ALL "
               "SELECT p.*, up.depth + 1 FROM up JOIN pg_constraint p ON p.oid = up.conparentid AND p.conrelid = up.conrelid) "
               "SELECT up.conname FROM up ORDER BY up.depth DESC LIMIT 1) || ' for ' || confrelid::regclass ELSE conname::text END",
               "the server makes up the names of a foreign key's twins, one for each partition of the table referenced, in the order they came"},
    ColumnRule{"pg_constraint", "connoinherit", Treatment::read_as, "CASE WHEN contype IN ('c', 'n') THEN connoinherit END",
               "it decides something for checks and NOT NULL alone; of a partition's keys it tells whether they were made before it was attached"},
    ColumnRule{"pg_index", "indcheckxmin", Treatment::left_out, "", "how the index was built"},
    ColumnRule{"pg_index", "indexprs", Treatment::expression, "pg_get_expr(indexprs, indrelid)", k_tree},
    ColumnRule{"pg_index", "indpred", Treatment::expression, "pg_get_expr(indpred, indrelid)", k_tree},
    ColumnRule{"pg_partitioned_table", "partexprs", Treatment::expression, "pg_get_expr(partexprs, partrelid)", k_tree},
    ColumnRule{"pg_inherits", "inhseqno", Treatment::read_as, "rank() OVER (PARTITION BY inhrelid ORDER BY inhseqno)", "has gaps where a parent was left"},
    ColumnRule{"pg_type", "typname", Treatment::read_as,
               "CASE WHEN typelem <> 0 AND typcategory = 'A' THEN coalesce((SELECT e.typname || '[]' FROM pg_type e "
               "WHERE e.oid = pg_type.typelem AND e.typarray = pg_type.oid), typname::text) ELSE typname::text END",
               "the server makes up the names of array types, and makes up others where the first is taken"},
    ColumnRule{"pg_type", "typdefaultbin", Treatment::expression, "pg_get_expr(typdefaultbin, 0)", k_tree},
    ColumnRule{"pg_type", "typdefault", Treatment::read_as, "CASE WHEN typdefaultbin IS NULL THEN typdefault END",
               "for a domain it repeats typdefaultbin as text under the search_path of the moment"},
    ColumnRule{"pg_type", "typacl", Treatment::unordered, "coalesce(typacl, acldefault('T', typowner))", k_privileges},
    ColumnRule{"pg_enum", "enumsortorder", Treatment::read_as, "rank() OVER (PARTITION BY enumtypid ORDER BY enumsortorder)",
               "ADD VALUE BEFORE gives fractions: the rank inside the type is printed"},
    ColumnRule{"pg_proc", "proargdefaults", Treatment::expression, "pg_get_expr(proargdefaults, 0)", k_tree},
    ColumnRule{"pg_proc", "prosqlbody", Treatment::expression, "CASE WHEN prosqlbody IS NOT NULL THEN pg_get_function_sqlbody(oid) END", k_tree},
    ColumnRule{"pg_proc", "proconfig", Treatment::unordered, "", k_options},
    ColumnRule{"pg_proc", "proacl", Treatment::unordered, "coalesce(proacl, acldefault('f', proowner))", k_privileges},
    ColumnRule{"pg_rewrite", "ev_action", Treatment::expression, "CASE WHEN rulename = '_RETURN' THEN pg_get_viewdef(ev_class) ELSE pg_get_ruledef(oid) END",
               k_tree},
    ColumnRule{"pg_rewrite", "ev_qual", Treatment::left_out, "", "it is in the text of ev_action"},
    ColumnRule{"pg_trigger", "tgname", Treatment::read_as,
               "CASE WHEN tgisinternal AND tgname ~ '_ConstraintTrigger(_[ac])?_[0-9]+$' "
               "THEN coalesce((WITH RECURSIVE up AS (SELECT p.*, 1 AS depth FROM pg_constraint p WHERE p.oid = tgconstraint UNION ALL "
               "SELECT p.*, up.depth + 1 FROM up JOIN pg_constraint p ON p.oid = up.conparentid AND p.conrelid = up.conrelid) "
               "SELECT up.conname || ' of ' || coalesce(nullif(up.conrelid, 0)::regclass::text, '-') FROM up ORDER BY up.depth DESC LIMIT 1), '-') "
               "|| ' calls ' || tgfoid::regproc || ' ' || tgtype ELSE tgname::text END",
               "the server makes up the names of internal constraint triggers out of oids: constraint, function and type name them"},
    ColumnRule{"pg_trigger", "tgqual", Treatment::expression, "CASE WHEN tgqual IS NOT NULL THEN pg_get_triggerdef(oid) END", k_tree},
    ColumnRule{"pg_policy", "polroles", Treatment::unordered, "", "a set"},
    ColumnRule{"pg_policy", "polqual", Treatment::expression, "pg_get_expr(polqual, polrelid)", k_tree},
    ColumnRule{"pg_policy", "polwithcheck", Treatment::expression, "pg_get_expr(polwithcheck, polrelid)", k_tree},
    ColumnRule{"pg_statistic_ext", "stxkeys", Treatment::unordered, "", "the server sorts it by attribute number"},
    ColumnRule{"pg_statistic_ext", "stxexprs", Treatment::expression, "CASE WHEN stxexprs IS NOT NULL THEN pg_get_statisticsobjdef_expressions(oid)::text END",
               k_tree},
    ColumnRule{"pg_publication_rel", "prattrs", Treatment::unordered, "", "the server sorts it by attribute number"},
    ColumnRule{"pg_publication_rel", "prqual", Treatment::expression, "pg_get_expr(prqual, prrelid)", k_tree},
    ColumnRule{"pg_subscription", "subconninfo", Treatment::left_out, "", "a secret, and another one on each database"},
    ColumnRule{"pg_subscription", "subenabled", Treatment::left_out, "", "whoever runs the replication decides it; no declaration can"},
    ColumnRule{"pg_subscription", "subslotname", Treatment::read_as, "subslotname IS NOT NULL",
               "whoever runs the replication names the slot; a subscription that is renamed keeps it"},
    ColumnRule{"pg_subscription", "subskiplsn", Treatment::left_out, "", "a position in the log"},
    ColumnRule{"pg_subscription", "subpublications", Treatment::unordered, "", "a set"},
    ColumnRule{"pg_subscription_rel", "srsubstate", Treatment::left_out, "", "how far the copy has come"},
    ColumnRule{"pg_subscription_rel", "srsublsn", Treatment::left_out, "", "a position in the log"},
    ColumnRule{"pg_ts_dict", "dictinitoption", Treatment::unordered, "regexp_split_to_array(dictinitoption, ', (?=[^ ]+ = )')", k_options},
    ColumnRule{"pg_database", "datname", Treatment::read_as, "CASE WHEN datname = current_database() THEN '(this database)' ELSE datname::text END",
               "the two that are compared have different names"},
    ColumnRule{"pg_database", "datdba", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "encoding", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "datlocprovider", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "datistemplate", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "datallowconn", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "dattablespace", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "datcollate", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "datctype", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "daticulocale", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "datlocale", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "daticurules", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "datcollversion", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "datlastsysoid", Treatment::left_out, "", k_created},
    ColumnRule{"pg_database", "dathasloginevt", Treatment::left_out, "", k_only_ever_set},
    ColumnRule{"pg_database", "datfrozenxid", Treatment::left_out, "", k_storage},
    ColumnRule{"pg_database", "datminmxid", Treatment::left_out, "", k_storage},
    ColumnRule{"pg_database", "datacl", Treatment::unordered, "coalesce(datacl, acldefault('d', datdba))", k_privileges},
    ColumnRule{"pg_event_trigger", "evttags", Treatment::unordered, "", "a set"},
    ColumnRule{"pg_authid", "rolpassword", Treatment::left_out, "", "a password is nobody's business: it is never read"},
    ColumnRule{"pg_authid", "rolvaliduntil", Treatment::read_as, "nullif(rolvaliduntil, 'infinity')",
               "infinity is what NULL means, and nothing leads back to NULL"},
    ColumnRule{"pg_db_role_setting", "setconfig", Treatment::unordered, "", k_options},
    ColumnRule{"pg_foreign_data_wrapper", "fdwoptions", Treatment::unordered, k_wrapper_options.data(), k_secret_options},
    ColumnRule{"pg_foreign_data_wrapper", "fdwacl", Treatment::unordered, "coalesce(fdwacl, acldefault('F', fdwowner))", k_privileges},
    ColumnRule{"pg_foreign_server", "srvoptions", Treatment::unordered, k_server_options.data(), k_secret_options},
    ColumnRule{"pg_foreign_server", "srvacl", Treatment::unordered, "coalesce(srvacl, acldefault('S', srvowner))", k_privileges},
    ColumnRule{"pg_foreign_table", "ftoptions", Treatment::unordered, k_table_options.data(), k_secret_options},
    ColumnRule{"pg_user_mapping", "umoptions", Treatment::unordered, k_mapping_options.data(), k_secret_options},
    ColumnRule{"pg_namespace", "nspacl", Treatment::unordered, "coalesce(nspacl, acldefault('n', nspowner))", k_privileges},
    ColumnRule{"pg_language", "lanacl", Treatment::unordered, "coalesce(lanacl, acldefault('l', lanowner))", k_privileges},
    ColumnRule{"pg_largeobject_metadata", "lomacl", Treatment::unordered, "coalesce(lomacl, acldefault('L', lomowner))", k_privileges},
    ColumnRule{"pg_default_acl", "defaclacl", Treatment::unordered, "", k_privileges},
    ColumnRule{"pg_init_privs", "initprivs", Treatment::unordered, "", k_privileges},
};

constexpr std::array k_keys = {
    KeyRule{"pg_inherits", "inhrelid", "inhparent", "the sequence number has gaps where a parent was left"},
};

constexpr std::array k_attribute_numbers = {
    AttributeNumberRule{"pg_constraint", "conrelid", "confdelsetcols"},
    AttributeNumberRule{"pg_publication_rel", "prrelid", "prattrs"},
};

constexpr std::array k_addresses = {
    AddressRule{"classid", "objid", "objsubid"},
    AddressRule{"refclassid", "refobjid", "refobjsubid"},
    AddressRule{"classoid", "objoid", "objsubid"},
};

}  // namespace

std::span<const CatalogRule> catalog_rules() { return k_catalogs; }
std::span<const RowRule> row_rules() { return k_rows; }
std::span<const ColumnRule> column_rules() { return k_columns; }
std::span<const KeyRule> key_rules() { return k_keys; }
std::span<const AttributeNumberRule> attribute_number_rules() { return k_attribute_numbers; }
std::span<const AddressRule> address_rules() { return k_addresses; }

}  // namespace whimbrel::imprint
