// SPDX-License-Identifier: Apache-2.0
// Connection URLs: libpq's (libpq, "Connection URIs") and those of other tools, of which the driver suffix
// (postgresql+psycopg2://) and known parameters (schema, pgbouncer, connection_limit, …) are understood
// and kept from libpq, which would refuse them.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace whimbrel::pg {

class Url {
public:
    /// Errors: url_invalid, naming the parameter that nobody knows. An empty text means libpq's own
    /// variables and defaults. Also takes "key=value" connection strings as libpq does.
    static Result<Url> parse(std::string_view text);

    /// With another database, other things equal.
    [[nodiscard]] Url with_database(std::string database) const;

    /// libpq's parameters by keyword ("host", "port", "dbname", "user", "password"…), those given only.
    [[nodiscard]] const std::map<std::string, std::string>& parameters() const { return parameters_; }
    /// Empty where not given (libpq then takes PGDATABASE, or the user's name).
    [[nodiscard]] std::string database() const;
    [[nodiscard]] std::string host() const;
    /// ?schema= of Prisma's URLs, empty where not given.
    [[nodiscard]] const std::string& schema() const { return schema_; }
    /// ?pgbouncer=true
    [[nodiscard]] bool through_pooler() const { return through_pooler_; }

    /// For messages: host, port and database, never the password: "database app on db.example:5432".
    [[nodiscard]] std::string describe() const;
    /// As a URL without the password.
    [[nodiscard]] std::string render_without_password() const;
    /// As a URL with everything; for handing to child processes, never for output.
    [[nodiscard]] std::string render() const;

private:
    std::map<std::string, std::string> parameters_;
    std::string schema_;
    bool through_pooler_ = false;
};

}  // namespace whimbrel::pg
