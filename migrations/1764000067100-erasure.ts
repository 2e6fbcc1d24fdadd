import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account that was erased stays as a row without a person, so that what must be kept has something to refer to. */
export class Erasure1764000067100 implements MigrationInterface {
  name = 'Erasure1764000067100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "person" add "erased_at" timestamp with time zone');
    await runner.query(`alter table "person" add constraint "person_erased" check ("erased_at" is null
      or ("deactivated_at" is not null and "password_hash" is null and "registration_number" is null))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "person" drop "erased_at"');
  }
}
