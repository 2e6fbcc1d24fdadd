import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How certificates are worded and what they bear, in versions that stay; and which course has which. */
export class CertificateTemplates1764000065000 implements MigrationInterface {
  name = 'CertificateTemplates1764000065000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "certificate_template" (
      "id" uuid not null,
      "name" text not null,
      "newest_number" integer not null,
      "used_number" integer,
      "is_default" boolean not null,
      "made_at" timestamp with time zone not null,
      constraint "certificate_template_default_used" check (not "is_default" or "used_number" is not null),
      constraint "PK_certificate_template" primary key ("id"))`);
    await runner.query('create unique index "certificate_template_name" on "certificate_template" (lower("name"))');
    await runner.query(
      'create unique index "certificate_template_default" on "certificate_template" ("is_default") where "is_default"',
    );
    await runner.query(`create table "certificate_template_version" (
      "id" uuid not null,
      "template_id" uuid not null,
      "number" integer not null,
      "content" jsonb not null,
      "saved_at" timestamp with time zone not null,
      "saved_by_id" uuid,
      constraint "PK_certificate_template_version" primary key ("id"),
      constraint "certificate_template_version_template_fk" foreign key ("template_id") references "certificate_template" ("id"),
      constraint "certificate_template_version_person_fk" foreign key ("saved_by_id") references "person" ("id"))`);
    await runner.query(
      'create unique index "certificate_template_version_number" on "certificate_template_version" ("template_id", "number")',
    );
    await runner.query(`create table "certificate_logo" (
      "sha256" text not null,
      "bytes" bytea not null,
      "kept_at" timestamp with time zone not null,
      constraint "PK_certificate_logo" primary key ("sha256"))`);
    await runner.query(`create table "certificate_course" (
      "course_id" uuid not null,
      "template_id" uuid,
      constraint "PK_certificate_course" primary key ("course_id"),
      constraint "certificate_course_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "certificate_course_template_fk" foreign key ("template_id") references "certificate_template" ("id"))`);
    await runner.query('create index "certificate_course_template" on "certificate_course" ("template_id")');
    for (const table of ['certificate_template_version', 'certificate_logo'])
      await runner.query(
        `create trigger "${table}_stays" before update or delete on "${table}" for each row execute function refuse_change()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table "certificate_course", "certificate_logo", "certificate_template_version", "certificate_template"',
    );
  }
}
