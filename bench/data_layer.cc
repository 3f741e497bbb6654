// SPDX-License-Identifier: Apache-2.0
// The data layer beside libpq used by hand, in one process: data_layer URL [RUNS]. Prints a line per figure; runs are interleaved, medians kept.
#include "whimbrel/data/changeset.h"
#include "whimbrel/data/query.h"
#include "whimbrel/data/repo.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#if __has_include(<pqxx/pqxx>)
#include <pqxx/pqxx>
#define WHIMBREL_HAS_PQXX 1
#endif

namespace bench {

struct Reading {
    std::int64_t id = 0;
    std::int32_t sensor = 0;
    std::int32_t kind = 0;
    std::string place;
    std::string label;
    bool valid = false;
    double value = 0;
    std::int64_t taken_us = 0;
    std::int64_t counter = 0;
    std::optional<std::string> note;
};
struct NewReading {
    std::int64_t id = 0;
    std::int32_t sensor = 0;
    std::int32_t kind = 0;
    std::string place;
    std::string label;
    bool valid = false;
    double value = 0;
    std::int64_t taken_us = 0;
    std::int64_t counter = 0;
    std::optional<std::string> note{};
};
namespace reading {
inline constexpr whimbrel::data::Column<Reading, std::int64_t> id{0};
inline constexpr whimbrel::data::Column<Reading, std::int32_t> sensor{1};
inline constexpr whimbrel::data::Column<Reading, std::int32_t> kind{2};
inline constexpr whimbrel::data::Column<Reading, std::string> place{3};
inline constexpr whimbrel::data::Column<Reading, std::string> label{4};
inline constexpr whimbrel::data::Column<Reading, bool> valid{5};
inline constexpr whimbrel::data::Column<Reading, double> value{6};
inline constexpr whimbrel::data::Column<Reading, std::int64_t> taken_us{7};
inline constexpr whimbrel::data::Column<Reading, std::int64_t> counter{8};
inline constexpr whimbrel::data::Column<Reading, std::string> note{9};
}  // namespace reading

}  // namespace bench

template <>
struct whimbrel::data::Relation<bench::Reading> {
    using Row = bench::Reading;
    using New = bench::NewReading;
    static constexpr std::array<ColumnInfo, 10> columns{{
        column<&Row::id>("id", "bigint", Given::required),
        column<&Row::sensor>("sensor", "integer", Given::required),
        column<&Row::kind>("kind", "integer", Given::required),
        column<&Row::place>("place", "text", Given::required),
        column<&Row::label>("label", "text", Given::required),
        column<&Row::valid>("valid", "boolean", Given::required),
        column<&Row::value>("value", "double precision", Given::required),
        column<&Row::taken_us>("taken_us", "bigint", Given::required),
        column<&Row::counter>("counter", "bigint", Given::required),
        column<&Row::note>("note", "text", Given::optional),
    }};
    static constexpr std::array<NewColumn, 10> fresh_columns{{
        fresh<&New::id, &Row::id>(0),
        fresh<&New::sensor, &Row::sensor>(1),
        fresh<&New::kind, &Row::kind>(2),
        fresh<&New::place, &Row::place>(3),
        fresh<&New::label, &Row::label>(4),
        fresh<&New::valid, &Row::valid>(5),
        fresh<&New::value, &Row::value>(6),
        fresh<&New::taken_us, &Row::taken_us>(7),
        fresh<&New::counter, &Row::counter>(8),
        fresh<&New::note, &Row::note>(9),
    }};
    static constexpr std::array<std::uint16_t, 1> primary_key{0};
    static constexpr std::array<Rule, 4> rules{{
        {.sort = Rule::Sort::max_length, .column = 3, .n = 255},
        {.sort = Rule::Sort::max_length, .column = 4, .n = 255},
        {.sort = Rule::Sort::greater_or_equal, .column = 1, .constraint = "sensor_check", .value = "1"},
        {.sort = Rule::Sort::less_or_equal, .column = 1, .constraint = "sensor_check", .value = "65535"},
    }};
    static constexpr RelationInfo info{
        .schema = "public", .name = "readings", .columns = columns, .fresh = fresh_columns, .primary_key = primary_key, .rules = rules};
};

namespace {

using namespace whimbrel::data;
using bench::NewReading;
using bench::Reading;
using Clock = std::chrono::steady_clock;
constexpr std::int64_t k_rows = 1'000'000;
constexpr const char* k_select = "SELECT id, sensor, kind, place, label, valid, value, taken_us, counter, note FROM readings";

[[noreturn]] void stop(const std::string& why) {
    std::fprintf(stderr, "data_layer: %s\n", why.c_str());
    std::exit(1);
}
template <class T>
T must(whimbrel::Result<T> result) {
    if (!result) stop(result.error().render());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Interleaved; seconds.
void compare(
    const char* what, int runs, const std::function<void()>& ours, const std::function<void()>& reference, const std::function<void()>& before = [] {}) {
    const auto time = [&](const std::function<void()>& run) {
        before();
        const auto start = Clock::now();
        run();
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    time(ours), time(reference);
    std::vector<double> mine, theirs;
    for (int at = 0; at < runs; ++at) mine.push_back(time(ours)), theirs.push_back(time(reference));
    std::printf("%-58s %9.3f ms %9.3f ms   speed %5.2f of the reference\n", what, median(mine) * 1e3, median(theirs) * 1e3, median(theirs) / median(mine));
    std::fflush(stdout);
}

template <class T>
T number(const char* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return std::byteswap(value);
}

Reading by_hand(const PGresult* result, int row) {
    const auto text = [&](int column) { return std::string(PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column))); };
    Reading out;
    out.id = number<std::int64_t>(PQgetvalue(result, row, 0));
    out.sensor = number<std::int32_t>(PQgetvalue(result, row, 1));
    out.kind = number<std::int32_t>(PQgetvalue(result, row, 2));
    out.place = text(3);
    out.label = text(4);
    out.valid = *PQgetvalue(result, row, 5) != 0;
    out.value = std::bit_cast<double>(number<std::uint64_t>(PQgetvalue(result, row, 6)));
    out.taken_us = number<std::int64_t>(PQgetvalue(result, row, 7));
    out.counter = number<std::int64_t>(PQgetvalue(result, row, 8));
    if (PQgetisnull(result, row, 9) == 0) out.note = text(9);
    return out;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) stop("usage: data_layer URL [RUNS]");
    const std::string url = arguments[1];
    const int runs = count > 2 ? std::atoi(arguments[2]) : 10;
    const auto pool = must(Pool::open(url, {.size = 1}));
    Repo repo(*pool);
    PGconn* raw = PQconnectdb(url.c_str());
    const auto execute = [&](const std::string& text) {
        PGresult* result = PQexec(raw, text.c_str());
        if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK) stop(PQerrorMessage(raw));
        PQclear(result);
    };
    execute("DROP TABLE IF EXISTS readings");
    execute(
        "CREATE TABLE readings (id bigint PRIMARY KEY, sensor int NOT NULL, kind int NOT NULL, place text NOT NULL, label text NOT NULL, valid bool NOT NULL, "
        "value double precision NOT NULL, taken_us bigint NOT NULL, counter bigint NOT NULL, note text)");

    std::vector<NewReading> fresh;
    for (std::int64_t at = 0; at < k_rows; ++at)
        fresh.push_back({.id = at,
                         .sensor = static_cast<std::int32_t>(at % 1000),
                         .kind = 3,
                         .place = "hall " + std::to_string(at % 77),
                         .label = "reading number " + std::to_string(at),
                         .valid = at % 3 == 0,
                         .value = static_cast<double>(at) / 7,
                         .taken_us = 1'700'000'000'000'000 + at,
                         .counter = at * 3,
                         .note = at % 10 == 0 ? std::optional<std::string>("checked by hand") : std::nullopt});
    const auto file = std::string("/tmp/whimbrel_bench_") + std::to_string(PQbackendPID(raw)) + ".copy";
    must(repo.insert_all<Reading>(fresh));
    const auto psql = [&](const std::string& command) {
        if (std::system(("psql -X -q -v ON_ERROR_STOP=1 '" + url + "' -c \"" + command + "\" >/dev/null").c_str()) != 0) stop("psql failed");
    };
    psql("\\copy readings TO '" + file + "'");
    compare(
        "insert_all of 1,000,000 rows / psql \\copy", std::max(3, runs / 3), [&] { must(repo.insert_all<Reading>(fresh)); },
        [&] { psql("\\copy readings FROM '" + file + "'"); }, [&] { execute("TRUNCATE readings"); });
    std::remove(file.c_str());
    execute("ANALYZE readings");

    const auto read_ours = [&] {
        if (must(repo.all(query<Reading>())).size() != static_cast<std::size_t>(k_rows)) stop("rows are missing");
    };
    compare("reading 1,000,000 rows of ten columns / libpq by hand", runs, read_ours, [&] {
        PGresult* result = PQexecParams(raw, k_select, 0, nullptr, nullptr, nullptr, nullptr, 1);
        std::vector<Reading> rows;
        rows.reserve(static_cast<std::size_t>(PQntuples(result)));
        for (int row = 0; row < PQntuples(result); ++row) rows.push_back(by_hand(result, row));
        PQclear(result);
        if (rows.size() != static_cast<std::size_t>(k_rows)) stop("rows are missing");
    });
#ifdef WHIMBREL_HAS_PQXX
    pqxx::connection connection(url);
    compare("reading 1,000,000 rows of ten columns / libpqxx", runs, read_ours, [&] {
        pqxx::work work(connection);
        std::vector<Reading> rows;
        for (const auto& row : work.exec(k_select)) {
            auto& out = rows.emplace_back();
            out.id = row[0].as<std::int64_t>();
            out.sensor = row[1].as<std::int32_t>();
            out.kind = row[2].as<std::int32_t>();
            out.place = row[3].as<std::string>();
            out.label = row[4].as<std::string>();
            out.valid = row[5].as<bool>();
            out.value = row[6].as<double>();
            out.taken_us = row[7].as<std::int64_t>();
            out.counter = row[8].as<std::int64_t>();
            if (!row[9].is_null()) out.note = row[9].as<std::string>();
        }
        if (rows.size() != static_cast<std::size_t>(k_rows)) stop("rows are missing");
    });
#endif

    constexpr int k_gets = 10'000;
    PQclear(PQprepare(raw, "one", (std::string(k_select) + " WHERE id = $1").c_str(), 1, nullptr));
    compare(
        "10,000 rows by key, one at a time / libpq by hand", runs,
        [&] {
            for (std::int64_t at = 0; at < k_gets; ++at)
                if (!must(repo.get<Reading>(at * 7))) stop("a row is missing");
        },
        [&] {
            for (std::int64_t at = 0; at < k_gets; ++at) {
                const auto id = std::byteswap(at * 7);
                const char* values[] = {reinterpret_cast<const char*>(&id)};
                const int lengths[] = {8}, formats[] = {1};
                PGresult* result = PQexecPrepared(raw, "one", 1, values, lengths, formats, 1);
                if (PQntuples(result) != 1 || by_hand(result, 0).id != at * 7) stop("a row is missing");
                PQclear(result);
            }
        });

    const auto input = Input::from_strings({{"id", "5"},
                                            {"sensor", "17"},
                                            {"kind", "3"},
                                            {"place", "hall 7"},
                                            {"label", "reading"},
                                            {"valid", "true"},
                                            {"value", "1.25"},
                                            {"taken_us", "1700000000000000"},
                                            {"counter", "99"},
                                            {"note", "by hand"}});
    constexpr int k_changes = 200'000;
    std::size_t errors = 0;
    const auto start = Clock::now();
    for (int at = 0; at < k_changes; ++at) {
        const auto changes = change<Reading>().cast(
            input, {bench::reading::id, bench::reading::sensor, bench::reading::kind, bench::reading::place, bench::reading::label, bench::reading::valid,
                    bench::reading::value, bench::reading::taken_us, bench::reading::counter, bench::reading::note});
        errors += changes.errors().size();
    }
    if (errors != 0) stop("valid input was refused");
    std::printf("%-58s %9.3f us\n", "a changeset of ten fields, cast and validated",
                std::chrono::duration<double>(Clock::now() - start).count() / k_changes * 1e6);
    PQfinish(raw);
    return 0;
}
