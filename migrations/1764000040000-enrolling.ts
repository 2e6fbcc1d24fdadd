import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who enrolled whom and why, by when the course is due, and what was changed of it since. */
export class Enrolling1764000040000 implements MigrationInterface {
  name = 'Enrolling1764000040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table "enrolment"
      add "origin" text not null default 'self',
      add "enrolled_by_id" uuid,
      add "reason" text,
      add "due_on" date,
      add "withdrawn_at" timestamp with time zone,
      add constraint "enrolment_origin" check ("origin" in ('self', 'administrator', 'file', 'cohort', 'invitation', 'rule')),
      add constraint "enrolment_end" check ("withdrawn_at" is null or "completed_at" is null),
      add constraint "enrolment_enrolled_by_fk" foreign key ("enrolled_by_id") references "person" ("id") on delete set null`);
    // Who was withdrawn may be enrolled again, as a row of its own.
    await runner.query('drop index "enrolment_once"');
    await runner.query(
      'create unique index "enrolment_once" on "enrolment" ("person_id", "course_id") where "withdrawn_at" is null',
    );
    await runner.query('create index "enrolment_course" on "enrolment" ("course_id", "id")');
    await runner.query(
      'create index "enrolment_due" on "enrolment" ("course_id", "due_on") where "withdrawn_at" is null and "completed_at" is null',
    );
    await runner.query('create index "enrolment_enrolled_by" on "enrolment" ("enrolled_by_id")');
    await runner.query(`create table "enrolment_change" (
      "id" uuid not null,
      "enrolment_id" uuid not null,
      "kind" text not null,
      "due_on" date,
      "due_on_before" date,
      "reason" text not null,
      "changed_at" timestamp with time zone not null,
      "changed_by_id" uuid,
      constraint "enrolment_change_kind" check ("kind" in ('due', 'withdrawn')),
      constraint "enrolment_change_due" check (("kind" = 'due') = ("due_on" is not null)),
      constraint "PK_enrolment_change" primary key ("id"),
      constraint "enrolment_change_enrolment_fk" foreign key ("enrolment_id") references "enrolment" ("id") on delete cascade,
      constraint "enrolment_change_person_fk" foreign key ("changed_by_id") references "person" ("id") on delete set null)`);
    await runner.query('create index "enrolment_change_enrolment" on "enrolment_change" ("enrolment_id", "id")');
    await runner.query('create index "enrolment_change_person" on "enrolment_change" ("changed_by_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "enrolment_change"');
    await runner.query('drop index "enrolment_course", "enrolment_due", "enrolment_once"');
    await runner.query(`delete from "enrolment" where "withdrawn_at" is not null`);
    await runner.query(`alter table "enrolment" drop constraint "enrolment_end", drop "origin", drop "enrolled_by_id",
      drop "reason", drop "due_on", drop "withdrawn_at"`);
    await runner.query('create unique index "enrolment_once" on "enrolment" ("person_id", "course_id")');
  }
}
