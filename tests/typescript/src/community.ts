// examples/community-directory: its client fills every table, reads each again, and is refused what the schema refuses.
import assert from "node:assert/strict";
import { connect, fill, join, leave, members, profile, statuses } from "../web/members.js";

const url = process.env["DATABASE_URL"];
assert(url);
const db = connect(url);
await fill(db);

const counts = await Promise.all([
  db.selectFrom("community_members").selectAll().execute(),
  db.selectFrom("community_invitations").selectAll().execute(),
  db.selectFrom("member_relationships").selectAll().execute(),
  db.selectFrom("member_participation").selectAll().execute(),
  db.selectFrom("member_daily_highlights").selectAll().execute(),
]);
assert.deepEqual(counts.map((rows) => rows.length), [2, 1, 1, 1, 1]);
const [ada] = await members(db).selectAll().where("member_id", "=", "#1").execute();
assert(ada);
assert.equal(ada.status, "active");
assert.equal(ada.reputation_score, 0);
assert.equal(ada.reputation_tier, "Novice");
assert.equal(ada.deleted_at, null);
assert.deepEqual(ada.profile_data, { likes: ["whimbrels"] });
assert.deepEqual(await profile(db, "#2"), { name: "Bob", status: "not_member", profile_data: null, invited_by: "#1", events: "1", messages: "3" });
assert.deepEqual([...statuses], ["not_member", "pending", "active", "suspended", "banned"]);

// What the schema refuses, and by which constraint.
const refused = async (what: Promise<unknown>, constraint: string) =>
  await assert.rejects(what, (error: { constraint?: string }) => error.constraint === constraint);
await refused(join(db, { member_id: "#1", telegram_id: "t9", name: "x", primary_role: "x" }), "community_members_member_id_key");
await refused(join(db, { member_id: "#3", telegram_id: "t3", name: "x", primary_role: "x", invited_by: "#404" }), "community_members_invited_by_fkey");
// @ts-expect-error: a status that the CHECK does not list is not compiled, and is refused by the server.
await refused(join(db, { member_id: "#3", telegram_id: "t3", name: "x", primary_role: "x", status: "king" }), "community_members_status_check");
// @ts-expect-error: what the server needs is needed by the type.
await assert.rejects(join(db, { member_id: "#3", telegram_id: "t3", primary_role: "x" }));

// Members who left are there, and left out.
await leave(db, "#2");
assert.deepEqual((await members(db).select("member_id").execute()).map((row) => row.member_id), ["#1"]);
assert.equal(await profile(db, "#2"), undefined);
assert.equal((await db.selectFrom("community_members").selectAll().execute()).length, 2);
await db.destroy();

// A client that cannot reach its server says so.
const lost = connect("postgres://nobody@127.0.0.1:1/none");
await assert.rejects(members(lost).selectAll().execute(), /ECONNREFUSED/);
await lost.destroy();
console.log("community-directory: every table was filled and read");
