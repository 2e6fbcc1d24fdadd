import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a learner has done, here and elsewhere, with its evidence. What was completed before is filed at once. */
export class Portfolio1764000051000 implements MigrationInterface {
  name = 'Portfolio1764000051000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "portfolio_activity" (
      "id" uuid not null,
      "person_id" uuid not null,
      "award" text,
      "certificate_id" uuid,
      "title" text not null,
      "kind" text not null,
      "provider" text not null,
      "started_on" date not null,
      "ended_on" date not null,
      "hours" double precision not null,
      "participatory" double precision not null,
      "setting" text,
      "themes" text array not null,
      "relevance" text not null,
      "benefit" text not null,
      "added_at" timestamp with time zone not null,
      "changed_at" timestamp with time zone not null,
      "removed_at" timestamp with time zone,
      constraint "PK_portfolio_activity" primary key ("id"),
      constraint "portfolio_activity_filed" check (("award" is null) = ("certificate_id" is null)),
      constraint "portfolio_activity_days" check ("started_on" <= "ended_on"),
      constraint "portfolio_activity_hours" check ("hours" >= 0 and "participatory" >= 0 and "participatory" <= "hours"),
      constraint "portfolio_activity_alone" check ("participatory" = 0 or "kind" not in ('online', 'reading')),
      constraint "portfolio_activity_person_fk" foreign key ("person_id") references "person" ("id"),
      constraint "portfolio_activity_certificate_fk" foreign key ("certificate_id") references "certificate" ("id"))`);
    await runner.query(
      'create index "portfolio_activity_person" on "portfolio_activity" ("person_id", "ended_on", "id")',
    );
    await runner.query('create unique index "portfolio_activity_award" on "portfolio_activity" ("person_id", "award")');
    await runner.query('create index "portfolio_activity_certificate" on "portfolio_activity" ("certificate_id")');
    await runner.query(`create table "portfolio_evidence" (
      "id" uuid not null,
      "activity_id" uuid not null,
      "person_id" uuid not null,
      "name" text not null,
      "media_type" text not null,
      "size" integer not null,
      "stored" text not null,
      "key" bytea not null,
      "added_at" timestamp with time zone not null,
      constraint "PK_portfolio_evidence" primary key ("id"),
      constraint "portfolio_evidence_activity_fk" foreign key ("activity_id") references "portfolio_activity" ("id"),
      constraint "portfolio_evidence_person_fk" foreign key ("person_id") references "person" ("id"))`);
    await runner.query('create index "portfolio_evidence_activity" on "portfolio_evidence" ("activity_id", "id")');
    await runner.query('create index "portfolio_evidence_person" on "portfolio_evidence" ("person_id")');
    await runner.query('create unique index "portfolio_evidence_stored" on "portfolio_evidence" ("stored")');
    // The certificate's own id serves as the entry's: one certificate of each award is the newest.
    await runner.query(`insert into "portfolio_activity" (id, person_id, award, certificate_id, title, kind, provider,
        started_on, ended_on, hours, participatory, setting, themes, relevance, benefit, added_at, changed_at)
      select distinct on (person_id, award) id, person_id, award, id, snapshot->'course'->>'title',
        case when session_on is null then 'online' else 'session' end, snapshot->'provider'->>'name',
        least(coalesce((snapshot->>'enrolledOn')::date, ended_on), ended_on), ended_on,
        (snapshot->'hours'->>'total')::double precision,
        case when session_on is null then 0 else (snapshot->'hours'->>'participatory')::double precision end,
        null, '{}', '', '', issued_at, issued_at
      from (select c.*, (c.snapshot->>'completedOn')::date as ended_on,
              coalesce(c.enrolment_id::text, c.course_id::text || ' ' || c.session_on::text) as award
              from "certificate" c) c
      order by person_id, award, sample, id desc`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "portfolio_evidence", "portfolio_activity"');
  }
}
