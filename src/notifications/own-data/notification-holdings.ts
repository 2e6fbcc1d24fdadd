import type { Holding } from '../../platform/holdings/holdings.js';

const WITH_ACCOUNT = 'As long as you have an account';

/** What notifications hold of a person. */
export const notificationHoldings: readonly Holding[] = [
  {
    key: 'notifications',
    title: 'What we told you by mail of courses and certificates',
    why: 'So that you are told each thing once, and can look up what you were told.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['notification'],
    sql: `select kind, occasion, subject, told_at as "toldAt", send_after as "sentAfter", cancelled_at as "cancelledAt"
      from notification where person_id = $1 order by id`,
  },
  {
    key: 'mail-choices',
    title: 'Which mail you want, and whether you asked for news',
    why: 'To send you no other, and to be able to show when and how you asked for news.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['notification_choice'],
    sql: `select topic, wanted, chosen_at as "chosenAt", made as "how" from notification_choice where person_id = $1 order by topic`,
  },
  {
    key: 'mail-returns',
    title: 'Mail to you that came back',
    why: 'To write no more to an address that does not take it.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['mail_return'],
    sql: `select kind, code, at, settled_at as "settledAt" from mail_return where person_id = $1 order by id`,
  },
];
