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
    : shadow_(std::exchange(other.shadow_, nullptr)),
      server_(std::move(other.server_)),
      url_(std::move(other.url_)),
      name_(std::move(other.name_)),
      session_(std::move(other.session_)) {}

Database& Database::operator=(Database&& other) noexcept {
    Database taken(std::move(other));
    std::swap(shadow_, taken.shadow_);
    std::swap(server_, taken.server_);
    std::swap(url_, taken.url_);
    std::swap(name_, taken.name_);
    std::swap(session_, taken.session_);
    return *this;
}

Database::~Database() {
    session_.reset();
    // With its last database a server of its own goes as well.
    if (shadow_ != nullptr && server_ == shadow_->shared_) server_->drop(name_);
}

Result<pg::Session> Database::connect() const { return connect_to(url_, shadow_->options_.interrupted); }

void Database::close() { session_.reset(); }

Result<> Database::reopen() {
    auto& admin = *server_->admin;
    WHIMBREL_TRY(const auto url, without_foreign_rows(url_, admin.version()));
    WHIMBREL_TRY(const auto settings, read_settings(admin, name_));
    WHIMBREL_CHECK(reset_settings(admin, name_, settings));
    auto opened = open(url, shadow_->options_.interrupted);
    WHIMBREL_CHECK(set_settings(admin, name_, settings));
    WHIMBREL_TRY(session_, std::move(opened));
    return {};
}

Shadow::Shadow(const Environment& environment, ShadowOptions options) : environment_(environment), options_(std::move(options)) {}

Shadow::~Shadow() = default;

bool Shadow::is_private() const { return options_.url.empty(); }

/// The one for all, or a new one.
Result<std::shared_ptr<Server>> Shadow::server() {
    if (options_.servers == ShadowOptions::Servers::one_each) {
        if (!is_private())
            return fail(ErrorCode::shadow_version, "what is managed of the whole server is tried on private servers, and a shadow URL names another")
                .hint("Give no --shadow-url and no shadow.url, or remove the [[manage]] rules from whimbrel.toml.");
        auto own = std::make_shared<Server>();
        WHIMBREL_CHECK(own->start_own(environment_, options_, nullptr));
        return own;
    }
    if (!shared_) shared_ = std::make_shared<Server>();
    WHIMBREL_CHECK(shared_->start(environment_, options_));
    return shared_;
}

Result<std::shared_ptr<Server>> Shadow::copy_of(Server& original) {
    auto own = std::make_shared<Server>();
    WHIMBREL_CHECK(own->start_own(environment_, options_, &original));
    return own;
}

Result<Database> Shadow::make_on(std::shared_ptr<Server> server, const std::string& original) {
    Database made;
    made.name_ = throwaway_name(environment_);
    made.url_ = server->base.with_database(made.name_);
    WHIMBREL_CHECK(server->create(made.name_, original));
    made.shadow_ = this;
    made.server_ = std::move(server);
    WHIMBREL_TRY(made.session_, open(made.url_, options_.interrupted));
    WHIMBREL_CHECK(made.server_->copy_settings(original, made.name_));
    return made;
}

Result<Database> Shadow::make() {
    WHIMBREL_TRY(auto on, server());
    return make_on(std::move(on), std::string(k_empty_database));
}

Result<Database> Shadow::copy_of(Database& original) {
    if (options_.servers == ShadowOptions::Servers::one_each) {
        Database copied;
        WHIMBREL_TRY(copied.server_, copy_of(*original.server_));
        copied.shadow_ = this;
        copied.name_ = original.name_;
        copied.url_ = copied.server_->base.with_database(copied.name_);
        WHIMBREL_CHECK(copied.reopen());
        return copied;
    }
    original.close();
    WHIMBREL_CHECK(wait_until_unused(*original.server_->admin, original.name_));
    auto copied = make_on(original.server_, original.name_);
    WHIMBREL_CHECK(original.reopen());
    return copied;
}

Result<pg::ServerVersion> Shadow::version() {
    if (options_.servers == ShadowOptions::Servers::one_each) {
        WHIMBREL_TRY(const auto programs, choose_server_programs(environment_, options_.major));
        return programs.version;
    }
    WHIMBREL_TRY(const auto on, server());
    return on->admin->version();
}

Result<pg::Url> Shadow::server_url() {
    WHIMBREL_TRY(const auto on, server());
    if (!shared_) shared_ = on;
    return on->base;
}

Result<> Shadow::make_roles(const pg::Session& session, std::span<const std::string> names) {
    // Not on the session itself, which may run as another role.
    std::optional<pg::Session> connected;
    const bool one_each = options_.servers == ShadowOptions::Servers::one_each;
    if (one_each) {
        WHIMBREL_TRY(connected, pg::Session::connect(session.url().with_database("postgres"), {.application_name = "whimbrel/shadow"}));
    } else {
        WHIMBREL_CHECK(server());
    }
    pg::Session& admin = one_each ? *connected : *shared_->admin;
    WHIMBREL_TRY(const auto rows, admin.execute("SELECT rolname FROM pg_catalog.pg_roles"));
    std::vector<std::string> there;
    for (const auto row : rows) there.push_back(row.string(0));
    for (const auto& name : names) {
        if (std::ranges::find(there, name) != there.end()) continue;
        if (!is_private())
            return fail(ErrorCode::role_missing, format("the shadow server has no role {}", sql::Identifier{name}.render()))
                .hint(format("Create it there (CREATE ROLE {}), or give no shadow URL to have a private server with all roles made.",
                             sql::Identifier{name}.render()));
        WHIMBREL_CHECK(admin.execute(sql::sql("CREATE ROLE", sql::Identifier{name})));
        there.push_back(name);
    }
    return {};
}

}  // namespace whimbrel::shadow
