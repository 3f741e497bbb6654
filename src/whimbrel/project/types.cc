// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/types.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/codegen/cpp.h"
#include "whimbrel/codegen/typescript.h"
#include "whimbrel/project/declared.h"

#include <algorithm>

namespace whimbrel::project {

namespace {

namespace fs = std::filesystem;

/// One language's output: its folder, how its files begin, and what is to be in them.
struct Output {
    fs::path folder;
    std::string_view mark;
    codegen::Files files;
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
    if (!codegen.typescript_out.empty())
        out.push_back({workspace.config.root / codegen.typescript_out, codegen::k_typescript_mark, codegen::render_typescript(model)});
    if (!codegen.cpp_out.empty()) {
        WHIMBREL_TRY(const auto stand, stand_of(workspace));
        WHIMBREL_TRY(auto files, codegen::render_cpp(model, {.name_space = codegen.cpp_namespace, .state = stand.id, .version = stand.version}));
        out.push_back({workspace.config.root / codegen.cpp_out, codegen::k_cpp_mark, std::move(files)});
    }
    return out;
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
Result<catalog::Catalog> read_declared(const Workspace& workspace) {
    WHIMBREL_TRY(const auto history, history::read(history_folder(workspace)));
    WHIMBREL_TRY(const auto declaration, read_declaration(workspace));
    WHIMBREL_TRY(auto snapshot, history::read_snapshot(history.folder));
    if (snapshot && is_usable(workspace, history, *snapshot) && snapshot->header.declaration_hash == declaration_hash(workspace, declaration))
        return std::move(snapshot->catalog);
    workspace.say("loading " + shown(workspace, workspace.config.schema_folder()));
    shadow::Shadow shadow(workspace.environment, shadow_options(workspace));
    WHIMBREL_TRY(auto loaded, load_declaration(workspace, shadow, declaration));
    return std::move(loaded.catalog);
}

}  // namespace

bool has_types(const Workspace& workspace) { return !workspace.config.codegen.typescript_out.empty() || !workspace.config.codegen.cpp_out.empty(); }

Result<TypesReport> write_types(const Workspace& workspace) {
    if (!has_types(workspace))
        return fail(ErrorCode::types_unset, "whimbrel.toml does not say where types go")
            .hint("Write out = \"src/database\" under [codegen.cpp] or [codegen.typescript].");
    WHIMBREL_TRY(const auto declared, read_declared(workspace));
    WHIMBREL_TRY(const auto all, outputs(workspace, declared));
    TypesReport report;
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

Result<std::vector<std::string>> stale_types(const Workspace& workspace, const catalog::Catalog& declared) {
    WHIMBREL_TRY(const auto all, outputs(workspace, declared));
    std::vector<std::string> stale;
    for (const auto& output : all) {
        WHIMBREL_TRY(const auto difference, compare(workspace, output));
        for (const auto* list : {&difference.to_write, &difference.to_remove})
            for (const auto& path : *list) stale.push_back(shown(workspace, path));
    }
    return stale;
}

}  // namespace whimbrel::project
