// The functions made of queries/staff.sql, called through a Pool and a Client of pg; what must not compile is marked.
import assert from "node:assert/strict";
import pg from "pg";
import * as queries from "../database/queries.js";
import { CamelCasePlugin, type Kysely } from "kysely";
import type { Database, Employee, Everything, NewEverything } from "../database/index.js";
import { fromKysely } from "./from_kysely.js";

/** On a Kysely, and in a transaction of its that is rolled back. */
async function testOnKysely(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom("staff").execute();
  const copied = await queries.copyStaff(fromKysely(db), [{ name: "Ada", status: "new", full_name: null }]);
  assert.equal(copied, 1);
  const [ada] = await queries.staffOf(fromKysely(db.withPlugin(new CamelCasePlugin())), { status: "new" });
  assert.equal(ada?.["full name"], null);
  const undone = db.transaction().execute(async (trx) => {
    assert.equal(await queries.renameMember(fromKysely(trx), { name: "Ada", full_name: "Ada L.", id: ada!.id }), 1);
    assert.equal((await queries.member(fromKysely(trx), { id: ada!.id }))?.["full name"], "Ada L.");
    throw new Error("undone");
  });
  await assert.rejects(undone, /undone/);
  assert.equal((await queries.member(fromKysely(db), { id: ada!.id }))?.["full name"], null);
}

export async function testQueries(db: Kysely<Database>, given: NewEverything): Promise<void> {
  await testOnKysely(db);
  const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"] });
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query("DELETE FROM staff");

  assert.equal(await queries.copyStaff(client, []), 0);
  const copied = await queries.copyStaff(client, [
    { name: 'Ada "the first"', status: "new", full_name: null },
    { name: "Grace", status: "old", full_name: "`${x}\\" },
    { name: "{}, NULL", status: "new", full_name: "NULL" },
  ]);
  assert.equal(copied, 3);

  const found: queries.StaffOfRow[] = await queries.staffOf(client, { status: "new" });
  assert.deepEqual(
    found.map((row) => [row.name, row["full name"], row.loud]),
    [
      ['Ada "the first"', null, 'ADA "THE FIRST"'],
      ["{}, NULL", "NULL", "{}, NULL"],
    ],
  );
  const ada: Employee | undefined = await queries.member(client, { id: found[0]!.id });
  assert.equal(ada?.shout, 'ADA "THE FIRST"');
  assert.equal(await queries.member(client, { id: 0n }), undefined);
  await assert.rejects(queries.anyMember(client, { but_not: ["nobody"] }), /query any_member is to give one row and gave 3/);
  assert.equal(await queries.renameMember(client, { name: "Ada", full_name: "Ada L.", id: found[0]!.id }), 1);
  assert.equal(await queries.renameMember(client, { name: "Ada", full_name: null, id: -1 }), 0);
  const counts = await queries.counts(client);
  assert.deepEqual(
    counts.map((row) => [row.status, row.members, row.odd, typeof row.last]),
    [
      ["new", "2", "0", "number"],
      ["old", "1", "1", "number"],
    ],
  );

  // Every type, as an insert of one row has it, arrives the same when it is copied.
  const row = { ...given, a_code: "code" } as queries.CopyEverythingParameters;
  assert.equal(await queries.copyEverything(client, [row, { ...row, an_integer: 77, texts: ['a"\\', null, "NULL", ""], a_mood: "sad" }]), 2);
  const there: Everything[] = await queries.everythingThere(client, { mood: "sad", integers: [77], until: new Date() });
  assert.equal(there.length, 1);
  assert.deepEqual(there[0]!.texts, ['a"\\', null, "NULL", ""]);
  assert.deepEqual(there[0]!.integers, [1, null]);
  assert.equal(Buffer.from(there[0]!.byteas[0]!).toString("hex"), "01");
  assert.equal(there[0]!.timestamptzs[0]!.getTime(), 0);
  assert.deepEqual(there[0]!.jsonbs, [{ a: 1 }]);

  await client.query("ROLLBACK");
  client.release();
  const kept = await queries.staffOf(pool, { status: "old" });
  assert.ok(!kept.some((row) => row.name === "Grace"));
  await pool.end();

  // @ts-expect-error the CHECK does not allow it
  const unlisted = () => queries.staffOf(pool, { status: "gone" });
  // @ts-expect-error a parameter is missing
  const missing = () => queries.renameMember(pool, { name: "Ada", id: 1 });
  // @ts-expect-error this one may not be NULL
  const nothing = () => queries.renameMember(pool, { name: null, full_name: null, id: 1 });
  // @ts-expect-error what may be NULL is to be looked at
  const length = () => found[0]!["full name"].length;
  // @ts-expect-error there may be no row
  const rowless = async () => (await queries.member(pool, { id: 1 })).name;
  void [unlisted, missing, nothing, length, rowless];
}
