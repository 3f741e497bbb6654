// Fills every table of the directory and reads it again, by Kysely on the generated types. DATABASE_URL names a migrated, empty database.
import { Kysely, PostgresDialect, sql, type Selectable } from "kysely";
import pg from "pg";
import type { CommunityMemberTable, Database, NewCommunityMember } from "./database/index.js";
import { communityMemberStatusValues } from "./database/index.js";

/** The application's client: what cannot be reached is told within five seconds. */
export function connect(url: string): Kysely<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 5_000, application_name: "community-directory" });
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

/** Members that are not removed. */
export function members(db: Kysely<Database>) {
  return db.selectFrom("community_members").where("deleted_at", "is", null);
}

export async function join(db: Kysely<Database>, member: NewCommunityMember): Promise<Selectable<CommunityMemberTable>> {
  return await db.insertInto("community_members").values(member).returningAll().executeTakeFirstOrThrow();
}

export async function leave(db: Kysely<Database>, memberId: string): Promise<void> {
  await db.updateTable("community_members").set({ deleted_at: new Date() }).where("member_id", "=", memberId).execute();
}

export async function fill(db: Kysely<Database>): Promise<void> {
  await join(db, { member_id: "#1", telegram_id: "t1", name: "Ada", primary_role: "founder", status: "active", profile_data: JSON.stringify({ likes: ["whimbrels"] }) });
  await join(db, { member_id: "#2", telegram_id: "t2", name: "Bob", primary_role: "guest", invited_by: "#1" });
  await db
    .insertInto("community_invitations")
    .values({ invitation_code: "welcome", created_by: "#1", accepted_by: "#2", status: "accepted", expires_at: new Date("2030-01-01T00:00:00Z") })
    .execute();
  await db
    .insertInto("member_relationships")
    .values({ entity_id_a: "#1", entity_id_b: "#2", relationship_type: "invited", content: JSON.stringify({ since: 2026 }) })
    .execute();
  await db.insertInto("member_participation").values({ member_id: "#2", event_type: "message", platform: "telegram", room_id: "lobby" }).execute();
  await db.insertInto("member_daily_highlights").values({ member_id: "#2", highlight_date: "2026-03-01", message_count: 3 }).execute();
}

/** What a member's page shows, in one statement. */
export async function profile(db: Kysely<Database>, memberId: string) {
  return await members(db)
    .where("community_members.member_id", "=", memberId)
    .leftJoin("community_invitations", "community_invitations.accepted_by", "community_members.member_id")
    .select(({ selectFrom, ref }) => [
      "community_members.name",
      "community_members.status",
      "community_members.profile_data",
      "community_invitations.created_by as invited_by",
      selectFrom("member_participation").whereRef("member_participation.member_id", "=", ref("community_members.member_id")).select(sql<string>`count(*)`.as("n")).as("events"),
      selectFrom("member_daily_highlights")
        .whereRef("member_daily_highlights.member_id", "=", ref("community_members.member_id"))
        .select(sql<string>`sum(message_count)`.as("n"))
        .as("messages"),
    ])
    .executeTakeFirst();
}

export const statuses = communityMemberStatusValues;
