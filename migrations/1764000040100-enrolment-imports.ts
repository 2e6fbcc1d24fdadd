import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of staff to enrol, and the invitations of those on them who have no account. */
export class EnrolmentImports1764000040100 implements MigrationInterface {
  name = 'EnrolmentImports1764000040100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "enrolment_import" (
      "id" uuid not null,
      "course_id" uuid not null,
      "file_name" text not null,
      "sha256" text not null,
      "given_by" text not null,
      "due_on" date,
      "notes" jsonb not null,
      "created_at" timestamp with time zone not null,
      "created_by_id" uuid,
      "started_at" timestamp with time zone,
      "started_by_id" uuid,
      "finished_at" timestamp with time zone,
      constraint "enrolment_import_order" check ("finished_at" is null or "started_at" is not null),
      constraint "PK_enrolment_import" primary key ("id"),
      constraint "enrolment_import_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "enrolment_import_created_by_fk" foreign key ("created_by_id") references "person" ("id") on delete set null,
      constraint "enrolment_import_started_by_fk" foreign key ("started_by_id") references "person" ("id") on delete set null)`);
    await runner.query('create index "enrolment_import_course" on "enrolment_import" ("course_id", "id")');
    await runner.query('create index "enrolment_import_created_at" on "enrolment_import" ("created_at")');
    await runner.query(`create table "enrolment_import_row" (
      "import_id" uuid not null,
      "line" integer not null,
      "email" text,
      "name" text,
      "organisation_id" uuid,
      "profession" text,
      "outcome" text not null,
      "reason" text,
      "done_at" timestamp with time zone,
      constraint "enrolment_import_row_outcome" check ("outcome" in ('new', 'already_enrolled', 'invited', 'rejected')),
      constraint "PK_enrolment_import_row" primary key ("import_id", "line"),
      constraint "enrolment_import_row_import_fk" foreign key ("import_id") references "enrolment_import" ("id") on delete cascade,
      constraint "enrolment_import_row_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"))`);
    await runner.query('create index "enrolment_import_row_email" on "enrolment_import_row" ("email")');
    await runner.query(`create table "enrolment_invitation" (
      "id" uuid not null,
      "hash" text not null,
      "course_id" uuid not null,
      "email" text,
      "organisation_id" uuid,
      "given_by" text not null,
      "due_on" date,
      "invited_at" timestamp with time zone not null,
      "invited_by_id" uuid,
      "expires_on" date not null,
      "ended_at" timestamp with time zone,
      "ended_by" text,
      "enrolment_id" uuid,
      constraint "enrolment_invitation_end" check (("ended_at" is null) = ("ended_by" is null)),
      constraint "enrolment_invitation_ended_by" check ("ended_by" in ('taken', 'refused', 'expired')),
      constraint "PK_enrolment_invitation" primary key ("id"),
      constraint "enrolment_invitation_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "enrolment_invitation_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "enrolment_invitation_person_fk" foreign key ("invited_by_id") references "person" ("id") on delete set null,
      constraint "enrolment_invitation_enrolment_fk" foreign key ("enrolment_id") references "enrolment" ("id") on delete set null)`);
    await runner.query('create unique index "enrolment_invitation_hash" on "enrolment_invitation" ("hash")');
    await runner.query(
      'create unique index "enrolment_invitation_open" on "enrolment_invitation" ("email", "course_id") where "ended_at" is null',
    );
    await runner.query(
      'create index "enrolment_invitation_expiring" on "enrolment_invitation" ("expires_on") where "ended_at" is null',
    );
    await runner.query('create index "enrolment_invitation_enrolment" on "enrolment_invitation" ("enrolment_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "enrolment_invitation", "enrolment_import_row", "enrolment_import"');
  }
}
