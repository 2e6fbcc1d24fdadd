import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is asked to review a draft of a course, what they say of it, and what anybody remarks. */
export class DraftReviews1764000031200 implements MigrationInterface {
  name = 'DraftReviews1764000031200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "course_draft_request" (
      "id" uuid not null,
      "draft_id" uuid not null,
      "kind" text not null,
      "reviewer_id" uuid not null,
      "asked_at" timestamp with time zone not null,
      "asked_by_id" uuid not null,
      constraint "course_draft_request_kind" check ("kind" in ('peer', 'clinical', 'legal')),
      constraint "PK_course_draft_request" primary key ("id"),
      constraint "course_draft_request_draft_fk" foreign key ("draft_id") references "course_draft" ("id"),
      constraint "course_draft_request_reviewer_fk" foreign key ("reviewer_id") references "person" ("id"),
      constraint "course_draft_request_person_fk" foreign key ("asked_by_id") references "person" ("id"))`);
    await runner.query('create index "course_draft_request_draft" on "course_draft_request" ("draft_id")');
    await runner.query(`create table "course_draft_verdict" (
      "id" uuid not null,
      "draft_id" uuid not null,
      "kind" text not null,
      "verdict" text not null,
      "reviewer_id" uuid not null,
      "reviewer_role" text not null,
      "note" text,
      "files" jsonb not null,
      "given_at" timestamp with time zone not null,
      constraint "course_draft_verdict_kind" check ("kind" in ('peer', 'clinical', 'legal')),
      constraint "course_draft_verdict_says" check ("verdict" in ('approved', 'changes')),
      constraint "PK_course_draft_verdict" primary key ("id"),
      constraint "course_draft_verdict_draft_fk" foreign key ("draft_id") references "course_draft" ("id"),
      constraint "course_draft_verdict_reviewer_fk" foreign key ("reviewer_id") references "person" ("id"))`);
    await runner.query('create index "course_draft_verdict_draft" on "course_draft_verdict" ("draft_id")');
    await runner.query(
      'create trigger "course_draft_verdict_stays" before update or delete on "course_draft_verdict" for each row execute function refuse_change()',
    );
    await runner.query(`create table "course_draft_comment" (
      "id" uuid not null,
      "draft_id" uuid not null,
      "file_id" uuid not null,
      "block" text,
      "text" text not null,
      "made_at" timestamp with time zone not null,
      "made_by_id" uuid not null,
      "settled_at" timestamp with time zone,
      constraint "PK_course_draft_comment" primary key ("id"),
      constraint "course_draft_comment_draft_fk" foreign key ("draft_id") references "course_draft" ("id"),
      constraint "course_draft_comment_file_fk" foreign key ("file_id") references "course_draft_file" ("id"),
      constraint "course_draft_comment_person_fk" foreign key ("made_by_id") references "person" ("id"))`);
    await runner.query('create index "course_draft_comment_draft" on "course_draft_comment" ("draft_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "course_draft_comment", "course_draft_verdict", "course_draft_request"');
  }
}
