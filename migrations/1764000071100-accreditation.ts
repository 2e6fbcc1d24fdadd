import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What accreditors ask of a course beside its words: who made and read it, what interests they have, and pilots of its length. */
export class Accreditation1764000071100 implements MigrationInterface {
  name = 'Accreditation1764000071100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "course_declaration" (
      "id" uuid not null,
      "course_id" uuid not null,
      "part" text not null,
      "name" text not null,
      "credentials" text not null,
      "interests" text not null,
      "declared_on" date not null,
      "recorded_at" timestamp with time zone not null,
      "recorded_by_id" uuid not null,
      "ended_at" timestamp with time zone,
      constraint "course_declaration_part" check ("part" in ('author', 'clinical', 'legal', 'peer', 'other')),
      constraint "PK_course_declaration" primary key ("id"),
      constraint "course_declaration_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "course_declaration_person_fk" foreign key ("recorded_by_id") references "person" ("id"))`);
    await runner.query('create index "course_declaration_course" on "course_declaration" ("course_id", "id")');
    await runner.query(`create table "course_pilot" (
      "id" uuid not null,
      "version_id" uuid not null,
      "held_on" date not null,
      "people" integer not null,
      "median_minutes" integer not null,
      "shortest_minutes" integer not null,
      "longest_minutes" integer not null,
      "note" text,
      "recorded_at" timestamp with time zone not null,
      "recorded_by_id" uuid not null,
      "ended_at" timestamp with time zone,
      constraint "course_pilot_minutes" check ("shortest_minutes" between 1 and "median_minutes" and "longest_minutes" >= "median_minutes"),
      constraint "course_pilot_people" check ("people" > 0),
      constraint "PK_course_pilot" primary key ("id"),
      constraint "course_pilot_version_fk" foreign key ("version_id") references "course_version" ("id"),
      constraint "course_pilot_person_fk" foreign key ("recorded_by_id") references "person" ("id"))`);
    await runner.query('create index "course_pilot_version" on "course_pilot" ("version_id", "id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "course_pilot"');
    await runner.query('drop table "course_declaration"');
  }
}
