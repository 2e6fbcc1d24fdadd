import { newId } from '../../src/platform/database/new-id.js';
import type { TestApp } from '../support/test-app.js';

/** The Trust was shown the points, and the day to answer by has passed; `answer` stands beside the first. */
export async function closedReply(
  app: TestApp,
  code: string,
  points: { kind: 'gap' | 'comparison'; key: string; questionKeys: string[]; answer?: string }[],
): Promise<void> {
  const [person] = await app.db.query<{ id: string }>('select id from person order by id limit 1');
  const [organisation] = await app.db.query<{ id: string }>('select id from organisation where code = $1', [code]);
  const [contact, reply] = [newId(), newId()];
  await app.db.query(
    `insert into partner_contact (id, organisation_id, role, email, created_at, created_by_id) values ($1, $2, 'Mental Capacity Act lead', $3, '2026-10-01', $4)`,
    [contact, organisation?.id, `mca@${code.toLowerCase()}.example`, person?.id],
  );
  await app.db.query(
    `insert into partner_reply (id, organisation_id, contact_id, contact_role, answer_by, created_at, created_by_id, sent_at)
     values ($1, $2, $3, 'Mental Capacity Act lead', '2026-10-20', '2026-10-01', $4, '2026-10-01')`,
    [reply, organisation?.id, contact, person?.id],
  );
  for (const [position, { kind, key, questionKeys, answer }] of points.entries())
    await app.db.query(
      `insert into partner_reply_point (id, reply_id, position, kind, key, title, reasons, question_keys, answer, answer_text)
       values ($1, $2, $3, $4, $5, 'A point', '["A reason."]', $6, $7, $8)`,
      [newId(), reply, position, kind, key, JSON.stringify(questionKeys), answer ? 'wrong' : null, answer ?? null],
    );
}
