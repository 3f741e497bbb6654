// SPDX-License-Identifier: Apache-2.0
// The only includer of the JSON library in this room.
#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/project/answers.h"

#include <nlohmann/json.hpp>

namespace whimbrel::project {

Result<std::vector<std::pair<std::string, std::string>>> read_answers_file(const std::filesystem::path& file) {
    WHIMBREL_TRY(const auto text, read_file(file));
    const auto json = nlohmann::json::parse(text, nullptr, false);
    const auto wrong = [&] {
        return fail(ErrorCode::answers_invalid, format("{} is not a JSON object of question ids and answers", file.string()))
            .hint("Write it as {\"fill:table:public.groups/column:slug\": \"''\"}.");
    };
    if (!json.is_object()) return wrong();
    std::vector<std::pair<std::string, std::string>> answers;
    for (const auto& [id, answer] : json.items()) {
        if (!answer.is_string()) return wrong();
        answers.emplace_back(id, answer.get<std::string>());
    }
    return answers;
}

}  // namespace whimbrel::project
