import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates for a session that was held, issued by hand for a list of people. */
export class CertificateLists1764000041100 implements MigrationInterface {
  name = 'CertificateLists1764000041100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "certificate" alter column "enrolment_id" drop not null');
    await runner.query('alter table "certificate" add column "session_on" date');
    await runner.query(`alter table "certificate" add constraint "certificate_origin"
      check (("enrolment_id" is null) = ("session_on" is not null))`);
    await runner.query('drop index "certificate_current"');
    await runner.query(`create unique index "certificate_current" on "certificate" ("person_id", "course_id")
      where "is_current" and "session_on" is null`);
    await runner.query(`create unique index "certificate_session_current"
      on "certificate" ("person_id", "course_id", "session_on") where "is_current" and "session_on" is not null`);
    await runner.query(`create unique index "certificate_session_once"
      on "certificate" ("person_id", "course_id", "session_on", "sample") where "session_on" is not null`);
    await runner.query('drop trigger "certificate_stays" on "certificate"');
    await runner.query(`create trigger "certificate_stays" before delete or update of "id", "number", "person_id",
      "enrolment_id", "session_on", "course_id", "course_version_id", "sample", "issued_at", "issued_on", "valid_until",
      "snapshot", "place" on "certificate" for each row execute function refuse_change()`);
    await runner.query(`create table "certificate_list" (
      "id" uuid not null,
      "course_version_id" uuid not null,
      "file_name" text not null,
      "read" integer not null,
      "already_issued" integer not null,
      "rejected" jsonb not null,
      "made_at" timestamp with time zone not null,
      "made_by_id" uuid,
      "applied_at" timestamp with time zone,
      "mailed" boolean not null,
      "finished_at" timestamp with time zone,
      constraint "PK_certificate_list" primary key ("id"),
      constraint "certificate_list_version_fk" foreign key ("course_version_id") references "course_version" ("id"),
      constraint "certificate_list_maker_fk" foreign key ("made_by_id") references "person" ("id"))`);
    await runner.query(`create table "certificate_list_row" (
      "list_id" uuid not null,
      "line" integer not null,
      "person_id" uuid not null,
      "session_on" date not null,
      "mode" text not null,
      "hours" double precision not null,
      "participatory" double precision not null,
      "done_at" timestamp with time zone,
      "certificate_id" uuid,
      constraint "PK_certificate_list_row" primary key ("list_id", "line"),
      constraint "certificate_list_row_list_fk" foreign key ("list_id") references "certificate_list" ("id") on delete cascade,
      constraint "certificate_list_row_person_fk" foreign key ("person_id") references "person" ("id"),
      constraint "certificate_list_row_certificate_fk" foreign key ("certificate_id") references "certificate" ("id"))`);
    await runner.query(
      'create index "certificate_list_row_waiting" on "certificate_list_row" ("list_id", "line") where "done_at" is null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "certificate_list_row", "certificate_list"');
    await runner.query('drop trigger "certificate_stays" on "certificate"');
    await runner.query('drop index "certificate_session_once"');
    await runner.query('drop index "certificate_session_current"');
    await runner.query('drop index "certificate_current"');
    await runner.query('alter table "certificate" drop column "session_on"');
    await runner.query('alter table "certificate" alter column "enrolment_id" set not null');
    await runner.query(
      'create unique index "certificate_current" on "certificate" ("person_id", "course_id") where "is_current"',
    );
    await runner.query(`create trigger "certificate_stays" before delete or update of "id", "number", "person_id",
      "enrolment_id", "course_id", "course_version_id", "sample", "issued_at", "issued_on", "valid_until", "snapshot"
      on "certificate" for each row execute function refuse_change()`);
  }
}
