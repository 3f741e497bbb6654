// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/cli/json.h"

#include <nlohmann/json.hpp>

namespace whimbrel::cli {

struct Json::Node {
    nlohmann::ordered_json value;
};

Json::Json() : node_(std::make_unique<Node>()) {}
Json::Json(std::string_view text) : node_(std::make_unique<Node>(Node{std::string(text)})) {}
Json::Json(Truth truth) : node_(std::make_unique<Node>(Node{truth.value})) {}
Json::Json(Number number) : node_(std::make_unique<Node>(Node{number.value})) {}
Json::Json(const Json& other) : node_(std::make_unique<Node>(*other.node_)) {}
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(Json other) noexcept {
    node_ = std::move(other.node_);
    return *this;
}
Json::~Json() = default;

Json Json::object() {
    Json json;
    json.node_->value = nlohmann::ordered_json::object();
    return json;
}

Json Json::array() {
    Json json;
    json.node_->value = nlohmann::ordered_json::array();
    return json;
}

Json& Json::set(std::string_view key, Json value) {
    node_->value[std::string(key)] = std::move(value.node_->value);
    return *this;
}

Json& Json::push(Json value) {
    node_->value.push_back(std::move(value.node_->value));
    return *this;
}

std::string Json::render() const { return node_->value.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n"; }

}  // namespace whimbrel::cli
