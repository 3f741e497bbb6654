// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/pg/url.h"

#include "whimbrel/base/format.h"

#include <vector>

namespace whimbrel::pg {

namespace {

std::string encode(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) encoded += c;
        else encoded += format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

std::vector<std::string> split_list(std::string_view list) {
    std::vector<std::string> parts;
    for (;;) {
        const auto comma = list.find(',');
        parts.emplace_back(list.substr(0, comma));
        if (comma == std::string_view::npos) return parts;
        list.remove_prefix(comma + 1);
    }
}

/// "a:1,b:2". A port list of one entry is every host's; libpq demands as many ports as hosts otherwise.
std::string places(std::string_view hosts, std::string_view ports, bool encoded) {
    const auto host_list = split_list(hosts);
    const auto port_list = split_list(ports);
    std::string joined;
    for (std::size_t i = 0; i < host_list.size(); ++i) {
        if (i > 0) joined += ',';
        if (host_list[i].find(':') != std::string::npos)
            joined += "[" + (encoded && host_list[i].find('%') != std::string::npos ? encode(host_list[i]) : host_list[i]) + "]";
        else joined += encoded ? encode(host_list[i]) : host_list[i];
        const auto& port = port_list.size() == 1 ? port_list[0] : i < port_list.size() ? port_list[i] : std::string();
        if (!port.empty()) joined += ":" + port;
    }
    return joined;
}

std::string found(const std::map<std::string, std::string>& parameters, const std::string& keyword) {
    const auto it = parameters.find(keyword);
    return it == parameters.end() ? std::string() : it->second;
}

std::string render_url(std::map<std::string, std::string> left) {
    std::string out = "postgresql://";
    const auto take = [&left](const std::string& keyword) {
        auto node = left.extract(keyword);
        return node.empty() ? std::string() : std::move(node.mapped());
    };
    if (!found(left, "user").empty()) {
        out += encode(take("user"));
        if (!found(left, "password").empty()) out += ":" + encode(take("password"));
        out += '@';
    }
    // A socket's folder in the query reads better than percent-encoded in the host's place.
    if (const auto host = found(left, "host"); !host.empty() && host.find_first_of("/@") == std::string::npos) {
        const auto hosts = take("host");
        out += places(hosts, take("port"), true);
    }
    out += "/" + encode(take("dbname"));
    char separator = '?';
    for (const auto& [keyword, value] : left) {
        out += separator + keyword + "=";
        separator = '&';
        for (const char c : value) out += c == '/' || c == ',' || c == ':' ? std::string(1, c) : encode(std::string_view(&c, 1));
    }
    return out;
}

}  // namespace

Url Url::with_database(std::string database) const {
    Url other = *this;
    other.parameters_["dbname"] = std::move(database);
    return other;
}

std::string Url::database() const { return found(parameters_, "dbname"); }

std::string Url::host() const { return found(parameters_, "host"); }

std::string Url::describe() const {
    const auto name = database().empty() ? "the default database" : "database " + database();
    auto hosts = host();
    if (hosts.empty()) hosts = found(parameters_, "hostaddr");
    const auto ports = found(parameters_, "port");
    if (hosts.empty() && !found(parameters_, "service").empty()) return name + " of service " + found(parameters_, "service");
    if (hosts.empty()) return name + " on the default host" + (ports.empty() ? "" : ":" + ports);
    return name + " on " + places(hosts, ports, false);
}

std::string Url::render_without_password() const {
    auto shown = parameters_;
    for (const char* secret : {"password", "sslpassword", "scram_client_key", "scram_server_key", "oauth_client_secret"}) shown.erase(secret);
    return render_url(std::move(shown));
}

std::string Url::render() const { return render_url(parameters_); }

}  // namespace whimbrel::pg
