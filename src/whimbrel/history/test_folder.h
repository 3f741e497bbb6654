// SPDX-License-Identifier: Apache-2.0
// For tests of history/: a throwaway folder, and small migrations to put into it.
#pragma once

#include "whimbrel/base/file.h"
#include "whimbrel/history/history.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace whimbrel::history {

class TestFolder {
public:
    TestFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "whimbrel-history-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~TestFolder() {
        std::error_code ec;
        std::filesystem::remove_all(path_, ec);
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::string name(const std::string& file) const { return (path_ / file).string(); }
    void put(const std::string& file, const std::string& text) const { std::ofstream(path_ / file, std::ios::binary) << text; }
    void remove(const std::string& file) const { std::filesystem::remove(path_ / file); }
    [[nodiscard]] bool has(const std::string& file) const { return std::filesystem::exists(path_ / file); }
    [[nodiscard]] std::string text(const std::string& file) const { return read_file(path_ / file).value_or(""); }

private:
    std::filesystem::path path_;
};

inline std::string up_of(const std::string& name) { return "CREATE TABLE public." + name + " (id integer);\n"; }
inline std::string down_of(const std::string& name) { return "DROP TABLE public." + name + ";\n"; }

inline NewMigration migration(const std::string& version, const std::string& name) {
    NewMigration made{.version = version, .name = name, .up = up_of(name), .down = down_of(name), .stamp = {}};
    made.stamp.proof = "proven";
    made.stamp.server_version = 150020;
    return made;
}

}  // namespace whimbrel::history
