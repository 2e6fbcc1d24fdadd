import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes with which the staff of a Trust join one of its cohorts. */
export class JoiningCodes1764000050200 implements MigrationInterface {
  name = 'JoiningCodes1764000050200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "joining_code" (
      "id" uuid not null,
      "hash" text not null,
      "ending" text not null,
      "cohort_id" uuid not null,
      "most_uses" integer,
      "uses" integer not null default 0,
      "domains" text array not null,
      "expires_on" date not null,
      "made_at" timestamp with time zone not null,
      "made_by_id" uuid,
      "stopped_at" timestamp with time zone,
      "stopped_by_id" uuid,
      constraint "joining_code_uses" check ("most_uses" is null or "uses" <= "most_uses"),
      constraint "PK_joining_code" primary key ("id"),
      constraint "joining_code_cohort_fk" foreign key ("cohort_id") references "cohort" ("id"),
      constraint "joining_code_made_by_fk" foreign key ("made_by_id") references "person" ("id") on delete set null,
      constraint "joining_code_stopped_by_fk" foreign key ("stopped_by_id") references "person" ("id") on delete set null)`);
    await runner.query('create unique index "joining_code_hash" on "joining_code" ("hash")');
    await runner.query('create index "joining_code_cohort" on "joining_code" ("cohort_id", "id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "joining_code"');
  }
}
