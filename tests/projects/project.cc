// SPDX-License-Identifier: Apache-2.0
#include "tests/projects/project.h"

#include "tests/support/real_environment.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace whimbrel::testing {

namespace fs = std::filesystem;

namespace {

shadow::Database make_database() {
    auto database = shared_server().make();
    if (!database) throw std::runtime_error(database.error().render());
    return std::move(*database);
}

void collect_indexes(const nlohmann::json& node, std::set<std::string>& names) {
    if (node.is_object() && node.contains("Index Name")) names.insert(node.at("Index Name").get<std::string>());
    if (node.is_structured())
        for (const auto& part : node) collect_indexes(part, names);
}

}  // namespace

Project::Project(std::string_view name) : folder_(scratch_.path() / name), database_(make_database()) {
    fs::copy(fs::path(WHIMBREL_SOURCE_DIR) / "examples" / name, folder_, fs::copy_options::recursive);
    edit(folder_ / "whimbrel.toml", "postgres = 15\n", config_line());
    // A snapshot holds what one version reads of the declaration: generate finds nothing to do and stamps it anew.
    if (server_major() != 15) expect(0, {"generate", "--name", "nothing", "--quiet"});
}

Ran Project::whimbrel(std::vector<std::string> words) {
    words.insert(words.end(), {"--database", url()});
    return run(WHIMBREL_PROGRAM, words, folder_);
}

Ran Project::expect(int code, std::vector<std::string> words) {
    std::string line;
    for (const auto& word : words) line += " " + word;
    auto ran = whimbrel(std::move(words));
    EXPECT_EQ(ran.code, code) << "whimbrel" << line << "\n" << ran.all();
    return ran;
}

nlohmann::json Project::json(int code, std::vector<std::string> words) {
    words.insert(words.end(), {"--format", "json"});
    return nlohmann::json::parse(expect(code, std::move(words)).out);
}

Lines Project::query(std::string_view sql) {
    const auto rows = session().execute(sql);
    if (!rows) throw std::runtime_error(rows.error().render());
    Lines lines;
    for (const auto row : *rows) {
        std::string line;
        for (int column = 0; column < rows->columns(); ++column) line += (column == 0 ? "" : "|") + row.string(column);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string Project::failure_of(std::string_view sql) {
    const auto rows = session().execute(sql);
    if (rows) return "nothing failed";
    if (!rows.error().server) return rows.error().render();
    const auto& report = *rows.error().server;
    return report.sqlstate + (report.constraint.empty() ? "" : " " + report.constraint);
}

std::string Project::plan_of(std::string_view sql) { return query("EXPLAIN (FORMAT JSON) " + std::string(sql)).at(0); }

std::set<std::string> Project::indexes_used(std::string_view sql) {
    std::set<std::string> names;
    collect_indexes(nlohmann::json::parse(plan_of(sql)), names);
    return names;
}

Lines Project::tables() {
    return query("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname COLLATE \"C\"");
}

Lines Project::foreign_keys() {
    return query(R"(
        SELECT format('%s(%s) -> %s(%s) %s', c.conrelid::regclass,
                      (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(num, n) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num),
                      c.confrelid::regclass,
                      (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(num, n) JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num),
                      c.confdeltype) COLLATE "C" AS line
        FROM pg_constraint c WHERE c.contype = 'f' AND c.convalidated ORDER BY line)");
}

Lines Project::indexes() {
    return query(R"(
        SELECT (i.indexrelid::regclass || ': ' || CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || i.indrelid::regclass || regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING btree ', '')) COLLATE "C" AS line
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = 'public'::regnamespace AND i.indisvalid
          AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
        ORDER BY line)");
}

Lines Project::columns(std::string_view table) {
    return query(
        "SELECT concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN '!' ELSE '' END, pg_get_expr(d.adbin, "
        "d.adrelid)) "
        "FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
        "WHERE a.attrelid = '" +
        std::string(table) + "'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum");
}

std::string without_header(const std::string& text) {
    std::size_t at = 0;
    while (text.compare(at, 2, "--") == 0 && text.find('\n', at) != std::string::npos) at = text.find('\n', at) + 1;
    return text.substr(at);
}

fs::path only_file(const fs::path& folder, std::string_view ending) {
    Lines found;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().filename().string().ends_with(ending)) found.push_back(entry.path().filename().string());
    if (found.size() != 1) throw std::runtime_error(folder.string() + " holds " + std::to_string(found.size()) + " files that end in " + std::string(ending));
    return folder / found.front();
}

void expect_generated_anew(std::string_view example, std::string_view migration) {
    Project project(example);
    const auto committed = project.folder() / "migrations", kept = project.folder() / "kept";
    fs::rename(committed, kept);
    project.expect(0, {"generate", "--name", std::string(migration)});
    for (const auto* ending : {".up.sql", ".down.sql"}) {
        const auto name = "_" + std::string(migration) + ending;
        EXPECT_TRUE(without_header(read_text(only_file(committed, name))) == without_header(read_text(only_file(kept, name))))
            << "whimbrel writes " << name << " otherwise than it is committed: run scripts/examples.sh and look at the difference";
    }
}

}  // namespace whimbrel::testing
