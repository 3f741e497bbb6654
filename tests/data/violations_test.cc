// SPDX-License-Identifier: Apache-2.0
// What a real server reports of each sort of constraint becomes an error on the field that the constraint leads to.
#include "tests/data/proof.h"
#include "whimbrel/data/changeset.h"

#include <gmock/gmock.h>

namespace whimbrel::testing {
struct Booking {
    std::int32_t id = 0;
    std::string code;
    std::int32_t seats = 0;
    std::optional<std::int32_t> room_id;
    std::optional<std::string> price, fee;
};
struct NewBooking {};
}  // namespace whimbrel::testing

template <>
struct whimbrel::data::Relation<whimbrel::testing::Booking> {
    using New = whimbrel::testing::NewBooking;
    using B = whimbrel::testing::Booking;
    using Sort = ConstraintInfo::Sort;
    static constexpr std::array columns{
        column<&B::id>("id", "integer", Given::required),
        column<&B::code>("code", "text", Given::required),
        column<&B::seats>("seats", "integer", Given::required),
        column<&B::room_id>("room_id", "integer", Given::optional),
        column<&B::price>("price", "public.price", Given::optional),
        column<&B::fee>("fee", "public.price", Given::optional),
    };
    static constexpr std::array<std::string_view, 1> code{"code"}, seats{"seats"}, room{"room_id"}, id{"id"}, parent{"parent"};
    static constexpr std::array constraints{
        ConstraintInfo{"bookings_pkey", Sort::primary_key, "public", "bookings", id, "id", ""},
        ConstraintInfo{"bookings_code_key", Sort::unique, "public", "bookings", code, "code", ""},
        ConstraintInfo{"bookings_lower_idx", Sort::unique, "public", "bookings", code, "code", ""},
        ConstraintInfo{"bookings_seats_check", Sort::check, "public", "bookings", seats, "seats", ""},
        ConstraintInfo{"bookings_room_id_fkey", Sort::foreign_key, "public", "bookings", room, "room", "public.rooms"},
        ConstraintInfo{"bookings_seats_excl", Sort::exclusion, "public", "bookings", seats, "seats", ""},
        ConstraintInfo{"bookings_parent_fkey", Sort::foreign_key, "public", "bookings", parent, "parent", "public.bookings"},
    };
    static constexpr std::array<std::string_view, 1> server_checks{"price_check"};
    static constexpr RelationInfo info{.schema = "public", .name = "bookings", .columns = columns, .constraints = constraints, .server_checks = server_checks};
};

namespace whimbrel::testing {
namespace {

using data::Changeset;
using data::ChangesetCore;
using data::Column;

class Violations : public Proof {
protected:
    void SetUp() override {
        Proof::SetUp();
        run("CREATE DOMAIN price numeric CONSTRAINT price_check CHECK (VALUE > 0); CREATE TABLE rooms (id integer PRIMARY KEY); INSERT INTO rooms VALUES (1); "
            "CREATE TABLE bookings (id integer PRIMARY KEY, code text NOT NULL UNIQUE, seats integer NOT NULL, room_id integer REFERENCES rooms, price price, "
            "fee price, "
            "parent integer CONSTRAINT bookings_parent_fkey REFERENCES bookings, CONSTRAINT bookings_seats_check CHECK (seats % 2 = 0), "
            "CONSTRAINT bookings_seats_excl EXCLUDE USING btree (seats WITH =)); CREATE UNIQUE INDEX bookings_lower_idx ON bookings (lower(code)); "
            "INSERT INTO bookings VALUES (1, 'A', 2, 1, 5, 5, NULL), (2, 'B', 4, 1, 6, 5, 1)");
    }
    /// "field: message", or what the server said where that is nobody's error.
    std::string said(std::string_view statement, ChangesetCore::Act act = ChangesetCore::Act::write) {
        const auto done = session().execute(statement);
        if (done) return "taken";
        auto changes = Changeset<Booking>(Booking{}).set(Column<Booking, std::string>{5}, "1");
        if (!changes.core().add_violation(*done.error().server, act)) return "unknown: " + done.error().server->constraint;
        return changes.render_errors();
    }
};

TEST_F(Violations, are_on_their_fields) {
    EXPECT_EQ(said("INSERT INTO bookings VALUES (1, 'C', 6)"), "id: has already been taken");
    EXPECT_EQ(said("INSERT INTO bookings VALUES (3, 'A', 6)"), "code: has already been taken");
    EXPECT_EQ(said("INSERT INTO bookings VALUES (3, 'a', 6)"), "code: has already been taken");
    EXPECT_EQ(said("INSERT INTO bookings VALUES (3, 'C', 7)"), "seats: is invalid");
    EXPECT_EQ(said("INSERT INTO bookings VALUES (3, 'C', 4)"), "seats: violates an exclusion constraint");
    EXPECT_EQ(said("INSERT INTO bookings VALUES (3, 'C', 6, 9)"), "room: does not exist");
    EXPECT_EQ(said("INSERT INTO bookings VALUES (3, NULL, 6)"), "code: can't be blank");
    EXPECT_EQ(said("INSERT INTO bookings VALUES (3, 'C', 6, 1, 1, -1)"), "fee: is invalid");
    EXPECT_EQ(said("UPDATE bookings SET parent = 99 WHERE id = 1"), "parent: does not exist");
    EXPECT_EQ(said("UPDATE bookings SET id = 9 WHERE id = 1"), "bookings: are still associated with this entry");
    EXPECT_EQ(said("UPDATE rooms SET id = 9"), "bookings: are still associated with this entry");
    EXPECT_EQ(said("DELETE FROM bookings WHERE id = 1", ChangesetCore::Act::remove), "bookings: are still associated with this entry");
    EXPECT_EQ(said("DELETE FROM rooms", ChangesetCore::Act::remove), "bookings: are still associated with this entry");
}

/// PostgreSQL 18 has a code of its own for it.
TEST_F(Violations, of_restrict_are_of_rows_that_refer) {
    run("ALTER TABLE bookings DROP CONSTRAINT bookings_room_id_fkey, ADD FOREIGN KEY (room_id) REFERENCES rooms ON DELETE RESTRICT ON UPDATE RESTRICT");
    EXPECT_EQ(said("DELETE FROM rooms", ChangesetCore::Act::remove), "bookings: are still associated with this entry");
    run("ALTER TABLE bookings DROP CONSTRAINT bookings_parent_fkey, ADD CONSTRAINT bookings_parent_fkey FOREIGN KEY (parent) REFERENCES bookings "
        "ON UPDATE RESTRICT");
    EXPECT_EQ(said("UPDATE bookings SET id = 9 WHERE id = 1"), "bookings: are still associated with this entry");
    EXPECT_EQ(said("UPDATE bookings SET parent = 99 WHERE id = 1"), "parent: does not exist");
}

TEST_F(Violations, of_constraints_that_nobody_knows) {
    run("ALTER TABLE bookings ADD CONSTRAINT by_hand CHECK (seats < 100); ALTER TABLE bookings ADD CONSTRAINT by_hand_key UNIQUE (price)");
    EXPECT_EQ(said("INSERT INTO bookings VALUES (3, 'C', 200)"), "unknown: by_hand");
    EXPECT_EQ(said("INSERT INTO bookings VALUES (3, 'C', 6, 1, 5)"), "unknown: by_hand_key");
    run("ALTER DOMAIN price ADD CONSTRAINT price_by_hand CHECK (VALUE < 1000)");
    EXPECT_EQ(said("INSERT INTO bookings VALUES (3, 'C', 6, 1, 2000)"), "unknown: price_by_hand");
}

}  // namespace
}  // namespace whimbrel::testing
