// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/pg/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::pg {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string render(std::string_view text) {
    const auto url = Url::parse(text);
    if (!url) return url.error().render();
    std::string out;
    for (const auto& [keyword, value] : url->parameters()) out += (out.empty() ? "" : " ") + keyword + "=" + value;
    if (!url->schema().empty()) out += " schema:" + url->schema();
    if (url->through_pooler()) out += " pooler";
    return out;
}

struct Case {
    std::string_view text, parameters;
};

TEST(Url, reads_libpqs_forms) {
    const Case cases[] = {
        {"", ""},
        {" \n", ""},
        {"postgresql://", ""},
        {"postgresql://h", "host=h"},
        {"postgres://u@h:5433/d", "dbname=d host=h port=5433 user=u"},
        {"postgresql://u:p%40s%2Fs@h/d%20b", "dbname=d b host=h password=p@s/s user=u"},
        {"postgresql://u:p@ss@h/d", "dbname=d host=h password=p@ss user=u"},
        {"postgresql://u:@h/", "host=h user=u"},
        {"postgresql://a:1,b:2/d?target_session_attrs=any", "dbname=d host=a,b port=1,2 target_session_attrs=any"},
        {"postgresql://a,b:2", "host=a,b port=,2"},
        {"postgresql://[::1]:5433/d", "dbname=d host=::1 port=5433"},
        {"postgresql://[fe80::1%25eth0],h/d", "dbname=d host=fe80::1%eth0,h"},
        {"postgresql:///d?host=/tmp&port=5499&user=u", "dbname=d host=/tmp port=5499 user=u"},
        {"postgresql://%2Ftmp%2Fpg:5499/d", "dbname=d host=/tmp/pg port=5499"},
        {"postgresql://h?sslmode=verify-full&options=-c%20a%3Db", "host=h options=-c a=b sslmode=verify-full"},
        {"postgresql://u@h/d?user=a@b", "dbname=d host=h user=a@b"},
        {"host=h port = 5 dbname='a b\\'c' user=x\\ y", "dbname=a b'c host=h port=5 user=x y"},
        {"host = h password=''", "host=h password="},
    };
    for (const auto& [text, parameters] : cases) EXPECT_EQ(render(text), parameters) << text;
}

TEST(Url, reads_other_tools_forms) {
    const Case cases[] = {
        {"postgresql+psycopg2://u@h/d", "dbname=d host=h user=u"},
        {"postgresql+asyncpg://u@h/d?ssl=require&prepared_statement_cache_size=0", "dbname=d host=h sslmode=require user=u"},
        {"ecto://u:p@h/d?ssl=true&pool_size=10", "dbname=d host=h password=p sslmode=require user=u"},
        {"jdbc:postgresql://h:5433/d?user=u&password=p&ssl=false&ApplicationName=x&socketTimeout=3",
         "application_name=x dbname=d host=h password=p port=5433 sslmode=disable user=u"},
        {"jdbc:postgresql://h/d?currentSchema=a,b", "dbname=d host=h options=-c search_path=a,b"},
        {"PostgreSQL://h", "host=h"},
        {"postgresql://u@h/d?schema=app&pgbouncer=true&connection_limit=1&pool_timeout=2&sslaccept=strict", "dbname=d host=h user=u schema:app pooler"},
        {"postgres://h/d?sslmode=disable&x-migrations-table=m&search_path=a%20b", "dbname=d host=h options=-c search_path=a\\ b sslmode=disable"},
        {"postgresql://h/d?search_path=s&options=-c%20a%3Db", "dbname=d host=h options=-c search_path=s -c a=b"},
        {"postgresql://h/d?charset=utf8&serverVersion=15&statement_timeout=1", "dbname=d host=h"},
        {"postgresql://h/d?ssl=no-verify", "dbname=d host=h sslmode=require"},
        {"postgresql://h/d?ssl=true&sslmode=verify-full", "dbname=d host=h sslmode=verify-full"},
    };
    for (const auto& [text, parameters] : cases) EXPECT_EQ(render(text), parameters) << text;
}

TEST(Url, refuses_with_the_part_and_the_way_out) {
    const std::string form = "HINT: Write it as postgresql://user@host:5432/database.\n";
    const std::string encode = "HINT: Percent-encode special characters in user and password (@ is %40, / is %2F, ? is %3F, & is %26).\n";
    const std::pair<std::string_view, std::string> cases[] = {
        {"mysql://u@h/d", "error[W1101]: the URL's scheme \"mysql\" is not PostgreSQL's\n" + form},
        {"prisma://x",
         "error[W1101]: the URL's scheme \"prisma\" leads to Prisma's service, not to a server\nHINT: Use the database's own URL (DIRECT_URL).\n"},
        {"app", "error[W1101]: the text is neither a URL nor a connection string\n" + form},
        {"Host=h;Port=1;Password=x", "error[W1101]: the connection string is in the form of .NET or ODBC\n" + form},
        {"postgresql://h/d?sslmod=require",
         "error[W1101]: the URL has a parameter \"sslmod\" that neither libpq nor whimbrel knows\nHINT: Write \"sslmode\", if that was meant.\n"},
        {"postgresql://h/d?frobnicate=1",
         "error[W1101]: the URL has a parameter \"frobnicate\" that neither libpq nor whimbrel knows\nHINT: Remove it from the URL.\n"},
        {"host=h conection_limit=1",
         "error[W1101]: the URL has a parameter \"conection_limit\" that neither libpq nor whimbrel knows\nHINT: Write \"connection_limit\", if that was "
         "meant.\n"},
        {"postgresql://h/d?sslidentity=x",
         "error[W1101]: the URL's parameter \"sslidentity\" names a PKCS#12 file, which libpq does not read\nHINT: Use sslcert and sslkey instead.\n"},
        {"postgresql://h/d?replication=database",
         "error[W1101]: the URL asks for a replication connection, which runs no SQL\nHINT: Remove the parameter \"replication\".\n"},
        {"postgresql://h/d?pgbouncer=x",
         "error[W1101]: the URL's parameter \"pgbouncer\" is neither true nor false\nHINT: Write pgbouncer=true, or remove it.\n"},
        {"postgresql://h/d?ssl=x",
         "error[W1101]: the URL's parameter \"ssl\" is neither true nor false nor one of libpq's sslmodes\nHINT: Use sslmode=require, or another of libpq's "
         "modes.\n"},
        {"postgresql://h/d?a", "error[W1101]: the URL has a parameter without a value\n" + encode},
        {"postgresql://h:70000/d", "error[W1101]: the URL's port is not a number from 1 to 65535\n" + encode},
        {"postgresql://[::1/d", "error[W1101]: the URL has an IPv6 address without its closing bracket\n" + form},
        {"postgresql://[::1]x/d", "error[W1101]: the URL has text behind the bracket of an IPv6 address\n" + form},
        {"postgresql://u:50%@h/d", "error[W1101]: the URL has a % that two hexadecimal digits do not follow\nHINT: Write % itself as %25.\n"},
        {"host=h x", "error[W1101]: the connection string has a word without \"=\"\nHINT: Put values with blanks into single quotes.\n"},
        {"host='h", "error[W1101]: the connection string has a quote that is not closed\nHINT: Write a quote in a value as \\'.\n"},
    };
    for (const auto& [text, rendered] : cases) EXPECT_EQ(render(text), rendered) << text;
}

/// Each holds the words "sec" and "ret" in its password, in a way that breaks a parser somewhere.
TEST(Url, never_shows_a_password) {
    const std::string_view cases[] = {
        "postgresql://u:sec/ret@h/d",
        "postgresql://u:sec?ret@h/d",
        "postgresql://u:sec@ret@h/d",
        "postgresql://u:sec@ret/x@h/d",
        "postgresql://u:sec@x?ret@h/d",
        "postgresql://u:sec@x?ret=1@h/d",
        "postgresql://u:sec#ret@h/d",
        "postgresql://u:sec%ret@h/d",
        "postgresql://u:[sec]ret@h/d",
        "postgresql://u:sec ret@h/d",
        "postgresql://u:sec:ret@h:x/d",
        "postgresql://u:secret@h/d?foo=secret",
        "postgresql://h/d?password=secret&user=u",
        "postgresql://h/d?sslpassword=secret",
        "host=h password=sec ret",
        "host=h password='secret",
        "host=h password=secret foo=bar",
        "Host=h;Password=secret",
        "mysql://u:secret@h/d",
        "u:secret@h/d",
    };
    for (const auto& text : cases) {
        const auto url = Url::parse(text);
        const auto shown = url ? url->describe() + " " + url->render_without_password() : url.error().render();
        EXPECT_THAT(shown, Not(HasSubstr("sec"))) << text;
        EXPECT_THAT(shown, Not(HasSubstr("ret"))) << text;
    }
}

TEST(Url, describes_itself) {
    const Case cases[] = {
        {"", "the default database on the default host"},
        {"postgresql://u:p@db.example:5432/app", "database app on db.example:5432"},
        {"postgresql://db.example/app", "database app on db.example"},
        {"postgresql://[::1]:5433/app", "database app on [::1]:5433"},
        {"postgresql://a:1,b:2/app", "database app on a:1,b:2"},
        {"host=a,b port=7 dbname=app", "database app on a:7,b:7"},
        {"host=/tmp port=7", "the default database on /tmp:7"},
        {"port=7", "the default database on the default host:7"},
        {"service=x", "the default database of service x"},
        {"hostaddr=10.0.0.1", "the default database on 10.0.0.1"},
    };
    for (const auto& [text, described] : cases) EXPECT_EQ(Url::parse(text)->describe(), described) << text;
}

TEST(Url, reads_back_what_it_renders) {
    const std::string_view cases[] = {
        "",
        "postgresql://u:p%40s%2Fs%3F@h:5433/d%20b?sslmode=require",
        "postgresql:///d?host=/tmp/pg&port=5499&user=u",
        "postgresql://a:1,b:2/d",
        "postgresql://a,b:2/d",
        "host=a,b port=7",
        "postgresql://[::1]:5433/d",
        "postgresql://[fe80::1%25eth0]/d",
        "password=x host=h",
        "host=h options='-c a=b\\\\ c,d'",
        "postgresql://ü:ß@h/д",
        "port=7 dbname=x",
    };
    for (const auto& text : cases) {
        const auto url = Url::parse(text).value();
        const auto again = Url::parse(url.render());
        ASSERT_TRUE(again) << url.render();
        auto expected = url.parameters();
        // One port for all hosts is written out for each.
        if (text == "host=a,b port=7") expected["port"] = "7,7";
        EXPECT_EQ(again->parameters(), expected) << url.render();
    }
    EXPECT_EQ(Url::parse("postgresql://u:p@h/d")->render_without_password(), "postgresql://u@h/d");
    EXPECT_EQ(Url::parse("host=/tmp port=5499 user=u password=p dbname=d")->render(), "postgresql://u:p@/d?host=/tmp&port=5499");
    EXPECT_EQ(Url::parse("postgresql://u:p@h/d")->with_database("e").render(), "postgresql://u:p@h/e");
}

}  // namespace
}  // namespace whimbrel::pg
