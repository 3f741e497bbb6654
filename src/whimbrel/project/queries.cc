// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/queries.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace whimbrel::project {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view k_stamp = "// Made of ";
/// So much of a hash is enough to tell a change; it is no secret's.
constexpr std::size_t k_hash_size = 16;

std::string short_hash(std::string_view text) { return sha256_hex(text).substr(0, k_hash_size); }

/// A name stands for one function.
void refuse_twins(std::vector<codegen::QueryText>& texts, std::vector<Error>& broken) {
    std::map<std::string, SourceSpan> first;
    std::erase_if(texts, [&](const codegen::QueryText& text) {
        const auto [at, is_new] = first.emplace(text.name, text.place);
        if (is_new) return false;
        broken.push_back(fail(ErrorCode::query_invalid, format("there are two queries {}", text.name))
                             .at(text.place)
                             .hint(format("Give one of them another name: the other is at {}:{}.", at->second.file, at->second.line))
                             .take());
        return true;
    });
}

}  // namespace

Result<shadow::Database*> DeclaredDatabase::open() {
    if (there_ != nullptr) return there_;
    WHIMBREL_CHECK(load());
    return there_;
}

Result<const source::Loaded*> DeclaredDatabase::load() {
    if (loaded_) return &*loaded_;
    workspace_.say("loading " + shown(workspace_, workspace_.config.schema_folder()));
    WHIMBREL_TRY(const auto declaration, read_declaration(workspace_));
    shadow_ = std::make_unique<shadow::Shadow>(workspace_.environment, shadow_options(workspace_));
    WHIMBREL_TRY(auto loaded, load_declaration(workspace_, *shadow_, declaration));
    loaded_.emplace(std::move(loaded));
    there_ = &loaded_->database;
    return &*loaded_;
}

Result<std::vector<QuerySource>> read_query_sources(const Workspace& workspace) {
    std::vector<QuerySource> out;
    if (workspace.config.queries.empty()) return out;
    std::error_code ec;
    std::vector<fs::path> files;
    for (auto it = fs::recursive_directory_iterator(workspace.config.queries_folder(), ec); !ec && it != fs::recursive_directory_iterator(); it.increment(ec))
        if (it->path().extension() == ".sql" && !it->path().filename().string().starts_with('.') && it->is_regular_file(ec)) files.push_back(it->path());
    std::ranges::sort(files);
    for (const auto& file : files) {
        WHIMBREL_TRY(auto text, read_file(file));
        out.push_back({file.lexically_relative(workspace.config.root).string(), std::move(text), shown(workspace, file)});
    }
    return out;
}

Result<QueriesRead> read_queries(const std::vector<QuerySource>& sources, DeclaredDatabase& database) {
    QueriesRead out;
    std::vector<codegen::QueryText> texts;
    std::map<std::string, std::string> files;  // by the name that messages have
    for (const auto& source : sources) {
        files.emplace(source.shown, source.file);
        auto read = codegen::read_queries(source.shown, source.text);
        std::ranges::move(read.queries, std::back_inserter(texts));
        std::ranges::move(read.errors, std::back_inserter(out.broken));
    }
    refuse_twins(texts, out.broken);
    if (!texts.empty()) {
        WHIMBREL_TRY(auto* const declared, database.open());
        WHIMBREL_TRY(auto session, declared->connect());
        WHIMBREL_TRY(auto catalog, declared->connect());
        WHIMBREL_CHECK(catalog.execute("SET search_path = ''"));
        codegen::QueryReader reader(session, catalog);
        for (const auto& text : texts) {
            auto query = reader.read(text);
            if (query) {
                query->source = format("{}:{}", files.at(text.place.file), text.place.line);
                out.queries.push_back(std::move(*query));
            } else if (query.error().code == ErrorCode::query_invalid) out.broken.push_back(std::move(query).error());
            else return std::unexpected(std::move(query).error());
        }
    }
    std::ranges::sort(out.queries, {}, &codegen::Query::name);
    sort_by_place(out.broken);
    return out;
}

void sort_by_place(std::vector<Error>& errors) {
    std::ranges::sort(errors, {}, [](const Error& error) {
        const auto span = error.span.value_or(SourceSpan{});
        return std::tuple(span.file, span.line, span.column, error.message);
    });
}

std::string with_stamp(const std::string& inputs, const std::string& text, std::string_view mark) {
    return format("{}{}{}, {}\n{}", mark, k_stamp, inputs.substr(0, k_hash_size), short_hash(text), text);
}

bool is_stamped(const std::string& file, const std::string& inputs, std::string_view mark) {
    const auto body = file.find('\n', mark.size());
    return file.starts_with(mark) && body != std::string::npos && file == with_stamp(inputs, file.substr(body + 1), mark);
}

}  // namespace whimbrel::project
