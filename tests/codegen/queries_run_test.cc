// SPDX-License-Identifier: Apache-2.0
// The functions made of tests/codegen/queries, called on a server: every type arrives as it was sent, as a parameter, in a result and by COPY.
#include "queries.h"

#include "tests/data/db_fixture.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace whimbrel::data {
namespace {

using namespace app::model;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

/// A row whose values are none of the defaults.
constexpr const char* k_row = R"sql(
INSERT INTO everything VALUES (DEFAULT, true, -7, 77, 9007199254740993, 4294967295, 0.5, -0.25, 10.50, E'a\tb\\n"ä', 'varchar', 'ch', 'x', 'a name', 'CiText', '<a>b</a>',
  '\x00ff5c', '7f8b6a36-3f3a-4f0e-8a52-0d6d0a3d1a11', '2026-01-31', '12:30:00.5', '12:30:00+02', '2026-01-31 12:30:00', '2026-01-31 12:30:00.123+00',
  '1 day 02:00:00', '{"a": [1, null]}', '{"a": {"b": "\\"}}', '(1,2)', 'a:1 b:2', B'101', 12.5, '10.0.0.1/24', '10.0.0.0/8', '08:00:2b:01:02:03',
  '08:00:2b:01:02:03:04:05', '[1,5)', '[1,9007199254740993)', '(1.5,)', '[2026-01-01,2026-02-01)', '["2026-01-01 00:00","2026-02-01 00:00")',
  '["2026-01-01 00:00+00",)', '[0.5,1.5)', '{[1,3),[5,7)}', 'it''s "fine"', 5, 'code', 'small', 'green', '{x,NULL,"y,z"}',
  ROW('Street "5"', NULL, '{sad,"IN PROGRESS"}', ROW(1, 2.5, 3), '2026-01-01'), ROW(), NULL, 'maybe', 'größe', NULL,
  '{t,NULL}', '{1}', '{1,NULL}', '{9007199254740993}', '{7}', '{0.5}', '{0.25}', '{1.50,NULL}', '{a,"b \"c\"",NULL,""}', '{v}', '{C}', '{"\\x01"}',
  '{7f8b6a36-3f3a-4f0e-8a52-0d6d0a3d1a11}', '{2026-01-31}', '{12:00}', '{"2026-01-31 12:00:00"}', '{"2026-01-31 12:00:00+00"}', '{1 day}',
  '{"{\"a\": 1}"}', '{"{\"a\": 2}"}', '{"(1,2)"}', '{10.0.0.1}', '{10.0.0.0/8}', '{08:00:2b:01:02:03}', '{"[1,5)"}', '{"[2026-01-01 00:00+00,)"}',
  '{sad,class}', '{1,2}', '{"(a,,,,)"}', '{}');
)sql";

/// What a row of one struct says, in another that has the same columns.
template <class To, class From>
To same_as(const From& from) {
    To to;
    for (const auto& column : Relation<To>::info.columns) {
        const auto source = std::ranges::find(Relation<From>::info.columns, column.name, &ColumnInfo::name);
        EXPECT_NE(source, Relation<From>::info.columns.end()) << column.name;
        std::string bytes;
        if (column.form == Form::binary) {
            const bool is_there = source->write(&from, bytes);
            EXPECT_TRUE(column.read(bytes.data(), is_there ? static_cast<int>(bytes.size()) : -1, &to)) << column.name;
        } else {
            const auto text = source->render(&from);
            EXPECT_TRUE(column.read(text ? text->c_str() : nullptr, text ? static_cast<int>(text->size()) : -1, &to)) << column.name;
        }
    }
    return to;
}

/// Every parameter from the member of its name.
SetEverythingParameters set_all(const Everything& from) {
    SetEverythingParameters to;
#define WHIMBREL_SAME(member) to.member = from.member
    WHIMBREL_SAME(id);
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
    return to;
}

class GeneratedQueries : public DataDb {
protected:
    void SetUp() override {
        DataDb::SetUp();
        const auto folder = std::filesystem::path(WHIMBREL_SOURCE_DIR) / "tests/codegen/schema/types.sql";
        std::ifstream in(folder);
        std::stringstream text;
        text << in.rdbuf();
        for (const auto& sql : {text.str(), std::string(k_row)}) {
            const auto done = session().execute(sql);
            ASSERT_TRUE(done) << done.error().render();
        }
        auto pool = Pool::open(url(), {.size = 2});
        ASSERT_TRUE(pool) << pool.error().render();
        pool_ = std::move(*pool);
        repo_.emplace(*pool_);
    }
    /// All rows as the server prints them, without their keys.
    std::string printed() {
        auto rows = session().query("SELECT array_agg((to_jsonb(e) - 'id')::text ORDER BY id) FROM everything e").value();
        return rows[0].string(0);
    }
    Everything row() {
        auto rows = all_of_everything(*repo_);
        EXPECT_TRUE(rows) << rows.error().render();
        EXPECT_THAT(*rows, SizeIs(1));
        return rows->front();
    }

    std::unique_ptr<Pool> pool_;
    std::optional<Repo> repo_;
};

TEST_F(GeneratedQueries, read_every_type) {
    const auto everything = row();
    EXPECT_EQ(everything.a_bigint, 9007199254740993);
    EXPECT_EQ(everything.a_text, "a\tb\\n\"ä");
    EXPECT_EQ(everything.a_mood, *from_text<Mood>("it's \"fine\""));
    EXPECT_EQ(everything.a_light, EverythingALight::green);
    EXPECT_EQ(everything.an_address.street, "Street \"5\"");
    EXPECT_EQ(everything.an_address.place->y, 2.5);
    EXPECT_EQ(everything.maybe_integer, std::nullopt);
    const auto binary = binary_of_everything(*repo_).value();
    ASSERT_THAT(binary, SizeIs(1));
    EXPECT_EQ(same_as<BinaryOfEverythingRow>(everything), binary.front());
}

TEST_F(GeneratedQueries, copy_every_type) {
    const auto everything = row();
    const std::vector<CopyEverythingParameters> rows(3, same_as<CopyEverythingParameters>(everything));
    const auto before = printed();
    const auto copied = copy_everything(*repo_, rows);
    ASSERT_TRUE(copied) << copied.error().render();
    EXPECT_EQ(*copied, 3);
    ASSERT_TRUE(session().execute("DELETE FROM everything WHERE id > 2"));
    auto all = all_of_everything(*repo_).value();
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[1].id, 2);
    all[1].id = all[0].id;
    EXPECT_EQ(all[0], all[1]);
    ASSERT_TRUE(session().execute("DELETE FROM everything WHERE id = 1"));
    EXPECT_EQ(printed(), before);
}

TEST_F(GeneratedQueries, copy_in_binary_form) {
    auto one = same_as<CopyBinaryParameters>(row());
    std::vector<CopyBinaryParameters> rows(1'000, one);
    for (std::size_t at = 0; at < rows.size(); ++at) rows[at].a_bigint = static_cast<std::int64_t>(at);
    EXPECT_THAT(std::string(statements::copy_binary.text), HasSubstr("FORMAT binary"));
    EXPECT_EQ(copy_binary(*repo_, rows).value(), 1'000);
    EXPECT_EQ(copy_binary(*repo_, {}).value(), 0);
    const auto there = all_of_binary_alone(*repo_).value();
    ASSERT_THAT(there, SizeIs(1'000));
    EXPECT_EQ(same_as<CopyBinaryParameters>(there[999]), rows[999]);

    // All or none: the last one has a value that its domain refuses.
    rows.back().a_positive = -1;
    const auto refused = copy_binary(*repo_, rows);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().render(), HasSubstr("running copy_binary of queries/everything.sql:"));
    EXPECT_THAT(all_of_binary_alone(*repo_).value(), SizeIs(1'000));
}

TEST_F(GeneratedQueries, take_every_type) {
    const auto everything = row();
    const auto before = printed();
    ASSERT_TRUE(session().execute("UPDATE everything SET a_boolean = false, a_text = 'other', moods = '{}', maybe_integer = 1, maybe_text = NULL"));
    EXPECT_NE(printed(), before);
    const auto set = set_everything(*repo_, set_all(everything));
    ASSERT_TRUE(set) << set.error().render();
    EXPECT_EQ(*set, 1);
    EXPECT_EQ(printed(), before);
}

TEST_F(GeneratedQueries, take_one_argument_of_each_form) {
    const auto everything = row();
    EXPECT_THAT(of_mood(*repo_, everything.a_mood).value(), SizeIs(1));
    EXPECT_EQ(of_light(*repo_, EverythingALight::red).value().front().lights, 0);
    EXPECT_THAT(of_ids(*repo_, {everything.id, std::nullopt}).value(), SizeIs(1));
    EXPECT_TRUE(of_varchars(*repo_, everything.varchars).value());
    EXPECT_TRUE(of_maybe(*repo_, everything.maybe_mood).value());
    EXPECT_FALSE(of_maybe(*repo_, std::nullopt).value());
    EXPECT_FALSE(of_address(*repo_, "Street \"5\"").value());
    EXPECT_EQ(of_json(*repo_, Json{R"({"a": {}})"}).value().front().part->text, R"({"b": "\\"})");
    EXPECT_THAT(one_repo(*repo_, everything.a_text).value(), SizeIs(1));
}

TEST_F(GeneratedQueries, have_names_that_stand_in_nobodys_way) {
    const auto odd = odd_parameters(*repo_, {.class_ = 1, .repo = "r", .values = "v", .Mood_ = *from_text<Mood>("ok"), .parameters = {}}).value();
    ASSERT_TRUE(odd);
    EXPECT_EQ(odd->class_, 1);
    EXPECT_EQ(odd->parameters, std::nullopt);
    EXPECT_THAT(*odd->one, HasSubstr("a \"quote\" \\ )sql\"\n"));
}

TEST_F(GeneratedQueries, run_in_a_transaction_and_say_how_many) {
    const auto undone = repo_->transaction([](Repo& repo) -> Result<std::int64_t> {
        WHIMBREL_TRY(const auto deleted, delete_(repo));
        return fail(ErrorCode::request_invalid, std::to_string(deleted));
    });
    EXPECT_EQ(undone.error().message, "1");
    EXPECT_EQ(delete_(*repo_).value(), 1);
    EXPECT_THAT(all_of_everything(*repo_).value(), SizeIs(0));
}

}  // namespace
}  // namespace whimbrel::data
