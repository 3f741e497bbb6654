// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/all.h"

#include "whimbrel/kinds/fields.h"
#include "whimbrel/kinds/kind.h"

#include <algorithm>
#include <array>
#include <utility>

namespace whimbrel::kinds {

namespace {

template <class K>
Subject<typename K::Value> subject(const Object& object) {
    return {object.id, object.as<typename K::Value>(), object.needs};
}

template <class K>
std::string value_to_json(const Object& object) {
    return fields::to_json(object.as<typename K::Value>()).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <class K>
Result<std::shared_ptr<const void>> value_from_json(std::string_view text) {
    try {
        return std::make_shared<const typename K::Value>(fields::from_json<typename K::Value>(nlohmann::json::parse(text)));
    } catch (const nlohmann::json::exception& e) {
        return fail(ErrorCode::snapshot_broken, std::string("the value of a ") + std::string(K::name) + " cannot be read: " + e.what());
    }
}

template <class K>
Object forget_field(const Object& object, std::string_view path) {
    auto value = object.as<typename K::Value>();
    fields::forget(value, path);
    Object out = object;
    out.value = std::make_shared<const typename K::Value>(std::move(value));
    return out;
}

template <class K>
bool equal_values(const Object& from, const Object& to) {
    return from.as<typename K::Value>() == to.as<typename K::Value>();
}

template <class K>
bool equal_but_expressions(const Object& from, const Object& to) {
    if constexpr (requires(const typename K::Value& v) { K::without_expressions(v); })
        return K::without_expressions(from.as<typename K::Value>()) == K::without_expressions(to.as<typename K::Value>());
    else return equal_values<K>(from, to);
}

std::string capitalised(std::string_view text) {
    std::string out(text);
    if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() = static_cast<char>(out.front() - 'a' + 'A');
    std::ranges::replace(out, '_', ' ');
    return out;
}

/// The optional members of the contract that lists, files and rules ask for.
template <class K>
void add_listings(KindOps& ops) {
    using V = typename K::Value;
    ops.folder = K::plural;
    if constexpr (requires { K::folder; }) ops.folder = K::folder;
    if constexpr (requires { K::hosts; }) ops.hosts = K::hosts;
    if constexpr (requires { K::holds_rows; }) ops.holds_rows = K::holds_rows;
    ops.headings = {capitalised(K::plural)};
    if constexpr (requires { K::headings(); }) ops.headings = K::headings();
    ops.entries = [](const Object& object) {
        if constexpr (requires(const V& v) { K::entries(v); }) return K::entries(object.as<V>());
        else return std::vector<Entry>{{.heading = capitalised(object.kind->plural)}};
    };
    if constexpr (requires(const ObjectId& id, const V& v) { K::index_keys(id, v); })
        ops.index_keys = [](const Object& object) { return K::index_keys(object.id, object.as<V>()); };
    if constexpr (requires(const ObjectId& id, const V& v) { K::reference(id, v); })
        ops.reference = [](const Object& object) { return K::reference(object.id, object.as<V>()); };
}

/// The optional members of the contract that annotations have.
template <class K>
void add_annotation(KindOps& ops) {
    using V = typename K::Value;
    if constexpr (requires { K::undeclared(""); })
        ops.undeclared = [](const ObjectId& id, std::string_view database_owner) {
            return Object{.id = id, .kind = find_kind(K::name), .value = std::make_shared<const V>(K::undeclared(database_owner))};
        };
    if constexpr (requires { K::governs_births; }) ops.governs_births = K::governs_births;
    if constexpr (requires(const Object& object, std::span<const Staying> in_force, const Scene& scene) { K::at_birth(nullptr, object, in_force, scene); })
        ops.at_birth = [](const Object* before, const Object& object, std::span<const Staying> in_force, const Scene& scene) {
            std::vector<Object> out;
            for (auto& born : K::at_birth(before, object, in_force, scene)) {
                ObjectId id = object.id;
                id.on = std::exchange(id.kind, std::string(K::name));
                id.part = std::move(born.part);
                const Need need{.object = object.id, .object_part = std::move(born.of_part), .automatic = true};
                out.push_back({.id = std::move(id), .kind = find_kind(K::name), .value = std::make_shared<const V>(std::move(born.value)), .needs = {need}});
            }
            return out;
        };
}

/// The optional members of the contract.
template <class K>
void add_optional(KindOps& ops) {
    using V = typename K::Value;
    if constexpr (requires(pg::ServerVersion version) { K::present(version); }) ops.present = &K::present;
    if constexpr (requires { K::managed_by; }) ops.managed_by = K::managed_by;
    if constexpr (requires { K::effort; }) ops.effort = K::effort;
    if constexpr (requires { K::survives_retype; }) ops.survives_retype = K::survives_retype;
    if constexpr (requires { K::rename_when_equal; }) ops.rename_when_equal = K::rename_when_equal;
    if constexpr (requires(const V& v) { K::renames_when_equal(v); })
        ops.renames_when_equal = [](const Object& object) { return K::renames_when_equal(object.as<V>()); };
    if constexpr (requires { K::rebuilt_by_swap; }) ops.rebuilt_by_swap = K::rebuilt_by_swap;
    if constexpr (requires { K::known_by; }) ops.known_by = K::known_by;
    if constexpr (requires { K::watches_statements; }) ops.watches_statements = K::watches_statements;
    if constexpr (requires { K::automatic_part; }) ops.automatic_part = K::automatic_part;
    if constexpr (requires { K::definition_part; }) ops.definition_part = K::definition_part;
    if constexpr (requires(const ObjectId& id, const Scene& scene) { K::rename(id, id, "", "", scene); }) ops.rename = &K::rename;
    if constexpr (requires(const Subject<V>& s, const ObjectId& id, const Scene& scene) { K::rename_whole(s, id, scene); })
        ops.rename_whole = [](const Object& from, const ObjectId& to, const Scene& scene) { return K::rename_whole(subject<K>(from), to, scene); };
    if constexpr (requires(const Subject<V>& s, const Scene& scene) { K::rebuild_part(s, s, "", scene); })
        ops.rebuild_part = [](const Object& from, const Object& to, std::string_view part, const Scene& scene) {
            return K::rebuild_part(subject<K>(from), subject<K>(to), part, scene);
        };
    if constexpr (requires { K::declared_as; }) ops.declared_as = K::declared_as;
    if constexpr (requires(const V& v) { K::as_declared(v, ""); })
        ops.as_declared = [](const Object& object, std::string_view statement) {
            Object out = object;
            out.value = std::make_shared<const V>(K::as_declared(object.as<V>(), statement));
            return out;
        };
    if constexpr (requires(const V& v) { K::as_told_by(v, v, Told::by_shadow); })
        ops.as_told_by = [](const Object& read, const Object& other, Told told) {
            Object out = read;
            out.value = std::make_shared<const V>(K::as_told_by(read.as<V>(), other.as<V>(), told));
            return out;
        };
    if constexpr (requires(const V& v) { K::disposable(v); }) ops.disposable = [](const Object& object) { return K::disposable(object.as<V>()); };
    if constexpr (requires(const V& v) { K::has_part(v, ""); })
        ops.has_part = [](const Object& object, std::string_view part) { return K::has_part(object.as<V>(), part); };
    if constexpr (requires(const V& v) { K::similar_parts(v, v); })
        ops.similar_parts = [](const Object& from, const Object& to) { return K::similar_parts(from.as<V>(), to.as<V>()); };
    if constexpr (requires(const Subject<V>& s, std::span<const std::string> parts, const Scene& scene) { K::create_without(s, parts, scene); })
        ops.create_without = [](const Object& object, std::span<const std::string> parts, const Scene& scene) {
            return K::create_without(subject<K>(object), parts, scene);
        };
}

template <Kind K>
KindOps ops_of() {
    KindOps ops{.name = K::name, .plural = K::plural};
    ops.queries = &K::queries;
    ops.read = &K::read;
    ops.equal = &equal_values<K>;
    ops.equal_but_expressions = &equal_but_expressions<K>;
    ops.create = [](const Object& object, const Scene& scene) { return K::create(subject<K>(object), scene); };
    ops.drop = [](const Object& object, const Scene& scene) { return K::drop(subject<K>(object), scene); };
    ops.alter = [](const Object& from, const Object& to, const Scene& scene) { return K::alter(subject<K>(from), subject<K>(to), scene); };
    ops.occupies = &K::occupies;
    ops.spoken = &K::spoken;
    ops.spoken_of = [](const Object& object) {
        if constexpr (requires(const ObjectId& id, const typename K::Value& v) { K::spoken_as(id, v); })
            return K::spoken_as(object.id, object.as<typename K::Value>());
        else return K::spoken(object.id);
    };
    ops.to_json = &value_to_json<K>;
    ops.from_json = &value_from_json<K>;
    ops.forget = &forget_field<K>;
    ops.field_paths = [] {
        std::vector<std::string> out;
        fields::append_paths<typename K::Value>("", out);
        return out;
    };
    ops.differences = [](const Object& from, const Object& to) {
        std::vector<std::string> out;
        fields::append_differences("", from.as<typename K::Value>(), to.as<typename K::Value>(), out);
        return out;
    };
    add_optional<K>(ops);
    add_listings<K>(ops);
    add_annotation<K>(ops);
    return ops;
}

template <class... Ks>
auto make_table(std::tuple<Ks...>*) {
    std::array<KindOps, sizeof...(Ks)> table{ops_of<Ks>()...};
    for (std::size_t i = 0; i < table.size(); ++i) table[i].rank = i;
    return table;
}

}  // namespace

std::span<const KindOps> all_kinds() {
    static const auto k_table = make_table(static_cast<AllKinds*>(nullptr));
    return k_table;
}

const KindOps* find_kind(std::string_view name) {
    const auto kinds = all_kinds();
    const auto it = std::ranges::find(kinds, name, &KindOps::name);
    return it == kinds.end() ? nullptr : &*it;
}

Steps rename_steps(const Object& from, const ObjectId& to, const Scene& scene) {
    const auto& kind = *from.kind;
    return kind.rename_whole != nullptr ? kind.rename_whole(from, to, scene) : kind.rename(from.id, to, "", "", scene);
}

std::optional<ObjectId> host_of(const Object& object) {
    if (!object.id.on.empty()) return object.id.target();
    if (object.kind->hosts) return std::nullopt;
    for (const auto& need : object.needs) {
        const auto* kind = find_kind(need.object.kind);
        if (kind == nullptr || !kind->hosts) continue;
        if (need.automatic || (need.object.schema == object.id.schema && need.object.name == object.id.parent)) return need.object;
    }
    return std::nullopt;
}

}  // namespace whimbrel::kinds
