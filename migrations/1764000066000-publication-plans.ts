import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts that are to be published at a time. */
export class PublicationPlans1764000066000 implements MigrationInterface {
  name = 'PublicationPlans1764000066000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "course_publication_plan" (
      "id" uuid not null,
      "draft_id" uuid not null,
      "due_at" timestamp with time zone not null,
      "what_changed" text,
      "made_at" timestamp with time zone not null,
      "made_by_id" uuid not null,
      "state" text not null,
      "reasons" text array not null,
      "ended_at" timestamp with time zone,
      constraint "course_publication_plan_state" check ("state" in ('waiting', 'published', 'refused', 'withdrawn')),
      constraint "course_publication_plan_end" check (("state" = 'waiting') = ("ended_at" is null)),
      constraint "course_publication_plan_reasons" check (("state" = 'refused') = (cardinality("reasons") > 0)),
      constraint "PK_course_publication_plan" primary key ("id"),
      constraint "course_publication_plan_draft_fk" foreign key ("draft_id") references "course_draft" ("id"),
      constraint "course_publication_plan_person_fk" foreign key ("made_by_id") references "person" ("id"))`);
    await runner.query('create index "course_publication_plan_draft" on "course_publication_plan" ("draft_id", "id")');
    await runner.query(
      `create unique index "course_publication_plan_waiting" on "course_publication_plan" ("draft_id") where "state" = 'waiting'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "course_publication_plan"');
  }
}
