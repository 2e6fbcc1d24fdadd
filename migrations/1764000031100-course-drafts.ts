import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Courses as they are being written, with everything that was ever saved of them. */
export class CourseDrafts1764000031100 implements MigrationInterface {
  name = 'CourseDrafts1764000031100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "course_draft" (
      "id" uuid not null,
      "slug" text not null,
      "title" text not null,
      "state" text not null,
      "base_version_id" uuid,
      "created_at" timestamp with time zone not null,
      "created_by_id" uuid not null,
      constraint "course_draft_state" check ("state" in ('draft', 'in_review', 'published', 'discarded')),
      constraint "PK_course_draft" primary key ("id"),
      constraint "course_draft_base_fk" foreign key ("base_version_id") references "course_version" ("id"),
      constraint "course_draft_person_fk" foreign key ("created_by_id") references "person" ("id"))`);
    await runner.query(
      `create unique index "course_draft_open" on "course_draft" ("slug") where "state" in ('draft', 'in_review')`,
    );
    await runner.query(`create table "course_draft_file" (
      "id" uuid not null,
      "draft_id" uuid not null,
      "name" text not null,
      "current_number" integer not null,
      "removed_at" timestamp with time zone,
      constraint "PK_course_draft_file" primary key ("id"),
      constraint "course_draft_file_draft_fk" foreign key ("draft_id") references "course_draft" ("id"))`);
    await runner.query('create index "course_draft_file_draft" on "course_draft_file" ("draft_id", "name")');
    await runner.query(`create table "course_draft_revision" (
      "id" uuid not null,
      "file_id" uuid not null,
      "number" integer not null,
      "text" text not null,
      "how" text not null,
      "saved_at" timestamp with time zone not null,
      "saved_by_id" uuid not null,
      constraint "course_draft_revision_how" check ("how" in ('began', 'saved', 'kept', 'moved', 'copied', 'removed', 'restored')),
      constraint "PK_course_draft_revision" primary key ("id"),
      constraint "course_draft_revision_file_fk" foreign key ("file_id") references "course_draft_file" ("id"),
      constraint "course_draft_revision_person_fk" foreign key ("saved_by_id") references "person" ("id"))`);
    await runner.query(
      'create unique index "course_draft_revision_number" on "course_draft_revision" ("file_id", "number")',
    );
    await runner.query(
      'create trigger "course_draft_revision_stays" before update or delete on "course_draft_revision" for each row execute function refuse_change()',
    );
    await runner.query(`create table "course_draft_presence" (
      "file_id" uuid not null,
      "person_id" uuid not null,
      "seen_at" timestamp with time zone not null,
      constraint "PK_course_draft_presence" primary key ("file_id", "person_id"),
      constraint "course_draft_presence_file_fk" foreign key ("file_id") references "course_draft_file" ("id"),
      constraint "course_draft_presence_person_fk" foreign key ("person_id") references "person" ("id"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table "course_draft_presence", "course_draft_revision", "course_draft_file", "course_draft"',
    );
  }
}
