import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when an attempt may be answered, and what is arranged for one learner. */
export class CheckAdjustments1764000073100 implements MigrationInterface {
  name = 'CheckAdjustments1764000073100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "attempt" add "due_at" timestamptz');
    await runner.query(`create table "check_adjustment" (
      "id" uuid not null,
      "enrolment_id" uuid not null,
      "extra_time" text not null,
      "more_attempts" integer not null,
      "no_pause" boolean not null,
      "reason" text not null,
      "given_at" timestamptz not null,
      "given_by_id" uuid,
      constraint "check_adjustment_extra_time" check ("extra_time" in ('none', 'quarter', 'half', 'double', 'no_limit')),
      constraint "check_adjustment_more_attempts" check ("more_attempts" between 0 and 20),
      constraint "PK_check_adjustment" primary key ("id"),
      constraint "check_adjustment_enrolment_fk" foreign key ("enrolment_id") references "enrolment" ("id") on delete cascade,
      constraint "check_adjustment_given_by_fk" foreign key ("given_by_id") references "person" ("id") on delete set null)`);
    await runner.query('create index "check_adjustment_enrolment" on "check_adjustment" ("enrolment_id", "id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "check_adjustment"');
    await runner.query('alter table "attempt" drop column "due_at"');
  }
}
