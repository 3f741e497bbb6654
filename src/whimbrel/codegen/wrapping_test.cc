// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/wrapping.h"

#include <gtest/gtest.h>

namespace whimbrel::codegen {
namespace {

std::string cpp(const std::string& text) { return wrapped(text, Language::cpp); }
std::string typescript(const std::string& text) { return wrapped(text, Language::typescript); }
std::string x(std::size_t times) { return std::string(times, 'x'); }

TEST(Wrapping, LeavesWhatFits) {
    const auto line = "    call(" + x(149) + ");\n";
    ASSERT_EQ(line.size(), 161U);
    EXPECT_EQ(cpp(line + "\n" + line), line + "\n" + line);
    EXPECT_EQ(cpp(""), "");
}

TEST(Wrapping, BreaksListsBehindCommas) {
    EXPECT_EQ(cpp("    call(" + x(80) + ", {a, b}, " + x(80) + ");\n"), "    call(" + x(80) + ", {a, b},\n         " + x(80) + ");\n");
    // Below each other where that takes fewer lines than behind the bracket.
    EXPECT_EQ(cpp("    " + x(70) + "(" + x(90) + ", " + x(50) + ");\n"), "    " + x(70) + "(\n        " + x(90) + ", " + x(50) + ");\n");
    EXPECT_EQ(cpp("    void f(int a, " + x(150) + ") {\n"), "    void f(int a,\n           " + x(150) + ") {\n");
}

TEST(Wrapping, BreaksChainsBeforeTheirCalls) {
    EXPECT_EQ(cpp("    return run(s, Values().add(" + x(60) + ").add(" + x(60) + ").add(c));\n"),
              "    return run(\n        s, Values().add(" + x(60) + ").add(" + x(60) + ").add(c));\n");
    EXPECT_EQ(cpp("    return run(s, Values().add(" + x(70) + ").add(" + x(70) + ").add(c));\n"),
              "    return run(s,\n               Values()\n                   .add(" + x(70) + ")\n                   .add(" + x(70) +
                  ")\n                   .add(c));\n");
}

TEST(Wrapping, BreaksTextsBehindBlanks) {
    EXPECT_EQ(cpp("    {\"a, (b\", \"" + x(80) + " \\\" " + x(80) + "\"},\n"), "    {\"a, (b\",\n     \"" + x(80) + " \\\" \"\n     \"" + x(80) + "\"},\n");
    EXPECT_EQ(typescript("const text = \"" + x(80) + " " + x(80) + "\";\n"), "const text =\n  \"" + x(80) + " \" +\n  \"" + x(80) + "\";\n");
    const auto whole = "const text =\n  \"" + x(180) + "\";\n";
    EXPECT_EQ(typescript("const text = \"" + x(180) + "\";\n"), whole);
    EXPECT_EQ(typescript(whole), whole);
}

TEST(Wrapping, BreaksAsTypescriptDoes) {
    EXPECT_EQ(typescript("  const r = await db.query({ text: t, values: [rows.map((row) => row." + x(60) + "), " + x(60) + "] });\n"),
              "  const r = await db.query({\n    text: t,\n    values: [\n      rows.map((row) => row." + x(60) + "),\n      " + x(60) + "\n    ]\n  });\n");
    EXPECT_EQ(typescript("  status: Type<" + x(60) + ", " + x(50) + " | null, U>;\n"),
              "  status: Type<\n    " + x(60) + ",\n    " + x(50) + " | null, U\n  >;\n");
    EXPECT_EQ(typescript("export type T = \"" + x(60) + "\" | \"" + x(60) + "\";\n"), "export type T =\n  | \"" + x(60) + "\"\n  | \"" + x(60) + "\";\n");
}

TEST(Wrapping, BreaksDocumentationBetweenWords) {
    EXPECT_EQ(cpp("    /// " + x(100) + " " + x(60) + " b\n"), "    /// " + x(100) + "\n    /// " + x(60) + " b\n");
    // A line that ends with a backslash would go on in the next one.
    EXPECT_EQ(cpp("/// " + x(80) + " \\ " + x(90) + "\n"), "/// " + x(80) + "\n/// \\ " + x(90) + "\n");
    EXPECT_EQ(cpp("/// " + x(200) + "\n"), "/// " + x(200) + "\n");
    EXPECT_EQ(typescript("   * " + x(100) + " " + x(60) + "\n"), "   * " + x(100) + "\n   * " + x(60) + "\n");
}

TEST(Wrapping, LeavesWhatGoesOverSeveralLines) {
    const auto raw = "    R\"sql(SELECT (" + x(90) + ", " + x(90) + ",\n  " + x(90) + ", (" + x(90) + "\n" + x(100) + ")sql\", \"" + x(90) + "\"};\n";
    EXPECT_EQ(cpp(raw), raw);
    const auto documented = "/// An R\"sql( of nothing\n";
    EXPECT_EQ(cpp(documented + raw), documented + raw);
    const auto text = "const t = `a\\` (" + x(90) + ", " + x(90) + "\n  " + x(90) + ", \"" + x(90) + "`;\n";
    EXPECT_EQ(typescript(text), text);
    for (const std::string odd : {"/** One ` and no other. */\n", "/**\n * One `\n * and no other.\n */\n", "// One `\n"})
        EXPECT_EQ(typescript(odd + text), odd + text);
    EXPECT_EQ(typescript(text + "const u = [" + x(90) + ", " + x(90) + "];\n"), text + "const u = [\n  " + x(90) + ",\n  " + x(90) + "\n];\n");
}

}  // namespace
}  // namespace whimbrel::codegen
