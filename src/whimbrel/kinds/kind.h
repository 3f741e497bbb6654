// SPDX-License-Identifier: Apache-2.0
// The kind contract. A kind of object is a room: what is true of tables only stands in kinds/table/. A kind is
// a struct of static functions that satisfies the concept Kind below; all.h lists them; everything horizontal
// (reading, storage, JSON, diff, plan, audit) works off that list through KindOps and knows no kind by name.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/kinds/object_id.h"
#include "whimbrel/kinds/step.h"
#include "whimbrel/pg/rows.h"
#include "whimbrel/pg/server_version.h"

#include <any>
#include <concepts>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace whimbrel::kinds {

/// What an object, or a part of it, cannot be without (pg_depend; see "Dependency Tracking" in the manual).
struct Need {
    std::string part{};         ///< of the dependent: "default:id"; empty: the whole
    ObjectId object;            ///< what it needs
    std::string object_part{};  ///< which part of that: "column:id"; empty: the whole
    bool automatic = false;     ///< dropping what is needed drops the dependent (deptype 'a'): no statement is needed then
    auto operator<=>(const Need&) const = default;
};

struct KindOps;

/// One object of any kind, with what it needs. Values are immutable and shared.
struct Object {
    ObjectId id;
    const KindOps* kind = nullptr;
    std::shared_ptr<const void> value;
    std::vector<Need> needs{};  ///< sorted, without duplicates

    template <class V>
    [[nodiscard]] const V& as() const {
        return *static_cast<const V*>(value.get());
    }
};

/// A catalog row's address as pg_depend has it. The catalogs' own oids are fixed in every version
/// (server source: CATALOG(pg_class,1259,…) in src/include/catalog).
struct Address {
    std::uint32_t catalog = 0;
    std::uint32_t oid = 0;
    std::int32_t sub = 0;  ///< attribute number of a column, else 0
    auto operator<=>(const Address&) const = default;
};
namespace catalog_oid {
constexpr std::uint32_t pg_class = 1259, pg_type = 1247, pg_proc = 1255, pg_attribute = 1249, pg_attrdef = 2604, pg_constraint = 2606, pg_namespace = 2615,
                        pg_trigger = 2620, pg_rewrite = 2618, pg_extension = 3079, pg_policy = 3256, pg_event_trigger = 3466, pg_statistic_ext = 3381,
                        pg_operator = 2617, pg_opclass = 2616, pg_opfamily = 2753, pg_amop = 2602, pg_amproc = 2603, pg_am = 2601, pg_cast = 2605,
                        pg_collation = 3456, pg_conversion = 2607, pg_language = 2612, pg_transform = 3576, pg_ts_parser = 3601, pg_ts_template = 3764,
                        pg_ts_dict = 3600, pg_ts_config = 3602, pg_foreign_data_wrapper = 2328, pg_foreign_server = 1417, pg_user_mapping = 1418,
                        pg_publication = 6104, pg_publication_rel = 6106, pg_publication_namespace = 6237, pg_subscription = 6100, pg_default_acl = 826,
                        pg_init_privs = 3394, pg_authid = 1260, pg_database = 1262, pg_auth_members = 1261, pg_tablespace = 1213;
}

/// Where a kind's read() puts what it found.
class Reading {
public:
    virtual ~Reading() = default;
    /// The object that the catalog row at `address` is. `needs` are those that pg_depend does not know (a comment's
    /// target); the rest is added from pg_depend later.
    template <class V>
    void add(ObjectId id, V value, Address address, std::vector<Need> needs = {}) {
        add_object(std::move(id), std::make_shared<const V>(std::move(value)), address, std::move(needs));
    }
    /// A further catalog row that belongs to an object: a column (part "column:x"), its default ("default:x").
    /// Rows that depend internally (deptype 'i') on a known row need no alias: row types, array types, view rules…
    virtual void alias(Address address, const ObjectId& id, std::string part) = 0;
    /// A row that PostgreSQL made along with an object and keeps in step with it (a foreign key's twin for each partition of the table
    /// referenced): its dependencies are none of the object's.
    virtual void follower(Address address, const ObjectId& id) = 0;
    /// An attribute of a managed object that no kind manages yet ("row level security of table public.t").
    virtual void not_managed(std::string kind, std::string name) = 0;
    /// Of an object that belongs to the whole server: whether a rule gives it to this project.
    [[nodiscard]] virtual bool manages(const ObjectId& id) const = 0;
    /// The object at an address that an earlier kind of the list added; for annotations.
    [[nodiscard]] virtual const ObjectId* find(Address address) const = 0;
    /// What an earlier kind said by alias() that the row at `address` is ("column:x"); empty where none did. For rows that name columns
    /// by number: asking the server for each name costs more than all the rest of such a row.
    [[nodiscard]] virtual std::string_view part(Address address) const = 0;

protected:
    virtual void add_object(ObjectId id, std::shared_ptr<const void> value, Address address, std::vector<Need> needs) = 0;
};

/// What the author said beside the declaration, or answered.
struct Facts {
    /// Expression by "fill:table:public.groups/column:slug" or "using:table:public.t/column:c";
    /// "lossless:table:…/column:…" where the author vouches for a conversion.
    std::vector<std::pair<std::string, std::string>> answers;
    [[nodiscard]] const std::string* answer(std::string_view id) const;
};

enum class OpenQuestions : std::uint8_t {
    refuse,        ///< a plan with an open question is none
    assume_empty,  ///< tables are taken to be empty where nothing was answered; the step says "blocked"
};

/// The two catalogs that a plan leads between, for kinds whose objects follow others: a partition its table, the partition's index the table's.
class Surroundings {
public:
    enum class Side : std::uint8_t { from, to };
    virtual ~Surroundings() = default;
    /// Null where there is none on that side.
    [[nodiscard]] virtual const Object* find(Side side, const ObjectId& id) const = 0;
    /// The objects of that side that need it, whole or in part.
    [[nodiscard]] virtual std::vector<const Object*> dependents(Side side, const ObjectId& id) const = 0;
    /// A place for what a kind learns of a side by looking at many objects, so that it looks once for all that are planned. `what` is the kind's own word
    /// for it; empty at the first question.
    [[nodiscard]] virtual std::any& learnt(Side side, const std::string& what) const = 0;
};

/// What a kind may know beyond its own value when it writes steps.
struct Scene {
    pg::ServerVersion version;
    const Facts* facts = nullptr;
    OpenQuestions open_questions = OpenQuestions::assume_empty;
    std::vector<Question>* questions = nullptr;  ///< where questions that stay open are put
    const Surroundings* around = nullptr;        ///< null where steps are made outside a plan

    /// The answer to `question.id`; puts the question down where there is none.
    [[nodiscard]] const std::string* ask(Question question) const;
};

/// An object and its typed value.
template <class V>
struct Subject {
    const ObjectId& id;
    const V& value;
    const std::vector<Need>& needs;
};

/// How an object that must not be dropped (a table) lets go of one of its parts' needs while what it needs is
/// rebuilt, and takes hold of it again.
struct PartRebuild {
    Steps before;  ///< before what is needed goes away (or is renamed aside)
    Steps after;   ///< once it is there again
};

struct Alteration {
    enum class Way : std::uint8_t {
        in_place,  ///< `steps` do it
        recreate,  ///< drop it and create it again; dependents are rebuilt around it
        swap,      ///< a type: the old one is renamed aside, the new one made, columns converted, the old one dropped
    };
    Way way = Way::in_place;
    Steps steps{};  ///< of a swap: those that put aside what has a name of its own beside the type's (a multirange)
    /// Parts that let go of what they need first of all and take hold of it, or of something else, in the end.
    std::map<std::string, PartRebuild> parts{};
};

/// A line of verify's checklist: an object, or a part of it that is worth a line of its own.
struct Entry {
    std::string heading;   ///< "Tables", "Columns"
    std::string part{};    ///< as shown behind the object's name: "email"; empty: the object itself
    std::string detail{};  ///< "uuid, not null"
    std::string at{};      ///< of a part: its place among the fields ("columns[email]"); differences below it are the part's
};

/// By what an index, or the index of a constraint, finds rows.
struct IndexKeys {
    std::string schema, table;
    std::string text;                  ///< the keys with operator classes, collations and order, as the server renders them
    std::vector<std::string> columns;  ///< empty where a key is an expression
    bool dispensable = false;          ///< it does nothing but find rows: an index with the same first keys serves as well
    bool serves = false;               ///< it holds every row at every moment, so it may stand in for another
    bool by_name = false;              ///< made by name: the rule for index names holds for it
};

/// A foreign key, for the graph of tables.
struct Reference {
    ObjectId from, to;
    std::string on_delete;  ///< "CASCADE"; empty: NO ACTION
};

/// Who told what a value is that was read.
enum class Told : std::uint8_t {
    by_shadow,  ///< a throwaway server that was given a declaration or migrations
    by_target,  ///< a database that holds values of its own where a declaration names variables
};

/// Something that is on both sides of a change, in force while the change is made.
struct Staying {
    const Object* from;
    const Object* to;
};

/// What is said of an object, or of a part of it, without any statement.
template <class V>
struct Born {
    V value;
    std::string part{};     ///< as in the annotation's id: "identity:c"
    std::string of_part{};  ///< the part of the object without which there is none: "column:c"
};

// The fields of a value, the single source for JSON, hash, equality checks and printing. A value type has
//     template <class Self, class Visit> static void fields(Self& self, Visit&& visit) { visit("name", self.name); … }
// Field types: bool, integers, double, std::string, std::optional<T>, std::vector<T>, std::map<std::string, T> and structs that
// have fields themselves. A field equal to that of a default-made value is left out of the JSON.
template <class V>
concept HasFields = std::default_initializable<V> && std::equality_comparable<V>;

/// The contract. Every function is pure: no session, no global state.
template <class K>
concept Kind = HasFields<typename K::Value> && requires(pg::ServerVersion version, std::span<const pg::Rows> rows, Reading& reading,
                                                        const Subject<typename K::Value>& subject, const Scene& scene, const ObjectId& id) {
    /// "table": as in ObjectId.kind, --rename, --allow-lossy, ignore rules.
    { K::name } -> std::convertible_to<std::string_view>;
    /// "tables": for headings.
    { K::plural } -> std::convertible_to<std::string_view>;
    /// Introspection: each query is run with an empty search_path in one snapshot. Members of extensions (pg_depend deptype
    /// 'e'), system objects and the ledger's schema may be returned; catalog/ leaves them out.
    { K::queries(version) } -> std::same_as<std::vector<std::string>>;
    /// Rows of those queries, in their order.
    { K::read(rows, reading) } -> std::same_as<Result<>>;
    { K::create(subject, scene) } -> std::same_as<Steps>;
    { K::drop(subject, scene) } -> std::same_as<Steps>;
    { K::alter(subject, subject, scene) } -> std::same_as<Alteration>;
    /// Names that no other object may have at the same time: "relation:public.groups", "type:public.groups".
    { K::occupies(id) } -> std::same_as<std::vector<std::string>>;
    /// How COMMENT ON, ALTER … OWNER TO and their like name it: "TABLE public.t", "FUNCTION public.f(integer)",
    /// "TRIGGER x ON public.t".
    { K::spoken(id) } -> std::same_as<sql::Fragment>;
};
// A kind may further have:
//   static std::string present(pg::ServerVersion)      a condition in SQL that costs next to nothing ("EXISTS (SELECT FROM pg_catalog.pg_sequence)")
//       and is false only where queries() find nothing: they are then not run, and read() is given no rows. Planning a query costs a
//       millisecond or two on a new connection, rows or none
//   static constexpr std::string_view managed_by = "role";   its objects belong to the whole server, not to one database: they are read only where a
//       [[manage]] rule for that kind names some (Reading::manages), and such a project is tried on servers of its own
//   static constexpr int effort = 4;                   what its queries usually take of the server's time beside other kinds' (1), where they are
//       spread over two connections
//   static constexpr bool survives_retype = true;      PostgreSQL rebuilds it by itself when a column it uses changes its type
//   static constexpr bool rename_when_equal = true;    the same definition under another name is a rename, never a rebuild
//   static bool renames_when_equal(const Value&)       the same, for some of its objects: a sequence that a column owns
//   static constexpr bool rebuilt_by_swap = true;      a type: columns use it, so it is never dropped first and made again after
//   static constexpr std::string_view known_by = "function";   PostgreSQL keeps no note of who uses it, only of who uses the object of this kind that
//       it is made of (a cast's function): what needs that on one side alone, though nothing else of it changes, is made again with it
//   static constexpr std::string_view automatic_part;  the part whose needs its deptype 'a' rows are (a sequence's "owned by")
//   static Steps rename(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene&)
//       part empty: the object; else "column:old" → "column:new" of it
//   static Steps rename_whole(const Subject<Value>& from, const ObjectId& to, const Scene&)
//       instead of rename() with an empty part, for kinds that must know what they rename (a range's constructors)
//   static constexpr std::string_view definition_part = "definition";   a type that is there by name before it is defined: what it needs
//       but for its schema it needs by this part, and what is made for that (functions that take the type) goes with it when it is dropped
//   static std::optional<PartRebuild> rebuild_part(from subject, to subject, std::string_view part, const Scene&)
//       nothing: the whole object must be rebuilt
//   static constexpr std::string_view declared_as = "TYPE";   the word after CREATE where it is not the kind's name
//   static Value as_declared(Value, std::string_view statement)   with what the statement leaves to the server left open;
//       the statement is empty where none declares the object
//   static Value as_told_by(Value read, const Value& other, Told told)   with what was not told when it was read (a secret, options that the
//       reader may not see) as the other has it; of a target also what the other leaves to each database (a variable)
//   static sql::Fragment spoken_as(const ObjectId&, const Value&)   instead of spoken() where the value decides the words: "FOREIGN TABLE public.t"
//   static bool disposable(const Value&)                          of a kind that lets go by parts: nothing is lost where this one is dropped and
//       made again (a foreign table), so where no part will do, that is done
//   static Value undeclared(std::string_view database_owner)      an annotation that a declaration leaves to whoever applies it where it
//       names none: a target's is then left open; and what it is on a target that has none, for comparison with one that is named
//   static constexpr bool governs_births = true;                  objects of it decide what new objects are born with (default privileges)
//   static std::vector<Born<Value>> at_birth(const Object* before, const Object& object, std::span<const Staying> in_force, const Scene&)   an
//       annotation: what an object has of it without any statement where it is new (before: null), or where a part of it is, by those that govern births
//   static bool has_part(const Value&, std::string_view part)             for kinds whose parts can be renamed
//   static std::vector<std::pair<std::string, std::string>> similar_parts(const Value& from, const Value& to)
//       a part that is gone and one that is new and look alike: may be a rename, will be asked
//   static Steps create_without(subject, std::span<const std::string> postponed_parts, const Scene&)
//       CREATE with some parts left for later steps, which are among those returned; for breaking cycles
//   static constexpr std::string_view folder = "types";           where `pull` writes it; else the plural's
//   static constexpr bool hosts = true;                           others stand on it (indexes and triggers on a table, tables in a publication):
//       they are written into its file and ignored with it
//   static constexpr bool holds_rows = true;                      it is a node of the table graph
//   static constexpr bool watches_statements = true;              it runs at statements about other objects (an event trigger): made and switched on
//       behind everything else of a plan, dropped and switched off (a step that destroys a part) before it
//   static std::vector<std::string> headings()                    of the checklist, in order; else the plural alone
//   static std::vector<Entry> entries(const Value&)               lines of the checklist, the object's own first; else one without detail
//   static std::optional<IndexKeys> index_keys(const ObjectId&, const Value&)
//   static std::optional<Reference> reference(const ObjectId&, const Value&)
//   static Value without_expressions(Value)   the value with every text that PostgreSQL rendered from an expression tree emptied:
//       two values that are equal then differ "only in expression text" and may be two spellings of one thing

/// A kind with its types erased; made once for each entry of the list.
struct KindOps {
    std::string_view name;
    std::string_view plural;
    std::size_t rank = 0;  ///< place in the list
    bool survives_retype = false;
    bool rename_when_equal = false;
    bool (*renames_when_equal)(const Object&) = nullptr;
    bool rebuilt_by_swap = false;
    std::string_view known_by;  ///< empty: PostgreSQL notes who uses it
    std::string_view automatic_part;
    std::string_view definition_part;
    bool hosts = false;
    bool holds_rows = false;
    bool watches_statements = false;
    std::string folder;
    std::vector<std::string> headings;
    std::vector<std::string> (*queries)(pg::ServerVersion) = nullptr;
    std::string (*present)(pg::ServerVersion) = nullptr;
    std::string_view managed_by;  ///< empty: a database's own
    int effort = 1;
    Result<> (*read)(std::span<const pg::Rows>, Reading&) = nullptr;
    bool (*equal)(const Object&, const Object&) = nullptr;
    bool (*equal_but_expressions)(const Object&, const Object&) = nullptr;
    Steps (*create)(const Object&, const Scene&) = nullptr;
    Steps (*drop)(const Object&, const Scene&) = nullptr;
    Alteration (*alter)(const Object& from, const Object& to, const Scene&) = nullptr;
    std::vector<std::string> (*occupies)(const ObjectId&) = nullptr;
    sql::Fragment (*spoken)(const ObjectId&) = nullptr;
    sql::Fragment (*spoken_of)(const Object&) = nullptr;  ///< never null
    Steps (*rename)(const ObjectId& from, const ObjectId& to, std::string_view part, std::string_view to_part, const Scene&) = nullptr;
    Steps (*rename_whole)(const Object& from, const ObjectId& to, const Scene&) = nullptr;
    std::optional<PartRebuild> (*rebuild_part)(const Object& from, const Object& to, std::string_view part, const Scene&) = nullptr;
    std::string_view declared_as;  ///< the word after CREATE where it is not the kind's name in upper case
    Object (*as_declared)(const Object&, std::string_view statement) = nullptr;
    Object (*as_told_by)(const Object& read, const Object& other, Told told) = nullptr;
    bool (*disposable)(const Object&) = nullptr;
    Object (*undeclared)(const ObjectId&, std::string_view database_owner) = nullptr;
    bool governs_births = false;
    std::vector<Object> (*at_birth)(const Object* before, const Object& object, std::span<const Staying> in_force, const Scene& scene) = nullptr;
    bool (*has_part)(const Object&, std::string_view part) = nullptr;
    std::vector<std::pair<std::string, std::string>> (*similar_parts)(const Object& from, const Object& to) = nullptr;
    Steps (*create_without)(const Object&, std::span<const std::string>, const Scene&) = nullptr;
    std::vector<Entry> (*entries)(const Object&) = nullptr;  ///< never null
    std::optional<IndexKeys> (*index_keys)(const Object&) = nullptr;
    std::optional<Reference> (*reference)(const Object&) = nullptr;
    /// The value as canonical JSON (keys sorted, default fields left out).
    std::string (*to_json)(const Object&) = nullptr;
    Result<std::shared_ptr<const void>> (*from_json)(std::string_view) = nullptr;
    /// Every field by its path ("columns.storage"), for the audit and the forgetting test.
    std::vector<std::string> (*field_paths)() = nullptr;
    /// The object as a kind would see it that forgot this field.
    Object (*forget)(const Object&, std::string_view field_path) = nullptr;
    /// Fields that differ, one line each: "persistence: p → u".
    std::vector<std::string> (*differences)(const Object& from, const Object& to) = nullptr;
};

/// All kinds, in the order of the list.
std::span<const KindOps> all_kinds();
/// Null where there is none of that name.
const KindOps* find_kind(std::string_view name);

/// ALTER … RENAME TO and SET SCHEMA, as far as the ids differ; the object's kind can rename.
Steps rename_steps(const Object& from, const ObjectId& to, const Scene& scene);

/// What an object stands on and cannot be without: the object that a comment is on, the table of an index, a trigger, a constraint, an
/// owned sequence. Nothing where it stands by itself.
std::optional<ObjectId> host_of(const Object& object);

}  // namespace whimbrel::kinds
