import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What learners keep of lessons for themselves: bookmarks, with a note or without. */
export class LessonNotes1764000073000 implements MigrationInterface {
  name = 'LessonNotes1764000073000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "lesson_note" (
      "id" uuid not null,
      "person_id" uuid not null,
      "course_id" uuid not null,
      "lesson_id" uuid not null,
      "lesson_slug" text not null,
      "block_key" text not null,
      "passage" text not null,
      "words" text not null,
      "kept_at" timestamptz not null,
      constraint "PK_lesson_note" primary key ("id"),
      constraint "lesson_note_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade,
      constraint "lesson_note_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "lesson_note_lesson_fk" foreign key ("lesson_id") references "course_lesson" ("id"))`);
    await runner.query(
      'create unique index "lesson_note_passage" on "lesson_note" ("person_id", "course_id", "lesson_slug", "block_key")',
    );
    await runner.query('create index "lesson_note_order" on "lesson_note" ("person_id", "id")');
    await runner.query('create index "lesson_note_lesson" on "lesson_note" ("lesson_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "lesson_note"');
  }
}
