// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/types.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/codegen/cpp.h"
#include "whimbrel/codegen/cpp_queries.h"
#include "whimbrel/codegen/query_rows.h"
#include "whimbrel/codegen/typescript.h"
#include "whimbrel/codegen/typescript_queries.h"
#include "whimbrel/codegen/zod.h"
#include "whimbrel/project/declared.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace whimbrel::project {

namespace {

namespace fs = std::filesystem;

/// One language's output: its folder, how its files begin, and what is to be in them.
struct Output {
    fs::path folder;
    std::string_view mark;
    codegen::Files files;
    std::string queries_file;
    std::function<Result<std::string>(const codegen::Model&, const codegen::ValueTypes&, const std::vector<codegen::Query>&)> render_queries;
};

/// The migration that gives what is declared; nothing where there is none yet.
struct Stand {
    std::string id, version;
};

Result<Stand> stand_of(const Workspace& workspace) {
    WHIMBREL_TRY(const auto history, history::read(history_folder(workspace)));
    if (!history.snapshot_is_current() || history.migrations.empty()) return Stand{};
    WHIMBREL_TRY(const auto declaration, read_declaration(workspace));
    if (history.snapshot_header->declaration_hash != declaration_hash(workspace, declaration)) return Stand{};
    const auto head = std::ranges::find(history.stamps, history.head(), &history::Stamp::id);
    return head == history.stamps.end() ? Stand{} : Stand{head->id, head->version};
}

Result<std::vector<Output>> outputs(const Workspace& workspace, const catalog::Catalog& declared) {
    const auto& codegen = workspace.config.codegen;
    WHIMBREL_TRY(const auto model, codegen::make_model(declared, codegen.names, codegen.meanings));
    std::vector<Output> out;
    if (!codegen.typescript_out.empty()) {
        auto files = codegen::render_typescript(model);
        if (codegen.typescript_zod) files.merge(codegen::render_zod(model));
        out.push_back(
            {workspace.config.root / codegen.typescript_out, codegen::k_typescript_mark, std::move(files), "queries.ts", codegen::render_typescript_queries});
    }
    if (!codegen.cpp_out.empty()) {
        WHIMBREL_TRY(const auto stand, stand_of(workspace));
        WHIMBREL_TRY(auto files, codegen::render_cpp(model, {.name_space = codegen.cpp_namespace, .state = stand.id, .version = stand.version}));
        const auto render = [name_space = codegen.cpp_namespace](const auto&... parts) { return codegen::render_cpp_queries(name_space, parts...); };
        out.push_back({workspace.config.root / codegen.cpp_out, codegen::k_cpp_mark, std::move(files), "queries.h", render});
    }
    return out;
}

/// What generated queries are made of, besides whimbrel itself.
Result<std::string> query_inputs(const Workspace& workspace, const std::vector<QuerySource>& sources) {
    WHIMBREL_TRY(const auto declaration, read_declaration(workspace));
    const auto& names = workspace.config.codegen.names;
    Sha256 sum;
    sum.add("queries 4").add(std::to_string(codegen::k_scope_check)).add(workspace.tool_version).add(declaration_hash(workspace, declaration));
    sum.add(names.number == codegen::NameRules::Number::singular ? "singular" : "as it is");
    for (const auto& [name, type] : names.given) sum.add(name).add(type);
    const auto& meanings = workspace.config.codegen.meanings;
    sum.add(workspace.config.codegen.cpp_namespace).add(meanings.scope);
    for (const auto& source : sources) sum.add(source.file).add(source.text);
    return sum.hex();
}

/// The generated queries that are there; nothing where there are none, or somebody's own.
Result<std::optional<std::string>> present_queries(const Output& output) {
    std::error_code ec;
    if (!fs::exists(output.folder / output.queries_file, ec)) return std::nullopt;
    WHIMBREL_TRY(auto there, read_file(output.folder / output.queries_file));
    if (!there.starts_with(output.mark)) return std::nullopt;
    return there;
}

/// Into every output, or, where two would have one name in any, into none.
Result<> render_queries(std::vector<Output>& all, const codegen::Model& model, const codegen::ValueTypes& types, const std::string& inputs, QueriesRead& read) {
    std::vector<std::string> texts;
    for (const auto& output : all) {
        if (read.queries.empty()) break;
        auto text = output.render_queries(model, types, read.queries);
        if (text) texts.push_back(with_stamp(inputs, *text, output.mark));
        else if (text.error().code == ErrorCode::types_name_taken) read.broken.push_back(std::move(text).error());
        else return std::unexpected(std::move(text).error());
    }
    if (!read.broken.empty()) return {};
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (texts.empty()) all[at].files.erase(all[at].queries_file);
        else all[at].files[all[at].queries_file] = std::move(texts[at]);
    }
    return {};
}

/// Adds the queries to every output; the answer is what is wrong with them. Where any is broken, what was written before stays.
Result<std::vector<Error>> add_queries(const Workspace& workspace, const catalog::Catalog& declared, DeclaredDatabase& database, std::vector<Output>& all) {
    WHIMBREL_TRY(const auto sources, read_query_sources(workspace));
    if (sources.empty()) return std::vector<Error>();
    WHIMBREL_TRY(const auto inputs, query_inputs(workspace, sources));
    bool are_current = true;
    for (auto& output : all) {
        WHIMBREL_TRY(auto there, present_queries(output));
        are_current = are_current && there && is_stamped(*there, inputs, output.mark);
        if (there) output.files[output.queries_file] = std::move(*there);
    }
    QueriesRead read;
    if (!are_current) {
        WHIMBREL_TRY(read, read_queries(sources, database));
    }
    WHIMBREL_TRY(const auto model, codegen::make_model(declared, workspace.config.codegen.names, workspace.config.codegen.meanings));
    const codegen::ValueTypes types(declared);
    for (const auto& query : read.queries)
        if (auto scoped = codegen::require_scope(model, types, query); !scoped) read.broken.push_back(std::move(scoped).error());
    sort_by_place(read.broken);
    if (!are_current && read.broken.empty()) WHIMBREL_CHECK(render_queries(all, model, types, inputs, read));
    for (auto& output : all) codegen::add_queries_to_index(output.files);
    return std::move(read.broken);
}

/// What writing an output comes to.
struct Difference {
    std::vector<fs::path> to_write, to_remove;
};

Result<Difference> compare(const Workspace& workspace, const Output& output) {
    Difference out;
    for (const auto& [name, text] : output.files) {
        const auto path = output.folder / name;
        std::error_code ec;
        if (!fs::exists(path, ec)) {
            out.to_write.push_back(path);
            continue;
        }
        WHIMBREL_TRY(const auto there, read_file(path));
        if (there == text) continue;
        if (!there.starts_with(output.mark))
            return fail(ErrorCode::types_file_foreign, format("{} is in the way: it does not begin as generated files do", shown(workspace, path)))
                .hint("Move it elsewhere, or choose another folder in whimbrel.toml.");
        out.to_write.push_back(path);
    }
    std::error_code ec;
    for (auto it = fs::recursive_directory_iterator(output.folder, ec); !ec && it != fs::recursive_directory_iterator(); it.increment(ec)) {
        if (!it->is_regular_file(ec) || output.files.contains(it->path().lexically_relative(output.folder).string())) continue;
        WHIMBREL_TRY(const auto there, read_file(it->path()));
        if (there.starts_with(output.mark)) out.to_remove.push_back(it->path());
    }
    std::ranges::sort(out.to_remove);
    return out;
}

/// The declaration's catalog: that of the snapshot, where it is the declaration's.
Result<catalog::Catalog> read_declared(const Workspace& workspace, DeclaredDatabase& database) {
    WHIMBREL_TRY(const auto history, history::read(history_folder(workspace)));
    WHIMBREL_TRY(const auto declaration, read_declaration(workspace));
    WHIMBREL_TRY(auto snapshot, history::read_snapshot(history.folder));
    if (snapshot && is_usable(workspace, history, *snapshot) && snapshot->header.declaration_hash == declaration_hash(workspace, declaration))
        return std::move(snapshot->catalog);
    WHIMBREL_TRY(const auto* const loaded, database.load());
    return loaded->catalog;
}

}  // namespace

bool has_types(const Workspace& workspace) { return !workspace.config.codegen.typescript_out.empty() || !workspace.config.codegen.cpp_out.empty(); }

Result<TypesReport> write_types(const Workspace& workspace) {
    if (!has_types(workspace))
        return fail(ErrorCode::types_unset, "whimbrel.toml does not say where types go")
            .hint("Write out = \"src/database\" under [codegen.cpp] or [codegen.typescript].");
    return write_types(workspace, DeclaredDatabase(workspace));
}

Result<TypesReport> write_types(const Workspace& workspace, DeclaredDatabase database) {
    WHIMBREL_TRY(const auto declared, read_declared(workspace, database));
    WHIMBREL_TRY(auto all, outputs(workspace, declared));
    TypesReport report;
    WHIMBREL_TRY(report.broken_queries, add_queries(workspace, declared, database, all));
    for (const auto& output : all) {
        WHIMBREL_TRY(const auto difference, compare(workspace, output));
        WHIMBREL_CHECK(workspace.go_on());
        for (const auto& path : difference.to_write) {
            WHIMBREL_CHECK(write_file(path, output.files.at(path.lexically_relative(output.folder).string())));
            report.written.push_back(shown(workspace, path));
        }
        for (const auto& path : difference.to_remove) {
            std::error_code ec;
            if (!fs::remove(path, ec) && ec) return fail(ErrorCode::file_unwritable, format("cannot remove {}: {}", shown(workspace, path), ec.message()));
            report.removed.push_back(shown(workspace, path));
        }
        report.unchanged += output.files.size() - difference.to_write.size();
    }
    return report;
}

Result<TypesReport> write_types_along(const Workspace& workspace, DeclaredDatabase database) {
    if (!has_types(workspace)) return TypesReport{};
    auto report = write_types(workspace, std::move(database));
    if (!report && report.error().code == ErrorCode::declaration_missing) return TypesReport{};
    return report;
}

Result<StaleTypes> stale_types(const Workspace& workspace, const catalog::Catalog& declared, DeclaredDatabase& database) {
    WHIMBREL_TRY(auto all, outputs(workspace, declared));
    StaleTypes stale;
    WHIMBREL_TRY(stale.broken_queries, add_queries(workspace, declared, database, all));
    for (const auto& output : all) {
        WHIMBREL_TRY(const auto difference, compare(workspace, output));
        for (const auto* list : {&difference.to_write, &difference.to_remove})
            for (const auto& path : *list) stale.files.push_back(shown(workspace, path));
    }
    return stale;
}

}  // namespace whimbrel::project
