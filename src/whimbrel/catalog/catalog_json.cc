// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/catalog/catalog.h"

#include <nlohmann/json.hpp>

namespace whimbrel::catalog {

namespace {

using Json = nlohmann::json;

/// The fields of an id by the names they have in JSON.
template <class Id, class Visit>
void id_fields(Id& id, Visit&& visit) {
    visit("kind", id.kind);
    visit("schema", id.schema);
    visit("parent", id.parent);
    visit("name", id.name);
    visit("arguments", id.arguments);
    visit("on", id.on);
    visit("part", id.part);
}

Json id_to_json(const ObjectId& id) {
    Json out = Json::object();
    id_fields(id, [&](const char* name, const std::string& text) {
        if (!text.empty()) out[name] = text;
    });
    return out;
}

ObjectId id_from_json(const Json& json) {
    ObjectId id;
    id_fields(id, [&](const char* name, std::string& text) {
        if (const auto it = json.find(name); it != json.end()) text = it->get<std::string>();
    });
    return id;
}

Json need_to_json(const kinds::Need& need) {
    Json out = id_to_json(need.object);
    if (!need.part.empty()) out["for"] = need.part;
    if (!need.object_part.empty()) out["of"] = need.object_part;
    if (need.automatic) out["automatic"] = true;
    return out;
}

kinds::Need need_from_json(const Json& json) {
    kinds::Need need{.object = id_from_json(json)};
    need.part = json.value("for", "");
    need.object_part = json.value("of", "");
    need.automatic = json.value("automatic", false);
    return need;
}

std::string render_line(const Object& object) {
    Json out = id_to_json(object.id);
    if (auto value = Json::parse(object.kind->to_json(object)); !value.empty()) out["value"] = std::move(value);
    for (const auto& need : object.needs) out["needs"].push_back(need_to_json(need));
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Object> parse_line(std::string_view line) {
    try {
        const Json json = Json::parse(line);
        Object object{.id = id_from_json(json)};
        object.kind = kinds::find_kind(object.id.kind);
        if (object.kind == nullptr) return fail(ErrorCode::snapshot_broken, format("this version of whimbrel has no kind \"{}\"", object.id.kind));
        const auto value = json.find("value");
        WHIMBREL_TRY(object.value, object.kind->from_json(value == json.end() ? "{}" : value->dump()));
        if (const auto needs = json.find("needs"); needs != json.end())
            for (const auto& need : *needs) object.needs.push_back(need_from_json(need));
        return object;
    } catch (const Json::exception& e) {
        return fail(ErrorCode::snapshot_broken, std::string(e.what()));
    }
}

}  // namespace

std::string render_lines(const Catalog& catalog) {
    std::string out;
    for (const auto& [id, object] : catalog.objects()) out += render_line(object) + '\n';
    return out;
}

Result<Catalog> parse_lines(std::string_view lines) {
    Catalog catalog;
    int number = 0;
    while (!lines.empty()) {
        ++number;
        const auto end = lines.find('\n');
        const auto line = lines.substr(0, end);
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
        if (line.empty() || line == "\r") continue;
        auto object = parse_line(line);
        if (!object) {
            object.error().context.push_back(format("reading object {} of the snapshot", number));
            return std::unexpected(std::move(object).error());
        }
        catalog.put(*std::move(object));
    }
    return catalog;
}

}  // namespace whimbrel::catalog
