import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates, their files, and what became of them. None of it is ever edited. */
export class Certificates1764000013000 implements MigrationInterface {
  name = 'Certificates1764000013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "certificate" (
      "id" uuid not null,
      "number" text not null,
      "person_id" uuid not null,
      "enrolment_id" uuid not null,
      "course_id" uuid not null,
      "course_version_id" uuid not null,
      "sample" boolean not null,
      "is_current" boolean not null,
      "issued_at" timestamp with time zone not null,
      "issued_on" date not null,
      "valid_until" date,
      "snapshot" jsonb not null,
      "search_key" text not null,
      constraint "PK_certificate" primary key ("id"),
      constraint "certificate_person_fk" foreign key ("person_id") references "person" ("id"),
      constraint "certificate_enrolment_fk" foreign key ("enrolment_id") references "enrolment" ("id"),
      constraint "certificate_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "certificate_version_fk" foreign key ("course_version_id") references "course_version" ("id"))`);
    await runner.query('create unique index "certificate_number" on "certificate" ("number")');
    await runner.query(
      'create unique index "certificate_current" on "certificate" ("person_id", "course_id") where "is_current"',
    );
    await runner.query(
      'create unique index "certificate_once" on "certificate" ("enrolment_id", "course_version_id", "sample")',
    );
    await runner.query('create index "certificate_person" on "certificate" ("person_id", "id")');
    await runner.query('create index "certificate_search_key" on "certificate" using gin ("search_key" gin_trgm_ops)');
    await runner.query(`create table "certificate_document" (
      "certificate_id" uuid not null,
      "bytes" bytea not null,
      "sha256" text not null,
      "rendered_at" timestamp with time zone not null,
      constraint "PK_certificate_document" primary key ("certificate_id"),
      constraint "certificate_document_certificate_fk" foreign key ("certificate_id") references "certificate" ("id"))`);
    // A PDF is compressed already: the database need not try again.
    await runner.query('alter table "certificate_document" alter column "bytes" set storage external');
    await runner.query('create unique index "certificate_document_sha256" on "certificate_document" ("sha256")');
    await runner.query(`create table "certificate_change" (
      "id" uuid not null,
      "certificate_id" uuid not null,
      "kind" text not null,
      "at" timestamp with time zone not null,
      "on" date not null,
      "actor_id" uuid,
      "reason" text,
      "note" text,
      "successor_id" uuid,
      constraint "certificate_change_reason" check (("kind" = 'revoked') = ("reason" is not null)),
      constraint "certificate_change_successor" check (("kind" = 'superseded') = ("successor_id" is not null)),
      constraint "PK_certificate_change" primary key ("id"),
      constraint "certificate_change_certificate_fk" foreign key ("certificate_id") references "certificate" ("id"),
      constraint "certificate_change_actor_fk" foreign key ("actor_id") references "person" ("id"),
      constraint "certificate_change_successor_fk" foreign key ("successor_id") references "certificate" ("id"))`);
    await runner.query(
      'create unique index "certificate_change_once" on "certificate_change" ("certificate_id", "kind")',
    );
    // Only whether it is the current one moves on.
    await runner.query(`create trigger "certificate_stays" before delete or update of "id", "number", "person_id",
      "enrolment_id", "course_id", "course_version_id", "sample", "issued_at", "issued_on", "valid_until", "snapshot"
      on "certificate" for each row execute function refuse_change()`);
    for (const table of ['certificate_document', 'certificate_change'])
      await runner.query(
        `create trigger "${table}_stays" before update or delete on "${table}" for each row execute function refuse_change()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "certificate_change", "certificate_document", "certificate"');
  }
}
