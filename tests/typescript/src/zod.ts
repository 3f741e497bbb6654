// What a generated Zod schema takes, the server takes, and the other way round: each value is put to both.
import assert from "node:assert/strict";
import pg from "pg";
import type { CheckedPatch, NewChecked } from "../database/index.js";
import { checkedPatchSchema, namedPatchSchema, newCheckedSchema, newNamedSchema } from "../database/zod/index.js";

const client = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
await client.connect();

const values: { [Column in keyof NewChecked]-?: unknown[] } = {
  id: [1000, "1001", 1002n, "x", 1.5],
  name: ["ab", "a", "abcde", "abcdef", "abcde   ", "ab\0", "日本語日本", "日本語日本語", "😀😀😀😀😀", "😀", null],
  port: [0, 1, 65535, 65536, 1.5, -1, 2147483648, null],
  ratio: ["0.5", "0.50", "0.51", 0.75, "999.99", "999.994", "999.995", 1000, "1e2", "1e3", "-1", "NaN", "", "x", null],
  big: ["9007199254740992999", "9007199254740993000", "9223372036854775808", "-9223372036854775809", 5n, 7, " 12 ", "1.5", null],
  kind: ["a", "b", "c", "", null],
  feeling: ["ok", "sad", "glad", null],
  key: ["7f8b6a36-3f3a-4f0e-8a52-0d6d0a3d1a11", "{7F8B6A363F3A4F0E8A520D6D0A3D1A11}", "7f8b-6a36-3f3a-4f0e-8a52-0d6d-0a3d-1a11", "7f8b", "{7f8b6a36-3f3a-4f0e-8a52-0d6d0a3d1a11"],
  doc: ['{"a":[1,null]}', "[1", "", "null"],
  small: [2, 3, 32767, 32768],
  even: [2],
  labels: [["a", null], [], ["a\0"]],
  least: [-1],
  most: [1],
  share: ["0.1", "0.04"],
  whole: ["0.5", "0.5004", "0.5005", "0.50049999", "-0.5005", 0.51],
  narrow: [0.1, 0.09999999999, 0.0999, 0.2],
  slug: ["a", "a-b", "a--b", "-a", "a-b-", "A", "", "abcdef  ", "abcde-  ", "aé", "a\n", "a\nb", "日"],
  code: ["12ab", "12-_", "12a", "1a", "12--", "12 a"],
  tag: ["ON", "on", "oFFf", "off", "K", "m", "n", "Z", "x", "X", "a", "F", "7", "é", "ſ", "\u212a", "😀", "\n", ""],
  path: ["", "/", "/a/", "/a.*", "/a]", "/a{a}", "/a\n/", "/a!!/", "/a!/", "x/", "/a/b/", "/\\/"],
  mail: ["a@b.c", "@b.c", "a@b", "aa@.", "a%@b.c", "a@b.c\n", "日@😀.x", "a\n@b.c"],
  starts: ["2020-02-29", "2020-02-28", "2020-03-01", "infinity", "20200301", null],
  ends: ["2020-01-01"],
  due: ["2026-01-01 12:00:00.25", "2026-01-01T12:00:00.2", "2026-01-01 12:00:00.249999", "2026-01-01 12:00:00.250001", "2026-01-01 12:00", "2026-01-02", "2025-12-31", "2026-01-01 11:59:60", "2025-12-31 24:00", "2026-01-01 12:00:00.1+02"],
  paid: ["2026-01-01"],
  seen: ["2026-01-01"],
  gone: ["2000-01-01 00:00:00Z", "1999-12-31 23:59:59.5Z", "1999-12-31 23:59:59.500001Z", "2000-01-01T01:00:00+01", "2000-01-01 00:30:00+01:00", "1999-12-31 18:59-05:00", "1999-12-31 20:00:00-05:00", new Date("1999-12-31T23:59:59.500Z"), new Date("1999-12-31T23:59:59.501Z"), "infinity"],
  dots: ["", "a", "ab", "abc", "\n", "\n\n", "😀", "😀😀", "😀😀😀"],
};
const rows: Record<string, unknown>[] = [
  ...[[1, 2], [2, 2], [3, 2], [3, null], [null, 2]].map(([least, most]) => ({ name: "Ada", least, most })),
  ...[["0.1", "0.1"], ["0.04", "0"], ["0.05", "0.05"], ["0.1", "0.0995"], ["0.1", "0.0994"], ["NaN", "0.1"], ["0.14", "0.1001"]].map(([share, whole]) => ({ name: "Ada", share, whole })),
  ...[[2, 2], [1, 2], [null, 2]].map(([least, small]) => ({ name: "Ada", least, small })),
  ...[["2026-01-01", "2026-01-01"], ["2026-01-02", "2026-01-01"], ["2026-01-02", "infinity"], ["2026-01-02", null]].map(([starts, ends]) => ({ name: "Ada", starts, ends })),
  // What lies on both sides of a digit that the column rounds to.
  ...[["12:00:00.1", "12:00:00.100001"], ["12:00:00.05", "12:00:00.1"], ["12:00:00.049999", "12:00:00.000001"], ["12:00:00.049999", "12:00"]].map(([due, paid]) => ({ name: "Ada", due: `2025-06-01 ${due}`, paid: `2025-06-01 ${paid}` })),
  ...[["12:00:00.5", "12:00:01"], ["12:00:00.499999", "12:00:00"], ["12:00:00.499999", "12:00:00.499999"]].map(([seen, gone]) => ({ name: "Ada", seen: `2025-06-01 ${seen}Z`, gone: `2025-06-01 ${gone}+00` })),
];

let tried = 0;
for (const [column, candidates] of Object.entries(values)) for (const value of candidates) rows.push({ name: "Ada", [column]: value });
for (const row of rows) {
    const columns = Object.keys(row);
    const statement = `INSERT INTO checked (${columns.join(", ")}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(", ")})`;
    const refusal = await client.query(statement, Object.values(row)).then(
      () => "",
      (error: Error) => error.message,
    );
    const parsed = newCheckedSchema.safeParse(row);
    assert.equal(parsed.success, refusal === "", `${JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))}: ${parsed.error?.message ?? "taken"}, and the server: ${refusal}`);
    tried += 1;
}
assert.ok(tried > 150);

// What the server's settings and locale decide is left to it.
for (const starts of ["0099-12-31", "2019-12-31 BC", "20200228", "-infinity", new Date(0)]) assert.ok(newCheckedSchema.safeParse({ name: "Ada", starts }).success);
for (const code of ["12é", "１２a"]) assert.ok(newCheckedSchema.safeParse({ name: "Ada", code }).success);

// What it gives is what the types take.
const fresh: NewChecked = newCheckedSchema.parse({ name: "Ada", ratio: null }) as NewChecked;
const patch: CheckedPatch = checkedPatchSchema.parse({ port: 23 }) as CheckedPatch;
assert.deepEqual([fresh, patch], [{ name: "Ada", ratio: null }, { port: 23 }]);
const messages = (input: unknown) => newCheckedSchema.safeParse(input).error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
assert.deepEqual(messages({ name: "abcdef", port: 65536, kind: "c" }), [
  "name: should be at most 5 character(s)",
  "port: must be less than or equal to 65535",
  "kind: is invalid",
]);
assert.deepEqual(messages({ name: "Ada", least: 3, most: 2, share: "0.1", whole: "0.1" }), [
  "least: must be less than or equal to most",
  "share: must be greater than whole",
]);
assert.deepEqual(messages({ name: "Ada", slug: "A" }), ["slug: has invalid format"]);
assert.deepEqual(messages({ name: "Ada", loud: "ADA" })?.length, 1, "the server computes it");
assert.deepEqual(messages({ name: "Ada", nmae: "Ada" })?.length, 1, "there is no such column");

assert.deepEqual(messages({ name: "Ada", starts: "2020-02-28", ends: "2020-02-27" }), ["starts: must be greater than or equal to 2020-02-29", "starts: must be less than or equal to ends"]);
assert.deepEqual(messages({ name: "Ada", starts: "2020-03-02", ends: "2020-03-01" }), ["starts: must be less than or equal to ends"]);

// Columns that are named as what every object has: absent where the row does not have them itself.
const own: [Record<string, unknown>, boolean][] = [
  [{ id: 1, toString: "a" }, true],
  [{ id: 2, constructor: "b", hasOwnProperty: 1, toString: "a", valueOf: "2026-01-31" }, true],
  [{ id: 3 }, false],
  [{ id: 4, toString: "abcd" }, false],
  [{ id: 5, toString: "a", hasOwnProperty: 0 }, false],
];
for (const [row, isTaken] of own) {
  const parsed = newNamedSchema.safeParse(row);
  assert.equal(parsed.success, isTaken);
  if (parsed.success) assert.deepEqual(Object.entries(parsed.data), Object.entries(row));
  const columns = Object.keys(row);
  const insert = client.query(`INSERT INTO named (${columns.map((name) => `"${name}"`).join(", ")}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(", ")})`, Object.values(row));
  assert.equal(await insert.then(() => true, () => false), isTaken);
}
assert.ok(namedPatchSchema.safeParse({}).success);

await client.end();
