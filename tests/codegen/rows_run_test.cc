// SPDX-License-Identifier: Apache-2.0
// Rows of every type, written and read by Repo with the types of tests/codegen/expected: what arrives is what was sent, byte by byte for the
// server, by INSERT, by COPY and by UPDATE, the ends of each type's range among them.
#include "everything.h"
#include "tests/data/db_fixture.h"
#include "whimbrel/data/changeset.h"
#include "whimbrel/data/query.h"
#include "whimbrel/data/repo.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace whimbrel::data {
namespace {

using namespace app::model;
using ::testing::SizeIs;

std::string file(const std::string& name) {
    std::ifstream in(std::string(WHIMBREL_SOURCE_DIR) + "/tests/codegen/" + name);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

NewEverything fresh_of(const Everything& row) {
    NewEverything fresh{};
#define WHIMBREL_SAME(member) fresh.member = row.member
    WHIMBREL_SAME(a_boolean);
    WHIMBREL_SAME(a_smallint);
    WHIMBREL_SAME(an_integer);
    WHIMBREL_SAME(a_bigint);
    WHIMBREL_SAME(an_oid);
    WHIMBREL_SAME(a_real);
    WHIMBREL_SAME(a_double);
    WHIMBREL_SAME(a_numeric);
    WHIMBREL_SAME(a_text);
    WHIMBREL_SAME(a_varchar);
    WHIMBREL_SAME(a_char);
    WHIMBREL_SAME(a_letter);
    WHIMBREL_SAME(a_name);
    WHIMBREL_SAME(a_citext);
    WHIMBREL_SAME(an_xml);
    WHIMBREL_SAME(a_bytea);
    WHIMBREL_SAME(a_uuid);
    WHIMBREL_SAME(a_date);
    WHIMBREL_SAME(a_time);
    WHIMBREL_SAME(a_timetz);
    WHIMBREL_SAME(a_timestamp);
    WHIMBREL_SAME(a_timestamptz);
    WHIMBREL_SAME(an_interval);
    WHIMBREL_SAME(a_json);
    WHIMBREL_SAME(a_jsonb);
    WHIMBREL_SAME(a_point);
    WHIMBREL_SAME(a_tsvector);
    WHIMBREL_SAME(a_bit);
    WHIMBREL_SAME(a_money);
    WHIMBREL_SAME(an_inet);
    WHIMBREL_SAME(a_cidr);
    WHIMBREL_SAME(a_macaddr);
    WHIMBREL_SAME(a_macaddr8);
    WHIMBREL_SAME(an_int4range);
    WHIMBREL_SAME(an_int8range);
    WHIMBREL_SAME(a_numrange);
    WHIMBREL_SAME(a_daterange);
    WHIMBREL_SAME(a_tsrange);
    WHIMBREL_SAME(a_tstzrange);
    WHIMBREL_SAME(a_float_range);
    WHIMBREL_SAME(a_multirange);
    WHIMBREL_SAME(a_mood);
    WHIMBREL_SAME(a_positive);
    WHIMBREL_SAME(a_code);
    WHIMBREL_SAME(a_small_code);
    WHIMBREL_SAME(a_light);
    WHIMBREL_SAME(some_tags);
    WHIMBREL_SAME(an_address);
    WHIMBREL_SAME(a_nothing);
    WHIMBREL_SAME(maybe_integer);
    WHIMBREL_SAME(maybe_text);
    WHIMBREL_SAME(maybe_mood);
    WHIMBREL_SAME(maybe_address);
    WHIMBREL_SAME(booleans);
    WHIMBREL_SAME(smallints);
    WHIMBREL_SAME(integers);
    WHIMBREL_SAME(bigints);
    WHIMBREL_SAME(oids);
    WHIMBREL_SAME(reals);
    WHIMBREL_SAME(doubles);
    WHIMBREL_SAME(numerics);
    WHIMBREL_SAME(texts);
    WHIMBREL_SAME(varchars);
    WHIMBREL_SAME(citexts);
    WHIMBREL_SAME(byteas);
    WHIMBREL_SAME(uuids);
    WHIMBREL_SAME(dates);
    WHIMBREL_SAME(times);
    WHIMBREL_SAME(timestamps);
    WHIMBREL_SAME(timestamptzs);
    WHIMBREL_SAME(intervals);
    WHIMBREL_SAME(jsons);
    WHIMBREL_SAME(jsonbs);
    WHIMBREL_SAME(points);
    WHIMBREL_SAME(inets);
    WHIMBREL_SAME(cidrs);
    WHIMBREL_SAME(macaddrs);
    WHIMBREL_SAME(int4ranges);
    WHIMBREL_SAME(tstzranges);
    WHIMBREL_SAME(moods);
    WHIMBREL_SAME(positives);
    WHIMBREL_SAME(addresses);
    WHIMBREL_SAME(maybe_texts);
#undef WHIMBREL_SAME
    return fresh;
}

class GeneratedRows : public DataDb {
protected:
    void SetUp() override {
        DataDb::SetUp();
        for (const auto* name : {"schema/types.sql", "rows/everything.sql"}) {
            const auto done = session().execute(file(name));
            ASSERT_TRUE(done) << name << ": " << done.error().render();
        }
        auto pool = Pool::open(url(), {.size = 1});
        ASSERT_TRUE(pool) << pool.error().render();
        pool_ = std::move(*pool);
        repo_.emplace(*pool_);
    }
    std::vector<Everything> rows() {
        auto all = repo_->all(Query<Everything>().order_by(asc(everything::id)));
        EXPECT_TRUE(all) << all.error().render();
        return all ? *all : std::vector<Everything>{};
    }
    /// The rows with those keys, as the server prints them, without the key.
    std::vector<std::string> printed(std::int64_t from, std::int64_t to) {
        const std::vector<pg::Value> keys{std::to_string(from), std::to_string(to)};
        const auto rows = session().query("SELECT (to_jsonb(e) - 'id')::text FROM everything e WHERE id BETWEEN $1 AND $2 ORDER BY id", keys);
        EXPECT_TRUE(rows) << rows.error().render();
        std::vector<std::string> out;
        for (int at = 0; at < static_cast<int>(rows->size()); ++at) out.push_back((*rows)[at].string(0));
        return out;
    }

    std::unique_ptr<Pool> pool_;
    std::optional<Repo> repo_;
};

TEST_F(GeneratedRows, are_inserted_and_read_back) {
    const auto before = rows();
    ASSERT_THAT(before, SizeIs(3));
    for (const auto& row : before) {
        auto inserted = repo_->insert<Everything>(fresh_of(row));
        ASSERT_TRUE(inserted) << inserted.error().render();
        EXPECT_NE(inserted->id, row.id);
        inserted->id = row.id;
        const auto same = row;
        if (same == row) {  // not where there is a NaN in it
            EXPECT_EQ(*inserted, row);
        }
    }
    EXPECT_EQ(printed(1, 3), printed(4, 6));
}

TEST_F(GeneratedRows, are_inserted_many_at_once) {
    std::vector<NewEverything> fresh;
    for (const auto& row : rows()) fresh.push_back(fresh_of(row));
    const auto inserted = repo_->insert_all<Everything>(fresh);
    ASSERT_TRUE(inserted) << inserted.error().render();
    EXPECT_EQ(*inserted, 3);
    EXPECT_EQ(printed(1, 3), printed(4, 6));
}

TEST_F(GeneratedRows, are_changed_column_by_column) {
    const auto all = rows();
    ASSERT_THAT(all, SizeIs(3));
    Changeset<Everything> changes(all[0]);
    const auto& from = all[1];
    changes.set(everything::a_bytea, from.a_bytea);
    changes.set(everything::a_mood, Mood::class_);
    changes.set(everything::an_address, from.an_address);
    changes.set(everything::moods, from.moods);
    changes.set(everything::positives, from.positives);
    changes.set(everything::varchars, from.varchars);
    changes.set(everything::a_tstzrange, from.a_tstzrange);
    const auto updated = repo_->update(changes);
    ASSERT_TRUE(updated) << updated.error().render();
    EXPECT_EQ(updated->moods, from.moods);
    const auto same = session().query(
        "SELECT count(*) FROM everything a, everything b WHERE a.id = 1 AND b.id = 2 AND a.a_bytea = b.a_bytea AND "
        "a.a_mood = 'class' AND a.an_address = b.an_address AND a.moods = b.moods AND a.positives = b.positives AND "
        "a.varchars = b.varchars AND a.a_tstzrange = b.a_tstzrange");
    ASSERT_TRUE(same) << same.error().render();
    EXPECT_EQ((*same)[0].string(0), "1");
}

TEST_F(GeneratedRows, are_added_up_in_the_servers_types) {
    const auto same = [&]<class T>(const Result<std::optional<T>>& found, std::string_view expression) {
        const auto rows = session().query("SELECT (" + std::string(expression) + ")::text, pg_typeof(" + std::string(expression) + ")::text FROM everything");
        ASSERT_TRUE(rows) << rows.error().render();
        ASSERT_TRUE(found) << expression << ": " << found.error().render();
        ASSERT_TRUE(*found) << expression;
        EXPECT_EQ(Codec<T>::render(**found), (*rows)[0].text(0)) << expression << " is of " << (*rows)[0].text(1);
    };
    const Query<Everything> all;
    // The greatest values more than once, so that a sum is beyond its columns' type.
    std::vector<NewEverything> fresh;
    for (int times = 0; times < 3; ++times) fresh.push_back(fresh_of(rows().front()));
    ASSERT_TRUE(repo_->insert_all<Everything>(fresh));
    ASSERT_TRUE(session().execute("UPDATE everything SET a_smallint = 32767, an_integer = 2147483647, a_bigint = 9223372036854775807 WHERE id > 3"));
#define WHIMBREL_SAME(function, member) same(repo_->function(all, everything::member), #function "(" #member ")")
#define WHIMBREL_SAME_TOTALS(member) WHIMBREL_SAME(sum, member), WHIMBREL_SAME(avg, member), WHIMBREL_SAME(min, member), WHIMBREL_SAME(max, member)
#define WHIMBREL_SAME_ENDS(member) WHIMBREL_SAME(min, member), WHIMBREL_SAME(max, member)
    // With what is no number among them, and without.
    for (const auto* change : {"SELECT 1", "UPDATE everything SET a_real = 0.1, a_double = 0.1, a_numeric = 0.10 WHERE a_double <> 0.1"}) {
        ASSERT_TRUE(session().execute(change));
        WHIMBREL_SAME_TOTALS(a_smallint);
        WHIMBREL_SAME_TOTALS(an_integer);
        WHIMBREL_SAME_TOTALS(a_bigint);
        WHIMBREL_SAME_TOTALS(a_numeric);
        WHIMBREL_SAME_TOTALS(a_real);
        WHIMBREL_SAME_TOTALS(a_double);
        WHIMBREL_SAME_TOTALS(an_interval);
        WHIMBREL_SAME_TOTALS(a_positive);
        WHIMBREL_SAME_TOTALS(maybe_integer);
        WHIMBREL_SAME_ENDS(an_oid);
        WHIMBREL_SAME_ENDS(a_text);
        WHIMBREL_SAME_ENDS(a_citext);
        WHIMBREL_SAME_ENDS(a_date);
        WHIMBREL_SAME_ENDS(a_time);
        WHIMBREL_SAME_ENDS(a_timestamp);
        WHIMBREL_SAME_ENDS(a_timestamptz);
        WHIMBREL_SAME_ENDS(an_inet);
        WHIMBREL_SAME_ENDS(a_cidr);
        WHIMBREL_SAME_ENDS(a_mood);
        WHIMBREL_SAME_ENDS(a_light);
        WHIMBREL_SAME_ENDS(a_money);
    }
#undef WHIMBREL_SAME_ENDS
#undef WHIMBREL_SAME_TOTALS
#undef WHIMBREL_SAME
    static_assert(std::is_same_v<decltype(repo_->sum(all, everything::an_integer)), Result<std::optional<std::int64_t>>>);
    EXPECT_FALSE(repo_->sum(Query<Everything>().where(everything::id == -1), everything::a_bigint).value());
    // Of a part, the first in the order asked for.
    const auto part = Query<Everything>().order_by(desc(everything::id)).limit(1).offset(1);
    EXPECT_EQ(repo_->max(part, everything::an_integer).value(), repo_->one(part).value()->an_integer);
    // A text may be of a type that has none.
    EXPECT_EQ(repo_->max(all, everything::an_xml).error().server->sqlstate, "42883");
}

TEST_F(GeneratedRows, are_refused_on_the_field_that_a_domain_is_of) {
    const auto all = rows();
    ASSERT_THAT(all, SizeIs(3));
    auto fresh = fresh_of(all[0]);
    fresh.a_small_code = "BIG";
    const auto refused = repo_->insert<Everything>(fresh);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().render(), ::testing::HasSubstr("a_small_code"));
}

}  // namespace
}  // namespace whimbrel::data
