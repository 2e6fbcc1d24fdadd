import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is older than its period is found by its day, and the record of changes lets go of it to the nightly job alone. */
export class Retention1764000067200 implements MigrationInterface {
  name = 'Retention1764000067200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index "attempt_failed" on "attempt" ("submitted_at") where not "passed"');
    await runner.query('create index "portfolio_activity_ended" on "portfolio_activity" ("ended_on")');
    await runner.query('drop trigger "audit_entry_is_kept" on "audit_entry"');
    await runner.query(`create trigger "audit_entry_is_kept" before update on "audit_entry"
      for each row execute function refuse_change()`);
    await runner.query(`create trigger "audit_entry_stays" before delete on "audit_entry" for each row
      when (coalesce(current_setting('beforehand.retention', true), '') <> 'on') execute function refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger "audit_entry_stays" on "audit_entry"');
    await runner.query('drop trigger "audit_entry_is_kept" on "audit_entry"');
    await runner.query(`create trigger "audit_entry_is_kept" before update or delete on "audit_entry"
      for each row execute function refuse_change()`);
    await runner.query('drop index "attempt_failed", "portfolio_activity_ended"');
  }
}
