import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people did on the home page before they had an account. */
export class Welcome1764000005500 implements MigrationInterface {
  name = 'Welcome1764000005500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "welcome_case" (
      "person_id" uuid not null,
      "nation" text not null,
      "answer" text not null,
      "opened_at" timestamptz not null,
      "seconds" integer not null,
      constraint "PK_welcome_case" primary key ("person_id"),
      constraint "welcome_case_person" foreign key ("person_id") references "person" ("id") on delete cascade)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "welcome_case"');
  }
}
