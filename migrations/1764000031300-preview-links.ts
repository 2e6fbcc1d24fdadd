import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links that show a draft of a course to a reviewer without an account. */
export class PreviewLinks1764000031300 implements MigrationInterface {
  name = 'PreviewLinks1764000031300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "course_preview_link" (
      "id" uuid not null,
      "hash" text not null,
      "draft_id" uuid not null,
      "made_at" timestamp with time zone not null,
      "made_by_id" uuid not null,
      "expires_on" date not null,
      "withdrawn_at" timestamp with time zone,
      constraint "PK_course_preview_link" primary key ("id"),
      constraint "course_preview_link_draft_fk" foreign key ("draft_id") references "course_draft" ("id"),
      constraint "course_preview_link_person_fk" foreign key ("made_by_id") references "person" ("id"))`);
    await runner.query('create unique index "course_preview_link_hash" on "course_preview_link" ("hash")');
    await runner.query('create index "course_preview_link_draft" on "course_preview_link" ("draft_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "course_preview_link"');
  }
}
