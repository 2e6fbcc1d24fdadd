import type { Holding } from '../../platform/holdings/holdings.js';
import { keptInWords, type RetentionPeriods } from '../../platform/retention/periods.rules.js';

const WITH_ACCOUNT = 'As long as you have an account';

/** What accounts hold of a person. */
export const accountHoldings = (periods: RetentionPeriods): readonly Holding[] => [
  {
    key: 'account',
    title: 'Your account',
    why: 'To let you sign in, and to put your name on certificates. Of a password only its argon2id hash is held, which is shown to nobody.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['person', 'person_role'],
    sql: `select p.name, p.email, p.profession, p.registration_body as "registrationBody",
        p.registration_number as "registrationNumber", p.created_at as "registeredAt", p.confirmed_at as "addressConfirmedAt",
        (select coalesce(array_agg(r.role order by r.role), '{}') from person_role r where r.person_id = p.id) as "roles"
      from person p where p.id = $1`,
  },
  {
    key: 'workplaces',
    title: 'Where you work and worked',
    why: 'To fit lessons to the law of your nation and to your Trust’s policy.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['workplace'],
    sql: `select coalesce(o.name, w.name) as "name", o.code as "organisationCode", w.kind, w.nation,
        w.region_code as "regionCode", w.icb_code as "icbCode", w.started_at as "startedAt", w.ended_at as "endedAt",
        w.is_current as "current"
      from workplace w left join organisation o on o.id = w.organisation_id where w.person_id = $1 order by w.id`,
  },
  {
    key: 'sign-ins',
    title: 'Devices on which you are signed in',
    why: 'To keep you signed in between two pages.',
    kept: '12 hours after it was last renewed, or until you sign out',
    stays: null,
    tables: ['session'],
    sql: `select expire as "endsAt" from "session" where sess -> 'passport' ->> 'user' = $1::uuid::text order by expire, sid`,
  },
  {
    key: 'mailed-links',
    title: 'Links that we mailed to you',
    why: 'To confirm your address, and to let you choose a new password. Of a link only a hash is held.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['account_token'],
    sql: `select kind, expires_at as "stopsWorkingAt", used_at as "usedAt" from account_token
      where person_id = $1 order by expires_at, hash`,
  },
  {
    key: 'mail',
    title: 'Mail that we sent you',
    why: 'To send it, and to try again when a server was down. Its text is deleted once a mail server took it, and is not shown here, since it may hold a link that signs somebody in.',
    kept: keptInWords(periods.mail, 'it was written', WITH_ACCOUNT),
    stays: null,
    tables: ['mail_message'],
    sql: `select m.subject, m.queued_at as "writtenAt", m.sent_at as "sentAt" from mail_message m
        join person p on p.email = m.to_address where p.id = $1 order by m.queued_at, m.id`,
  },
  {
    key: 'changes',
    title: 'Changes that you made, or that were made to your account',
    why: 'Security, and to be able to explain what happened. The record says that something changed, not what you wrote.',
    kept: `It is never altered. ${keptInWords(periods.changes, 'the change', 'It has no end')}. It names you by a number, which leads to nobody once an account is erased, unless you hold a certificate: that keeps the same number`,
    stays:
      'The record of changes is never altered. It says that an account with your number did something, and from now on nothing says who that was, unless you hold a certificate: that bears your name and keeps the same number.',
    tables: ['audit_entry'],
    sql: `select at, action, actor_id is not distinct from $1 as "byYou", subject_kind as "of", details from audit_entry
      where actor_id = $1 or (subject_kind = 'person' and subject_id = $1::uuid::text) order by at, id`,
  },
];
