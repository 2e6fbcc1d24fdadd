import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By when a learner's register asks for their record, if they say so, and the times in which they could not learn. */
export class RegisterDates1764000051200 implements MigrationInterface {
  name = 'RegisterDates1764000051200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "portfolio_date" (
      "person_id" uuid not null,
      "register" text not null,
      "ends_on" date not null,
      constraint "PK_portfolio_date" primary key ("person_id", "register"),
      constraint "portfolio_date_person_fk" foreign key ("person_id") references "person" ("id"))`);
    await runner.query(`create table "portfolio_absence" (
      "id" uuid not null,
      "person_id" uuid not null,
      "from_on" date not null,
      "to_on" date not null,
      "reason" text not null,
      constraint "PK_portfolio_absence" primary key ("id"),
      constraint "portfolio_absence_days" check ("from_on" <= "to_on"),
      constraint "portfolio_absence_person_fk" foreign key ("person_id") references "person" ("id"))`);
    await runner.query('create index "portfolio_absence_person" on "portfolio_absence" ("person_id", "from_on")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "portfolio_absence", "portfolio_date"');
  }
}
