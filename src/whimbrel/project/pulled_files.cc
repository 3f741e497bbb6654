// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/pulled_files.h"

#include "whimbrel/parse/head.h"

#include <set>
#include <vector>

namespace whimbrel::project {

namespace {

/// A file's name out of an object's: what a file system or a shell could take amiss becomes "_".
std::string file_stem(const std::string& schema, const std::string& name) {
    std::string stem = schema.empty() || schema == "public" ? name : schema + "." + name;
    for (char& c : stem)
        if (static_cast<unsigned char>(c) <= ' ' || std::string_view("/\\:*?\"<>|$'`%").find(c) != std::string_view::npos) c = '_';
    if (stem.starts_with('.')) stem.front() = '_';
    return stem;
}

/// What hosts others, with those of its kind that it needs or that need it.
std::map<kinds::ObjectId, std::set<kinds::ObjectId>> relatives(const catalog::Catalog& catalog) {
    std::map<kinds::ObjectId, std::set<kinds::ObjectId>> out;
    for (const auto& [id, object] : catalog.objects()) {
        if (!object.kind->hosts) continue;
        for (const auto& need : object.needs) {
            if (need.object.kind != id.kind || need.object == id || catalog.find(need.object) == nullptr) continue;
            out[id].insert(need.object);
            out[need.object].insert(id);
        }
    }
    return out;
}

}  // namespace

std::string PulledFiles::own_file(const kinds::ObjectId& id) const {
    if (const auto* object = catalog_.find(id))
        if (const auto host = kinds::host_of(*object)) return own_file(*host);
    const auto* kind = kinds::find_kind(id.kind);
    const std::string folder = kind != nullptr ? kind->folder : id.kind;
    if (id.schema.empty()) return folder + ".sql";  // schemas, extensions: a line each
    return folder + "/" + file_stem(id.schema, id.name) + ".sql";
}

std::string PulledFiles::file_of(const kinds::ObjectId& id) const {
    const auto own = own_file(id);
    const auto found = into_.find(own);
    return found == into_.end() ? own : found->second;
}

std::map<std::string, std::string> PulledFiles::texts() const {
    std::map<std::string, std::string> files;
    for (const auto& batch : plan_.batches)
        for (const auto& step : batch.steps) {
            auto& text = files[file_of(step.object)];
            if (!text.empty()) text += "\n";
            text += step.statement.text + ";\n";
        }
    return files;
}

bool PulledFiles::keep_together(const std::string& file) {
    const auto related = relatives(catalog_);
    std::vector<kinds::ObjectId> family;
    std::set<kinds::ObjectId> met;
    for (const auto& [id, others] : related)
        if (file_of(id) == file && met.insert(id).second) family.push_back(id);
    for (std::size_t at = 0; at < family.size(); ++at)
        for (const auto& other : related.at(family[at]))
            if (met.insert(other).second) family.push_back(other);
    std::set<std::string> files;
    for (const auto& id : family) files.insert(file_of(id));
    if (files.size() < 2) return false;
    std::string first;
    for (const auto& batch : plan_.batches)
        for (const auto& step : batch.steps)
            if (const auto name = file_of(step.object); first.empty() && files.contains(name)) first = name;
    for (const auto& id : family)
        if (const auto own = own_file(id); own != first) into_[own] = first;
    return true;
}

bool PulledFiles::keep_alterations_together() {
    std::map<std::string, kinds::ObjectId> relations;
    for (const auto& [id, object] : catalog_.objects())
        for (const auto& taken : object.kind->occupies(id))
            if (taken.starts_with("relation:")) relations.emplace(taken, id);
    bool moved = false;
    for (const auto& batch : plan_.batches)
        for (const auto& step : batch.steps) {
            const auto& text = step.statement.text;
            const auto head = parse::read_head(text, parse::lex(text));
            if (head.verb != "ALTER") continue;
            const auto altered = relations.find("relation:" + sql::QualifiedName{head.schema, head.name}.render());
            if (altered == relations.end() || file_of(altered->second) == file_of(step.object)) continue;
            moved = keep_together(file_of(step.object)) || moved;
        }
    return moved;
}

}  // namespace whimbrel::project
