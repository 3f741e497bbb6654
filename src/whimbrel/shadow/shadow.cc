// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/shadow.h"

#include "whimbrel/base/format.h"
#include "whimbrel/shadow/database_settings.h"
#include "whimbrel/shadow/foreign_rows.h"
#include "whimbrel/shadow/shadow_state.h"
#include "whimbrel/sql/statement.h"

#include <algorithm>
#include <random>

namespace whimbrel::shadow {

namespace {

/// "whimbrel_" and 16 hexadecimal digits, the first eight of which are the time in seconds.
std::string throwaway_name(const Environment& environment) {
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(environment.now().time_since_epoch()).count();
    const std::uint64_t random = environment.random ? environment.random() : std::random_device{}();
    return format("{}{:08x}{:08x}", k_throwaway_prefix, static_cast<std::uint32_t>(now), static_cast<std::uint32_t>(random));
}

Result<pg::Session> connect_to(const pg::Url& url, const std::function<bool()>& interrupted) {
    WHIMBREL_TRY(auto session, pg::Session::connect(url, {.application_name = "whimbrel/shadow"}));
    session.cancel_when(interrupted);
    return session;
}

Result<std::unique_ptr<pg::Session>> open(const pg::Url& url, const std::function<bool()>& interrupted) {
    WHIMBREL_TRY(auto session, connect_to(url, interrupted));
    return std::make_unique<pg::Session>(std::move(session));
}

}  // namespace

Database::Database(Database&& other) noexcept
    : shadow_(std::exchange(other.shadow_, nullptr)), url_(std::move(other.url_)), name_(std::move(other.name_)), session_(std::move(other.session_)) {}

Database& Database::operator=(Database&& other) noexcept {
    Database taken(std::move(other));
    std::swap(shadow_, taken.shadow_);
    std::swap(url_, taken.url_);
    std::swap(name_, taken.name_);
    std::swap(session_, taken.session_);
    return *this;
}

Database::~Database() {
    session_.reset();
    if (shadow_ != nullptr) shadow_->state_->drop(name_);
}

Result<pg::Session> Database::connect() const { return connect_to(url_, shadow_->options_.interrupted); }

void Database::close() { session_.reset(); }

Result<> Database::reopen() {
    auto& admin = *shadow_->state_->admin;
    WHIMBREL_TRY(const auto url, without_foreign_rows(url_, admin.version()));
    WHIMBREL_TRY(const auto settings, read_settings(admin, name_));
    WHIMBREL_CHECK(reset_settings(admin, name_, settings));
    auto opened = open(url, shadow_->options_.interrupted);
    WHIMBREL_CHECK(set_settings(admin, name_, settings));
    WHIMBREL_TRY(session_, std::move(opened));
    return {};
}

Shadow::Shadow(const Environment& environment, ShadowOptions options)
    : environment_(environment), options_(std::move(options)), state_(std::make_unique<State>()) {}

Shadow::~Shadow() = default;

bool Shadow::is_private() const { return options_.url.empty(); }

Result<Database> Shadow::make_from(const std::string& original) {
    WHIMBREL_CHECK(state_->start(environment_, options_));
    Database made;
    made.name_ = throwaway_name(environment_);
    made.url_ = state_->base.with_database(made.name_);
    WHIMBREL_CHECK(state_->create(made.name_, original));
    made.shadow_ = this;
    WHIMBREL_TRY(made.session_, open(made.url_, options_.interrupted));
    WHIMBREL_CHECK(state_->copy_settings(original, made.name_));
    return made;
}

Result<Database> Shadow::make() { return make_from(std::string(k_empty_database)); }

Result<Database> Shadow::copy_of(Database& original) {
    original.close();
    WHIMBREL_CHECK(wait_until_unused(*state_->admin, original.name_));
    auto copied = make_from(original.name_);
    WHIMBREL_CHECK(original.reopen());
    return copied;
}

Result<pg::ServerVersion> Shadow::version() {
    WHIMBREL_CHECK(state_->start(environment_, options_));
    return state_->admin->version();
}

Result<pg::Url> Shadow::server_url() {
    WHIMBREL_CHECK(state_->start(environment_, options_));
    return state_->base;
}

Result<> Shadow::make_roles(std::span<const std::string> names) {
    WHIMBREL_CHECK(state_->start(environment_, options_));
    WHIMBREL_TRY(const auto rows, state_->admin->execute("SELECT rolname FROM pg_catalog.pg_roles"));
    std::vector<std::string> there;
    for (const auto row : rows) there.push_back(row.string(0));
    for (const auto& name : names) {
        if (std::ranges::find(there, name) != there.end()) continue;
        if (!is_private())
            return fail(ErrorCode::role_missing, format("the shadow server has no role {}", sql::Identifier{name}.render()))
                .hint(format("Create it there (CREATE ROLE {}), or give no shadow URL to have a private server with all roles made.",
                             sql::Identifier{name}.render()));
        WHIMBREL_CHECK(state_->admin->execute(sql::sql("CREATE ROLE", sql::Identifier{name})));
        there.push_back(name);
    }
    return {};
}

}  // namespace whimbrel::shadow
