// net-auto: a small command line program on the two contexts. DATABASE_URL names the database.
#include "automation.h"
#include "inventory.h"
#include "schema.h"

#include <cstdlib>
#include <iostream>
#include <map>
#include <span>
#include <string>

namespace {

using namespace net_auto;

constexpr std::string_view k_usage =
    "net-auto devices [TEXT] [SORT]          devices that the text is found in\n"
    "net-auto add-device FIELD=VALUE…        a new device: hostname=, ip=, cred_ref=, port=, site= …\n"
    "net-auto change-device ID FIELD=VALUE…  other values for one\n"
    "net-auto run ID COMMAND TEXT…           records a run on the device, with what it printed\n"
    "net-auto runs ID [STATUS]               runs of the device, the newest first\n"
    "net-auto log RUN                        what a run printed\n";

int failed(const whimbrel::Error& error) {
    std::cerr << error.render();
    return 1;
}

template <class Row>
int refused(const data::Changeset<Row>& changes, const whimbrel::Error& error) {
    if (changes.valid()) return failed(error);
    std::cerr << changes.render_errors() << '\n';
    return 1;
}

/// "port=22" …
data::Input fields(std::span<const std::string> words) {
    std::map<std::string, std::string> out;
    for (const auto& word : words) {
        const auto sign = word.find('=');
        out.insert_or_assign(word.substr(0, sign), sign == std::string::npos ? "" : word.substr(sign + 1));
    }
    return data::Input::from_strings(out);
}

void print(const Device& device) {
    std::cout << device.id << '\t' << device.hostname << '\t' << device.ip << ':' << device.port << '\t' << data::to_text(device.protocol) << '\t'
              << device.site.value_or("-") << '\n';
}

class Program {
public:
    explicit Program(data::Pool& pool) : repo_(pool), inventory_(repo_), automation_(repo_) {}

    int run(const std::string& command, std::span<const std::string> words) {
        if (command == "devices") return devices(words);
        if (command == "add-device") return add(words);
        if (words.empty()) return usage();
        if (command == "log") return log(words[0]);
        const auto device = repo_.get<Device>(words[0]);
        if (!device) return failed(device.error());
        if (!*device) {
            std::cerr << "there is no device " << words[0] << '\n';
            return 1;
        }
        if (command == "change-device") return change(**device, words.subspan(1));
        if (command == "run" && words.size() > 1) return record(**device, words[1], words.subspan(2));
        if (command == "runs") return runs(**device, words.subspan(1));
        return usage();
    }
    static int usage() {
        std::cerr << k_usage;
        return 64;
    }

private:
    int devices(std::span<const std::string> words) {
        const auto found = inventory_.search_devices({.text = words.empty() ? "" : words[0], .sort = words.size() > 1 ? words[1] : ""});
        if (!found) return failed(found.error());
        for (const auto& device : found->rows) print(device);
        std::cout << found->rows.size() << " of " << found->total << '\n';
        return 0;
    }
    int add(std::span<const std::string> words) {
        auto changes = inventory_.devices.change(fields(words)).strict();
        const auto made = inventory_.devices.create(changes);
        if (!made) return refused(changes, made.error());
        print(*made);
        return 0;
    }
    int change(const Device& device, std::span<const std::string> words) {
        auto changes = inventory_.devices.change(device, fields(words)).strict();
        const auto changed = inventory_.devices.update(changes);
        if (!changed) return refused(changes, changed.error());
        print(*changed);
        return 0;
    }
    int record(const Device& device, const std::string& command, std::span<const std::string> printed) {
        auto changes = data::change<Run>().set(run::command, command).set(run::device_id, device.id).set(run::status, RunStatus::ok);
        const auto made = automation_.runs.create(changes);
        if (!made) return refused(changes, made.error());
        for (const auto& text : printed)
            if (const auto chunk = automation_.append_chunk(*made, text); !chunk) return failed(chunk.error());
        std::cout << "run " << made->id << '\n';
        return 0;
    }
    int runs(const Device& device, std::span<const std::string> words) {
        RunSearch search;
        if (!words.empty()) {
            search.status = data::from_text<RunStatus>(words[0]);
            if (!search.status) {
                std::cerr << "a run is pending, running, ok or error\n";
                return 64;
            }
        }
        const auto found = automation_.runs_of(device, search);
        if (!found) return failed(found.error());
        for (const auto& run : found->rows) std::cout << run.id << '\t' << data::to_text(run.status) << '\t' << run.bytes << '\t' << run.command << '\n';
        return 0;
    }
    int log(const std::string& id) {
        const auto run = repo_.get<Run>(id);
        if (!run) return failed(run.error());
        if (!*run) {
            std::cerr << "there is no run " << id << '\n';
            return 1;
        }
        const auto chunks = automation_.chunks_of(**run);
        if (!chunks) return failed(chunks.error());
        for (const auto& chunk : *chunks) std::cout << chunk.data << '\n';
        return 0;
    }

    data::Repo repo_;
    Inventory inventory_;
    Automation automation_;
};

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> words(arguments + 1, arguments + count);
    if (words.empty()) return Program::usage();
    const char* url = std::getenv("DATABASE_URL");
    const auto pool = data::Pool::open(url == nullptr ? "" : url, {.size = 2, .application_name = "net-auto", .schema = &schema});
    if (!pool) return failed(pool.error());
    return Program(**pool).run(words[0], std::span(words).subspan(1));
}
