// SPDX-License-Identifier: Apache-2.0
// libpq, "Command Execution Functions" (prepared statements, values in binary form) and "Functions Associated with the COPY Command".
#include "whimbrel/base/format.h"
#include "whimbrel/pg/session.h"

#include <libpq-fe.h>

namespace whimbrel::pg {

namespace {

/// The arrays that libpq takes; on the stack for as many parameters as statements commonly have.
class Bound {
public:
    explicit Bound(std::span<const Parameter> parameters) {
        if (parameters.size() > k_few) {
            more_.resize(parameters.size() * 3);
            more_values_.resize(parameters.size());
            values = more_values_.data();
            lengths = more_.data();
            formats = lengths + parameters.size();
            types = reinterpret_cast<Oid*>(formats + parameters.size());
        }
        for (std::size_t at = 0; at < parameters.size(); ++at) {
            const auto& parameter = parameters[at];
            values[at] = parameter.size < 0 ? nullptr : parameter.bytes;
            lengths[at] = parameter.size;
            formats[at] = parameter.format == Parameter::Format::binary ? 1 : 0;
            types[at] = parameter.type;
        }
    }
    Bound(const Bound&) = delete;
    Bound& operator=(const Bound&) = delete;

private:
    static constexpr std::size_t k_few = 16;
    const char* few_values_[k_few];
    int few_lengths_[k_few], few_formats_[k_few];
    Oid few_types_[k_few];
    std::vector<const char*> more_values_;
    std::vector<int> more_;

public:
    const char** values = few_values_;
    int *lengths = few_lengths_, *formats = few_formats_;
    Oid* types = few_types_;
};

constexpr std::size_t k_flush_bytes = 8192;

constexpr int result_format(Parameter::Format format) { return format == Parameter::Format::binary ? 1 : 0; }

Failing nul_byte() { return fail(ErrorCode::statement_failed, "the statement holds a NUL byte"); }
bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

}  // namespace

Result<> Session::prepare(std::string_view name, std::string_view text, std::span<const std::uint32_t> types) {
    if (has_nul(text) || has_nul(name)) return nul_byte();
    cancelled_ = false;
    const std::vector<Oid> oids(types.begin(), types.end());
    if (PQsendPrepare(connection_.get(), std::string(name).c_str(), std::string(text).c_str(), static_cast<int>(oids.size()), oids.data()) == 0)
        return unsent();
    WHIMBREL_CHECK(flush());
    WHIMBREL_CHECK(collect());
    return {};
}

Result<Description> Session::describe(std::string_view name) {
    if (has_nul(name)) return nul_byte();
    cancelled_ = false;
    if (PQsendDescribePrepared(connection_.get(), std::string(name).c_str()) == 0) return unsent();
    WHIMBREL_CHECK(flush());
    WHIMBREL_TRY(const Rows rows, collect());
    return rows.description();
}

Result<Rows> Session::execute_prepared(std::string_view name, std::span<const Parameter> parameters, Parameter::Format results) {
    if (has_nul(name)) return nul_byte();
    cancelled_ = false;
    const Bound bound(parameters);
    if (PQsendQueryPrepared(connection_.get(), std::string(name).c_str(), static_cast<int>(parameters.size()), bound.values, bound.lengths, bound.formats,
                            result_format(results)) == 0)
        return unsent();
    WHIMBREL_CHECK(flush());
    return collect();
}

Result<Rows> Session::query(std::string_view text, std::span<const Parameter> parameters, Parameter::Format results) {
    if (has_nul(text)) return nul_byte();
    cancelled_ = false;
    const Bound bound(parameters);
    if (PQsendQueryParams(connection_.get(), std::string(text).c_str(), static_cast<int>(parameters.size()), bound.types, bound.values, bound.lengths,
                          bound.formats, result_format(results)) == 0)
        return unsent();
    WHIMBREL_CHECK(flush());
    return collect();
}

Result<std::int64_t> Session::copy_in(std::string_view text, const std::function<Result<bool>(std::string& buffer)>& fill) {
    if (has_nul(text)) return nul_byte();
    cancelled_ = false;
    if (PQsendQuery(connection_.get(), std::string(text).c_str()) == 0) return unsent();
    WHIMBREL_CHECK(flush());
    WHIMBREL_CHECK(wait_for_result());
    const Rows first(PQgetResult(connection_.get()));
    if (!first.awaits_copy()) {
        auto rest = collect();
        if (first.failed()) return std::unexpected(error_of(first.result()));
        if (!rest) return std::unexpected(std::move(rest).error());
        return fail(ErrorCode::statement_failed, "the statement takes no rows: COPY … FROM STDIN is wanted");
    }
    std::string buffer;
    std::optional<Error> failure;
    for (bool more = true; more && !failure;) {
        buffer.clear();
        auto filled = fill(buffer);
        if (!filled) failure = std::move(filled).error();
        else more = *filled;
        if (failure || buffer.empty()) continue;
        int put = 0;
        // Zero: libpq's buffer is full, and grows no more before the server took some of it.
        while ((put = PQputCopyData(connection_.get(), buffer.data(), static_cast<int>(buffer.size()))) == 0) WHIMBREL_CHECK(flush());
        // The server's reason, where it ended the COPY, is read with the result.
        if (put < 0) break;
        if (buffer.size() > k_flush_bytes) WHIMBREL_CHECK(flush());
    }
    int ended = 0;
    while ((ended = PQputCopyEnd(connection_.get(), failure ? "the rows could not be written" : nullptr)) == 0) WHIMBREL_CHECK(flush());
    WHIMBREL_CHECK(flush());
    auto counted = collect();
    if (failure) return std::unexpected(std::move(*failure));
    if (!counted) return std::unexpected(std::move(counted).error());
    return counted->affected();
}

}  // namespace whimbrel::pg
