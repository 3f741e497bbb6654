// What a generated Zod schema takes, the server takes, and the other way round: each value is put to both.
import assert from "node:assert/strict";
import pg from "pg";
import type { CheckedPatch, NewChecked } from "../database/index.js";
import { checkedPatchSchema, newCheckedSchema } from "../database/zod/index.js";

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
};

let tried = 0;
for (const [column, candidates] of Object.entries(values))
  for (const value of candidates) {
    const row: Record<string, unknown> = { name: "Ada", [column]: value };
    const columns = Object.keys(row);
    const statement = `INSERT INTO checked (${columns.join(", ")}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(", ")})`;
    const refusal = await client.query(statement, Object.values(row)).then(
      () => "",
      (error: Error) => error.message,
    );
    const parsed = newCheckedSchema.safeParse(row);
    assert.equal(parsed.success, refusal === "", `${column} = ${String(value)}: ${parsed.error?.message ?? "taken"}, and the server: ${refusal}`);
    tried += 1;
  }
assert.ok(tried > 60);

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
assert.deepEqual(messages({ name: "Ada", loud: "ADA" })?.length, 1, "the server computes it");
assert.deepEqual(messages({ name: "Ada", nmae: "Ada" })?.length, 1, "there is no such column");

await client.end();
