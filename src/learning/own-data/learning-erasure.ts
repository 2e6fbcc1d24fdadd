import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { ROW_ERASED } from '../importing/erased-row.js';

/** Tables whose rows are the person's alone. */
const OWN = [
  'welcome_case',
  'cohort_member',
  'cohort_contact',
  'live_session_place',
  'evaluation_given',
  'lesson_note',
];
/** The rows of lists and invitations that bear somebody's address. */
const OF_ADDRESS = 'email = (select p.email from person p where p.id = $1)';

/** What learning holds of somebody goes. That a course was completed stays, since a certificate refers to it. */
@Injectable()
export class LearningErasure {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction, after the modules to the right have let go. */
  async erase(personId: string): Promise<void> {
    const run = (sql: string, ...more: unknown[]) => this.database.query(sql, [personId, ...more]);
    for (const table of OWN) await run(`delete from ${table} where person_id = $1`);
    for (const table of [
      'attempt',
      'check_adjustment',
      'lesson_completion',
      'enrolment_change',
      'survey_answer',
      'survey_question',
    ])
      await run(`delete from ${table} t using enrolment e where e.id = t.enrolment_id and e.person_id = $1`);
    await run('delete from enrolment where person_id = $1 and completed_at is null');
    await run('update enrolment set reason = null, enrolled_by_id = null, due_on = null where person_id = $1');
    await run('update evaluation set person_id = null where person_id = $1');
    await run('update lesson_remark set person_id = null, wants_mail = false where person_id = $1');
    await run(`update enrolment_import_row set ${ROW_ERASED} where ${OF_ADDRESS}`);
    await run(
      `update enrolment_invitation set ended_at = $2, ended_by = 'expired', email = null, organisation_id = null
       where ended_at is null and ${OF_ADDRESS}`,
      this.clock.now(),
    );
  }
}
