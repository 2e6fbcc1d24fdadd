import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was decided about questions that turned out to be wrong after attempts, and the marks that it gave. */
export class Corrections1764000063000 implements MigrationInterface {
  name = 'Corrections1764000063000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "question_correction" (
      "id" uuid not null,
      "course_version_id" uuid not null,
      "question_id" uuid not null,
      "kind" text not null,
      "option_id" text,
      "reason" text not null,
      "decided_by_id" uuid,
      "decided_at" timestamp with time zone not null,
      "applied_at" timestamp with time zone,
      constraint "question_correction_option" check (("kind" = 'remark') = ("option_id" is not null)),
      constraint "PK_question_correction" primary key ("id"),
      constraint "question_correction_version_fk" foreign key ("course_version_id") references "course_version" ("id"),
      constraint "question_correction_question_fk" foreign key ("question_id") references "course_question" ("id"),
      constraint "question_correction_person_fk" foreign key ("decided_by_id") references "person" ("id") on delete set null)`);
    await runner.query(
      'create index "question_correction_version" on "question_correction" ("course_version_id", "question_id")',
    );
    await runner.query(`create trigger "question_correction_stays" before update of "course_version_id", "question_id", "kind",
      "option_id", "reason", "decided_at" on "question_correction" for each row execute function refuse_change()`);
    await runner.query(`create table "attempt_correction" (
      "attempt_id" uuid not null,
      "question_id" uuid not null,
      "correction_id" uuid not null,
      "gain" integer not null,
      "was_right" double precision not null,
      "was_passed" boolean not null,
      "corrected_at" timestamp with time zone not null,
      constraint "PK_attempt_correction" primary key ("attempt_id", "question_id"),
      constraint "attempt_correction_attempt_fk" foreign key ("attempt_id") references "attempt" ("id") on delete cascade,
      constraint "attempt_correction_correction_fk" foreign key ("correction_id") references "question_correction" ("id"))`);
    await runner.query('create index "attempt_correction_of" on "attempt_correction" ("correction_id")');
    await runner.query(`create trigger "attempt_correction_stays" before update on "attempt_correction"
      for each row execute function refuse_change()`);
    // Marks of a submitted attempt grow by what a kept correction gives, and by nothing else.
    await runner.query(`create function refuse_unexplained_marks() returns trigger language plpgsql as $$
      begin
        if to_jsonb(new) - 'core_right' - 'passed' is distinct from to_jsonb(old) - 'core_right' - 'passed'
           or old.passed and not new.passed
           or not exists (select 1 from attempt_correction k where k.attempt_id = old.id and k.was_right = old.core_right
                            and round(k.was_right * 100 + k.gain) = round(new.core_right * 100)) then
          raise exception 'attempt is kept as it was written: update is refused' using errcode = 'restrict_violation';
        end if;
        return new;
      end $$`);
    await runner.query('drop trigger attempt_stays on "attempt"');
    await runner.query(`create trigger attempt_stays before update on "attempt"
      for each row when (old.submitted_at is not null) execute function refuse_unexplained_marks()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger attempt_stays on "attempt"');
    await runner.query(`create trigger attempt_stays before update on "attempt"
      for each row when (old.submitted_at is not null) execute function refuse_change()`);
    await runner.query('drop function refuse_unexplained_marks()');
    await runner.query('drop table "attempt_correction", "question_correction"');
  }
}
