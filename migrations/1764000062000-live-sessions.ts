import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Live sessions of courses: planned, booked, held, with who was there. */
export class LiveSessions1764000062000 implements MigrationInterface {
  name = 'LiveSessions1764000062000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "live_session" (
      "id" uuid not null,
      "course_id" uuid not null,
      "title" text not null,
      "starts_at" timestamp with time zone not null,
      "ends_at" timestamp with time zone not null,
      "break_minutes" integer not null,
      "setting" text not null,
      "venue" text not null,
      "joining" text not null,
      "interaction" text not null,
      "places" integer,
      "leader_id" uuid,
      "planned_at" timestamp with time zone not null,
      "cancelled_at" timestamp with time zone,
      "cancelled_because" text,
      "interactive" boolean,
      constraint "live_session_setting" check ("setting" in ('online', 'in_person', 'both')),
      constraint "live_session_times" check ("starts_at" < "ends_at" and "break_minutes" >= 0),
      constraint "live_session_places" check ("places" is null or "places" > 0),
      constraint "PK_live_session" primary key ("id"),
      constraint "live_session_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "live_session_leader_fk" foreign key ("leader_id") references "person" ("id") on delete set null)`);
    await runner.query('create index "live_session_starts" on "live_session" ("starts_at", "id")');
    await runner.query('create index "live_session_course" on "live_session" ("course_id", "starts_at")');
    await runner.query('create index "live_session_leader" on "live_session" ("leader_id", "starts_at")');
    await runner.query(`create table "live_session_place" (
      "session_id" uuid not null,
      "person_id" uuid not null,
      "booked_at" timestamp with time zone not null,
      "added_by_id" uuid,
      "given_up_at" timestamp with time zone,
      "attendance" text,
      "hours" double precision,
      "noted_at" timestamp with time zone,
      "certified_at" timestamp with time zone,
      constraint "live_session_place_attendance" check ("attendance" in ('present', 'late', 'left', 'absent')),
      constraint "live_session_place_hours" check ("hours" is null or "attendance" in ('late', 'left')),
      constraint "PK_live_session_place" primary key ("session_id", "person_id"),
      constraint "live_session_place_session_fk" foreign key ("session_id") references "live_session" ("id"),
      constraint "live_session_place_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade,
      constraint "live_session_place_added_by_fk" foreign key ("added_by_id") references "person" ("id") on delete set null)`);
    await runner.query('create index "live_session_place_person" on "live_session_place" ("person_id")');
    await runner.query('alter table "certificate_list" add "live_session_id" uuid');
    await runner.query(
      'alter table "certificate_list" add constraint "certificate_list_session_fk" foreign key ("live_session_id") references "live_session" ("id")',
    );
    await runner.query('create index "certificate_list_session" on "certificate_list" ("live_session_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "certificate_list" drop column "live_session_id"');
    await runner.query('drop table "live_session_place", "live_session"');
  }
}
