// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/pg/rows.h"

#include "whimbrel/pg/cells.h"

#include <libpq-fe.h>

#include <charconv>

namespace whimbrel::pg {

namespace {

/// int2vector and oidvector: "1 2 3".
std::vector<std::string> parse_vector(std::string_view text) {
    std::vector<std::string> elements;
    while (!text.empty()) {
        const auto blank = text.find(' ');
        if (blank != 0) elements.emplace_back(text.substr(0, blank));
        text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    }
    return elements;
}

/// One element of an array's text, from `at` on; leaves `at` at the comma or brace behind it.
std::string parse_element(std::string_view text, std::size_t& at) {
    std::string value;
    bool quoted = false;
    bool in_quotes = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\\' && at + 1 < text.size()) {
            value += text[++at];
        } else if (c == '"') {
            in_quotes = !in_quotes;
            quoted = true;
        } else if (!in_quotes && (c == ',' || c == '}')) {
            break;
        } else {
            value += c;
        }
    }
    if (!quoted && value == "NULL") value.clear();
    return value;
}

}  // namespace

bool Row::is_null(int column) const { return PQgetisnull(result_, row_, column) != 0; }

std::string_view Row::text(int column) const {
    const char* value = PQgetvalue(result_, row_, column);
    if (value == nullptr) return {};
    return {value, static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

namespace {

Row::Bytes bytes_of(const pg_result* result, int row, int column) {
    // Of a NULL the length is 0, so that most values are read without asking whether they are one.
    const int size = PQgetlength(result, row, column);
    if (size == 0 && PQgetisnull(result, row, column) != 0) return {nullptr, -1};
    return {PQgetvalue(result, row, column), size};
}

}  // namespace

Row::Bytes Row::bytes(int column) const { return bytes_of(result_, row_, column); }

void read_cells(const Rows& rows, int row, std::span<Row::Bytes> out) {
    const auto* const result = rows.result();
    for (int column = 0; auto& each : out) each = bytes_of(result, row, column++);
}

std::optional<std::string> Row::optional(int column) const {
    if (is_null(column)) return std::nullopt;
    return string(column);
}

std::int64_t Row::integer(int column) const {
    const auto value = text(column);
    std::int64_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
}

char Row::character(int column) const {
    const auto value = text(column);
    return value.empty() ? '\0' : value.front();
}

std::vector<std::string> Row::array(int column) const {
    const auto value = text(column);
    if (value.empty() || (value.front() != '{' && value.front() != '[')) return parse_vector(value);
    // Bounds other than 1 stand before the braces: "[0:1]={a,b}".
    std::size_t at = value.find('{');
    std::vector<std::string> elements;
    if (at == std::string_view::npos || value.substr(at) == "{}") return elements;
    do {
        ++at;
        elements.push_back(parse_element(value, at));
    } while (at < value.size() && value[at] == ',');
    return elements;
}

Rows::Rows(pg_result* result) : result_(result) {}

void Rows::Clear::operator()(pg_result* result) const { PQclear(result); }

int Rows::size() const { return PQntuples(result_.get()); }

int Rows::columns() const { return PQnfields(result_.get()); }

std::string_view Rows::column_name(int column) const {
    const char* name = PQfname(result_.get(), column);
    return name == nullptr ? std::string_view() : name;
}

std::uint32_t Rows::column_type(int column) const { return PQftype(result_.get(), column); }

Description Rows::description() const {
    Description out;
    for (int at = 0; at < PQnparams(result_.get()); ++at) out.parameters.push_back(PQparamtype(result_.get(), at));
    for (int at = 0; at < PQnfields(result_.get()); ++at)
        out.columns.push_back({.name = PQfname(result_.get(), at),
                               .type = PQftype(result_.get(), at),
                               .modifier = PQfmod(result_.get(), at),
                               .table = PQftable(result_.get(), at),
                               .number = PQftablecol(result_.get(), at)});
    return out;
}

bool Rows::awaits_copy() const { return PQresultStatus(result_.get()) == PGRES_COPY_IN; }
bool Rows::failed() const { return PQresultStatus(result_.get()) == PGRES_FATAL_ERROR || PQresultStatus(result_.get()) == PGRES_BAD_RESPONSE; }

std::int64_t Rows::affected() const {
    std::int64_t count = 0;
    if (!result_) return count;
    const std::string_view digits = PQcmdTuples(result_.get());
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return count;
}

std::string_view Rows::command_tag() const {
    if (!result_) return {};
    // libpq's signature lacks the const; PQcmdStatus only reads.
    return PQcmdStatus(const_cast<pg_result*>(result_.get()));
}

}  // namespace whimbrel::pg
