// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/verifier.h"

#include "whimbrel/runner/test_target.h"

#include <chrono>

namespace whimbrel::runner {
namespace {

class Verifier : public TargetTest {
protected:
    /// What verify() says of a statement.
    std::string verdict(const std::string& text) {
        Wire wire(session(), options, environment);
        const auto found = verify(wire, parsed(text));
        return found ? name(*found) : found.error().render();
    }
    std::string finished(const std::string& text) {
        Wire wire(session(), options, environment);
        const auto end = finish_half(wire, parsed(text));
        return end ? name(*end) : end.error().render();
    }
    static parse::SplitStatement parsed(const std::string& text) { return parse::split("m.sql", text).value().statements.front(); }
    static std::string name(Verdict verdict) {
        switch (verdict) {
            case Verdict::done:
                return "done";
            case Verdict::half:
                return "half";
            case Verdict::not_done:
                return "not done";
            case Verdict::unknown:
                break;
        }
        return "unknown";
    }
    /// An index whose build failed.
    void make_invalid(const std::string& index) {
        execute("CREATE TABLE IF NOT EXISTS public.t (id integer, n integer); TRUNCATE public.t; INSERT INTO public.t VALUES (1), (1)");
        EXPECT_FALSE(session().execute("CREATE UNIQUE INDEX CONCURRENTLY " + index + " ON public.t (id)"));
    }
};

TEST_F(Verifier, create_index) {
    const std::string text = "CREATE UNIQUE INDEX CONCURRENTLY \"My index\" ON public.t (id)";
    EXPECT_EQ(verdict(text), "not done");
    make_invalid("\"My index\"");
    EXPECT_EQ(verdict(text), "half");
    EXPECT_EQ(finished(text), "not done");
    EXPECT_EQ(verdict(text), "not done");
    execute("TRUNCATE public.t");
    execute(text);
    EXPECT_EQ(verdict(text), "done");
    EXPECT_EQ(verdict("CREATE INDEX CONCURRENTLY ON public.t (id)"), "unknown");
}

TEST_F(Verifier, create_index_on_the_search_path) {
    execute("CREATE SCHEMA app; CREATE TABLE app.t (id integer); SET search_path TO app; CREATE INDEX i ON t (id)");
    EXPECT_EQ(verdict("CREATE INDEX CONCURRENTLY i ON t (id)"), "done");
    execute("SET search_path TO public");
    EXPECT_EQ(verdict("CREATE INDEX CONCURRENTLY i ON t (id)"), "not done");
}

TEST_F(Verifier, drop_index) {
    const std::string text = "DROP INDEX CONCURRENTLY IF EXISTS public.i";
    EXPECT_EQ(verdict(text), "done");
    make_invalid("i");
    EXPECT_EQ(verdict(text), "not done");
}

TEST_F(Verifier, reindex) {
    make_invalid("i_ccnew");
    execute("CREATE INDEX i ON public.t (n)");
    for (const std::string text : {"REINDEX INDEX CONCURRENTLY public.i", "REINDEX (CONCURRENTLY) TABLE public.t", "REINDEX TABLE CONCURRENTLY public.t"}) {
        EXPECT_EQ(verdict(text), "half") << text;
        EXPECT_EQ(finished(text), "not done") << text;
        EXPECT_EQ(verdict(text), "not done") << text;
        make_invalid("i_ccnew1");
    }
}

TEST_F(Verifier, detach_partition) {
    const std::string text = "ALTER TABLE public.p DETACH PARTITION public.p1 CONCURRENTLY";
    execute("CREATE TABLE public.p (id integer) PARTITION BY RANGE (id); CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (1) TO (2);");
    EXPECT_EQ(verdict(text), "not done");
    // The second half waits for whoever may still see the partition.
    auto reader = database->connect().value();
    ASSERT_TRUE(reader.execute("BEGIN; SELECT * FROM public.p"));
    const auto begin = std::chrono::steady_clock::now();
    session().cancel_when([&] { return std::chrono::steady_clock::now() - begin > std::chrono::milliseconds(500); });
    EXPECT_FALSE(session().execute(text));
    session().cancel_when({});
    ASSERT_TRUE(reader.execute("COMMIT"));
    EXPECT_EQ(verdict(text), "half");
    EXPECT_EQ(finished(text), "done");
    EXPECT_EQ(verdict(text), "done");
}

TEST_F(Verifier, databases_and_subscriptions) {
    EXPECT_EQ(verdict("CREATE DATABASE whimbrel_verified"), "not done");
    EXPECT_EQ(verdict("DROP DATABASE IF EXISTS whimbrel_verified"), "done");
    EXPECT_EQ(verdict("CREATE DATABASE template1"), "done");
    EXPECT_EQ(verdict("DROP DATABASE template1"), "not done");
    EXPECT_EQ(verdict("CREATE TABLESPACE pg_default LOCATION '/x'"), "done");
    EXPECT_EQ(verdict("CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p"), "not done");
    EXPECT_EQ(verdict("DROP SUBSCRIPTION s"), "done");
}

TEST_F(Verifier, what_can_run_again_and_what_cannot_be_told) {
    for (const auto* text : {"VACUUM", "VACUUM FULL public.t", "ANALYZE", "CHECKPOINT", "ALTER SYSTEM SET work_mem = '4MB'"})
        EXPECT_EQ(verdict(text), "not done") << text;
    for (const auto* text : {"CALL public.backfill()", "DO $$BEGIN END$$", "UPDATE public.t SET id = 1"}) EXPECT_EQ(verdict(text), "unknown") << text;
    EXPECT_TRUE(failure_means_nothing_happened(parsed("UPDATE public.t SET id = 1")));
    EXPECT_FALSE(failure_means_nothing_happened(parsed("CALL public.backfill()")));
    EXPECT_FALSE(failure_means_nothing_happened(parsed("DO $$BEGIN END$$")));
}

}  // namespace
}  // namespace whimbrel::runner
