// Inserts and reads through Kysely and pg with the generated types, and compares what arrives with what the types say. What must not
// compile is marked: where it does, tsc fails.
import assert from "node:assert/strict";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import {
  everythingColumns,
  moodValues,
  employeeName,
  type Database,
  type Employee,
  type EmployeePatch,
  type Everything,
  type NewEmployee,
  type NewEverything,
} from "../database/index.js";
import { testQueries } from "./queries.js";

const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: process.env["DATABASE_URL"] }) }) });

const given: NewEverything = {
  a_boolean: true,
  a_smallint: 1,
  an_integer: 2,
  a_bigint: 9007199254740993n,
  a_real: 0.5,
  a_double: 0.25,
  a_numeric: "10.50",
  a_text: "text",
  a_char: "abc",
  a_bytea: new Uint8Array([1, 2]),
  a_uuid: "7f8b6a36-3f3a-4f0e-8a52-0d6d0a3d1a11",
  a_date: "2026-01-31",
  a_time: "12:30:00",
  a_timestamp: "2026-01-31 12:30:00",
  a_timestamptz: new Date(0),
  an_interval: "1 day 2 hours",
  a_json: JSON.stringify([1, { a: null }]),
  a_jsonb: JSON.stringify({ a: [true] }),
  a_point: "(1,2)",
  a_mood: 'it\'s "fine"',
  a_positive: 5,
  a_pair: "(1,x)",
  an_inet: "10.0.0.1",
  a_range: "[1,5)",
  booleans: [true, null],
  integers: [1, null],
  bigints: ["1", 2],
  doubles: [0.5],
  numerics: ["1.5"],
  texts: ["a", null],
  uuids: ["7f8b6a36-3f3a-4f0e-8a52-0d6d0a3d1a11"],
  dates: ["2026-01-31"],
  timestamptzs: [new Date(0)],
  intervals: ["1 day"],
  jsonbs: [JSON.stringify({ a: 1 })],
  byteas: [new Uint8Array([1])],
  points: ["(1,2)"],
  times: ["12:30:00"],
  moods: "{sad,ok}",
  positives: "{1,2}",
  inets: ["10.0.0.1"],
};

/** What the types say of each column. */
const expected: { [Column in keyof Everything]: (value: Everything[Column]) => boolean } = {
  a_boolean: (v) => typeof v === "boolean",
  a_smallint: (v) => typeof v === "number",
  an_integer: (v) => typeof v === "number",
  a_bigint: (v) => v === "9007199254740993",
  a_real: (v) => typeof v === "number",
  a_double: (v) => typeof v === "number",
  a_numeric: (v) => v === "10.50",
  a_text: (v) => v === "text",
  a_char: (v) => v === "abc",
  a_bytea: (v) => v instanceof Uint8Array && v[1] === 2,
  a_uuid: (v) => v.startsWith("7f8b"),
  a_date: (v) => v instanceof Date,
  a_time: (v) => v === "12:30:00",
  a_timestamp: (v) => v instanceof Date,
  a_timestamptz: (v) => v.getTime() === 0,
  an_interval: (v) => v.days === 1 && v.hours === 2,
  a_json: (v) => Array.isArray(v) && v[0] === 1,
  a_jsonb: (v) => JSON.stringify(v) === '{"a":[true]}',
  a_point: (v) => v.x === 1 && v.y === 2,
  a_mood: (v) => moodValues.includes(v),
  a_positive: (v) => v === 5,
  a_code: (v) => v === "none",
  a_pair: (v) => v === "(1,x)",
  an_inet: (v) => v === "10.0.0.1",
  a_range: (v) => v === "[1,5)",
  booleans: (v) => v[0] === true && v[1] === null,
  integers: (v) => v[0] === 1 && v[1] === null,
  bigints: (v) => v[0] === "1",
  doubles: (v) => v[0] === 0.5,
  numerics: (v) => v[0] === 1.5,
  texts: (v) => v[0] === "a" && v[1] === null,
  uuids: (v) => typeof v[0] === "string",
  dates: (v) => v[0] instanceof Date,
  timestamptzs: (v) => v[0] instanceof Date,
  intervals: (v) => v[0]?.days === 1,
  jsonbs: (v) => JSON.stringify(v[0]) === '{"a":1}',
  byteas: (v) => v[0] instanceof Uint8Array,
  points: (v) => v[0]?.x === 1,
  times: (v) => v[0] === "12:30:00",
  moods: (v) => v === "{sad,ok}",
  positives: (v) => v === "{1,2}",
  inets: (v) => v[0] === "10.0.0.1",
};

function check<Column extends keyof Everything>(row: Everything, column: Column) {
  assert.ok(expected[column](row[column]), `${column}: ${JSON.stringify(row[column])} (${typeof row[column]}) is not what its type says`);
}

await db.insertInto("everything").values(given).execute();
const everything: Everything = await db.selectFrom("everything").selectAll().executeTakeFirstOrThrow();
for (const column of everythingColumns) check(everything, column);
assert.deepEqual(Object.keys(everything).sort(), [...everythingColumns].sort());

const fresh: NewEmployee = { name: "Ada" };
const employee: Employee = await db.insertInto(employeeName).values(fresh).returningAll().executeTakeFirstOrThrow();
assert.equal(employee.status, "new");
assert.equal(employee.shout, "ADA");
assert.equal(employee["full name"], null);
const change: EmployeePatch = { status: "old", "full name": "Ada L." };
await db.updateTable("staff").set(change).where("id", "=", employee.id).execute();
assert.deepEqual(await db.selectFrom("new_staff").selectAll().execute(), []);
await db.insertInto("audit.events").values({ what: "test" }).execute();
assert.equal((await db.selectFrom("audit.events").select("what").executeTakeFirstOrThrow()).what, "test");
for (const table of ["Staff", "größe 50%", "audit.d"] as const) {
  await db.insertInto(table).values({ id: 1, name: table }).execute();
  assert.deepEqual(await db.selectFrom(table).selectAll().execute(), [{ id: 1, name: table }]);
}

// @ts-expect-error a name is required
const nameless: NewEmployee = {};
// @ts-expect-error the server computes it
const computed: NewEmployee = { name: "Ada", shout: "ADA" };
// @ts-expect-error the CHECK does not allow it
const unlisted: EmployeePatch = { status: "gone" };
// @ts-expect-error the enum has no such value
const moodless: Partial<NewEverything> = { a_mood: "glad" };
// @ts-expect-error GENERATED ALWAYS
const insert = () => db.insertInto("staff").values({ name: "Ada", id: "1" });
// @ts-expect-error there is no such column
const select = () => db.selectFrom("staff").select("nmae");
// @ts-expect-error a partition's rows are its table's
const partition = () => db.selectFrom("audit.events_rest");
void [nameless, computed, unlisted, moodless, insert, select, partition];

await testQueries(db, given);
await db.destroy();
