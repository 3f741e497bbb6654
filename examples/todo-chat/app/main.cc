// SPDX-License-Identifier: Apache-2.0
// An application that brings its database up to date when it starts: with the migrations that were built into it, or with
// those of a folder. Start it as often, and as many times at once, as you like: one process applies, the others wait.
//
//   todo_chat postgresql://localhost/todo_chat [FOLDER]
#include <todo_chat_migrations.h>
#include <whimbrel/migrate.h>

#include <cstdio>

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        std::fputs("usage: todo_chat URL [FOLDER]\n", stderr);
        return 64;
    }
    whimbrel::MigrateOptions options;
    options.application_name = "todo-chat";
    options.say = [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); };

    const auto report = argc == 3 ? whimbrel::migrate(argv[1], std::filesystem::path(argv[2]), options)
                                  : whimbrel::migrate(argv[1], whimbrel_embedded::todo_chat_migrations(), options);
    if (!report) {
        std::fputs(report.error().render().c_str(), stderr);
        return static_cast<int>(report.error().exit_code());
    }
    for (const auto& version : report->applied) std::printf("applied %s\n", version.c_str());
    std::puts("ready");
    return 0;
}
