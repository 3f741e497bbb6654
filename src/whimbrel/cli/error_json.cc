// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/error_json.h"

namespace whimbrel::cli {

namespace {

Json server_json(const ServerReport& report) {
    auto json = Json::object();
    json.set("sqlstate", report.sqlstate).set("message", report.message);
    const std::pair<const char*, const std::string*> fields[] = {
        {"detail", &report.detail}, {"hint", &report.hint},     {"where", &report.where},         {"schema", &report.schema},
        {"table", &report.table},   {"column", &report.column}, {"data_type", &report.data_type}, {"constraint", &report.constraint}};
    for (const auto& [name, text] : fields)
        if (!text->empty()) json.set(name, *text);
    return json;
}

}  // namespace

Json error_json(const Error& error) {
    auto json = Json::object();
    json.set("code", error_number(error.code)).set("name", error_entry(error.code).name).set("message", error.message);
    if (error.span) {
        auto span = Json::object();
        span.set("file", error.span->file);
        if (error.span->line > 0) span.set("line", error.span->line);
        if (error.span->line > 0 && error.span->column > 0) span.set("column", error.span->column);
        json.set("span", std::move(span));
    }
    if (error.server) json.set("server", server_json(*error.server));
    if (!error.context.empty()) json.set("context", Json::array_of(error.context));
    json.set("hints", Json::array_of(error.hints));
    json.set("exit_code", static_cast<int>(error.exit_code()));
    return json;
}

Json questions_json(std::span<const kinds::Question> questions) {
    return Json::array_of(questions, [](const kinds::Question& question) {
        return Json::object().set("id", question.id).set("question", question.text).set("choices", Json::array_of(question.choices));
    });
}

}  // namespace whimbrel::cli
