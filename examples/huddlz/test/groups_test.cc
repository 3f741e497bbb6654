// Names of groups are unique regardless of case, and the form says so on its field.
#include "group.h"
#include "schema.h"
#include "tests/data/example_db.h"
#include "user.h"

namespace huddlz {
namespace {

namespace data = whimbrel::data;

TEST(Groups, names_are_unique_regardless_of_case) {
    const whimbrel::testing::ExampleDb db("huddlz", schema);
    auto repo = db.repo();
    const auto owner = repo.insert<User>({.email = "Ada@Example.org"}).value();
    const auto form = [&](const std::string& name, const std::string& slug) {
        return data::change<Group>()
            .cast(data::Input::from_strings({{"name", name}, {"slug", slug}}), {group::name, group::slug})
            .set(group::owner_id, owner.id);
    };
    auto chess = form("Chess", "chess-1"), other = form("chess", "chess-2"), same_slug = form("Go", "chess-1");
    ASSERT_TRUE(repo.insert(chess));
    EXPECT_EQ(repo.insert(other).error().code, whimbrel::ErrorCode::changes_invalid);
    EXPECT_EQ(other.render_errors(), "name: has already been taken");
    EXPECT_FALSE(repo.insert(same_slug));
    EXPECT_EQ(same_slug.render_errors(), "slug: has already been taken");
    EXPECT_EQ(repo.get_by<Group>(group::name == "CHESS").value()->name, "Chess");
    EXPECT_EQ(repo.count(data::query<Group>().where(in(group::name, {"cHESS", "go"}))).value(), 1);
    EXPECT_EQ(repo.get_by<User>(user::email == "ada@example.org").value()->id, owner.id);
}

}  // namespace
}  // namespace huddlz
