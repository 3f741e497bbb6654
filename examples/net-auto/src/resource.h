// What every context does with a table: list, get, create, update, delete and change its rows. No function throws.
#pragma once

#include <whimbrel/data/association.h>
#include <whimbrel/data/changeset.h>
#include <whimbrel/data/query.h>
#include <whimbrel/data/repo.h>

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace net_auto {

namespace data = whimbrel::data;

template <class Row>
class Resource {
public:
    /// What input from outside may set, and the application's own words for what the database refuses.
    struct Rules {
        std::vector<data::AnyColumn<Row>> permitted;
        std::vector<std::pair<std::string_view, std::string_view>> messages;
    };
    Resource(data::Repo& repo, Rules rules) : repo_(repo), rules_(std::move(rules)) {}

    whimbrel::Result<std::vector<Row>> list(const data::Query<Row>& query = {}) { return repo_.all(query); }
    whimbrel::Result<std::optional<Row>> get(std::int64_t id) { return repo_.template get<Row>(id); }
    /// A form for a new row, or for one that is there, with the input taken.
    [[nodiscard]] data::Changeset<Row> change(const data::Input& input = {}) const { return cast(data::change<Row>(), input); }
    [[nodiscard]] data::Changeset<Row> change(const Row& row, const data::Input& input = {}) const { return cast(data::change(row), input); }
    /// What is wrong stands in the changeset by field.
    whimbrel::Result<Row> create(data::Changeset<Row>& changes) { return repo_.insert(changes); }
    whimbrel::Result<Row> update(data::Changeset<Row>& changes) { return repo_.update(changes); }
    whimbrel::Result<> remove(const Row& row) { return repo_.remove(row); }

private:
    [[nodiscard]] data::Changeset<Row> cast(data::Changeset<Row> changes, const data::Input& input) const {
        changes.cast(input, rules_.permitted);
        for (const auto& [constraint, text] : rules_.messages) changes.message(constraint, text);
        return changes;
    }

    data::Repo& repo_;
    Rules rules_;
};

}  // namespace net_auto
