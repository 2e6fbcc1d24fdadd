import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers may be partly right, so that an attempt earns hundredths of a mark. */
export class PartOfMarks1764000064000 implements MigrationInterface {
  name = 'PartOfMarks1764000064000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table "attempt" alter column "core_right" type double precision,
      alter column "local_right" type double precision`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table "attempt" alter column "core_right" type integer using floor("core_right"),
      alter column "local_right" type integer using floor("local_right")`);
  }
}
