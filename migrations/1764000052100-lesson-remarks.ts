import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What learners tell us of blocks, and what was answered. */
export class LessonRemarks1764000052100 implements MigrationInterface {
  name = 'LessonRemarks1764000052100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "lesson_remark" (
      "id" uuid not null,
      "person_id" uuid,
      "lesson_id" uuid not null,
      "block_key" text not null,
      "variant" text,
      "kind" text not null,
      "words" text not null,
      "organisation_id" uuid,
      "nation" text not null,
      "region_code" text,
      "icb_code" text,
      "profession" text not null,
      "profile_revision_id" uuid,
      "shown_on" date not null,
      "wants_mail" boolean not null,
      "sent_at" timestamp with time zone not null,
      "state" text not null,
      constraint "lesson_remark_kind" check ("kind" in ('wrong', 'unclear', 'elsewhere', 'access', 'other')),
      constraint "lesson_remark_state" check ("state" in ('new', 'agreed', 'fixed', 'kept')),
      constraint "PK_lesson_remark" primary key ("id"),
      constraint "lesson_remark_person_fk" foreign key ("person_id") references "person" ("id") on delete set null,
      constraint "lesson_remark_lesson_fk" foreign key ("lesson_id") references "course_lesson" ("id"),
      constraint "lesson_remark_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "lesson_remark_revision_fk" foreign key ("profile_revision_id") references "policy_profile_revision" ("id"))`);
    await runner.query('create index "lesson_remark_order" on "lesson_remark" ("state", "id")');
    await runner.query('create index "lesson_remark_person" on "lesson_remark" ("person_id", "id")');
    await runner.query('create index "lesson_remark_lesson" on "lesson_remark" ("lesson_id", "block_key")');
    await runner.query('create index "lesson_remark_organisation" on "lesson_remark" ("organisation_id")');
    await runner.query(`create table "lesson_remark_answer" (
      "id" uuid not null,
      "remark_id" uuid not null,
      "state" text not null,
      "answer" text not null,
      "version_id" uuid,
      "answered_at" timestamp with time zone not null,
      "answered_by_id" uuid,
      constraint "lesson_remark_answer_state" check ("state" in ('agreed', 'fixed', 'kept')),
      constraint "lesson_remark_answer_version" check (("state" = 'fixed') = ("version_id" is not null)),
      constraint "PK_lesson_remark_answer" primary key ("id"),
      constraint "lesson_remark_answer_remark_fk" foreign key ("remark_id") references "lesson_remark" ("id"),
      constraint "lesson_remark_answer_version_fk" foreign key ("version_id") references "course_version" ("id"),
      constraint "lesson_remark_answer_person_fk" foreign key ("answered_by_id") references "person" ("id") on delete set null)`);
    await runner.query('create index "lesson_remark_answer_remark" on "lesson_remark_answer" ("remark_id", "id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "lesson_remark_answer", "lesson_remark"');
  }
}
