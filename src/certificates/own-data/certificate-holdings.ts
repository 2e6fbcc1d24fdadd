import type { Holding } from '../../platform/holdings/holdings.js';
import { keptInWords, type RetentionPeriods } from '../../platform/retention/periods.rules.js';

const CHECKABLE = 'As long as this service runs: whoever was shown a certificate must be able to check it';
const LAST_DAY = 'the last day on which a certificate of the course was valid, or was issued where it has no such day';

/** What certificates hold of a person. */
export const certificateHoldings = (periods: RetentionPeriods): readonly Holding[] => [
  {
    key: 'certificates',
    title: 'Certificates, with all that each shows and what became of it',
    why: 'Your proof of learning, which others can check.',
    kept: keptInWords(periods.certificates, LAST_DAY, CHECKABLE),
    stays:
      'Each certificate stays as it was issued, with your name and all that is printed on it, so that whoever you showed it to can check that it is genuine and what became of it. Nobody can find it by your address any more.',
    tables: ['certificate', 'certificate_document', 'certificate_change'],
    sql: `select c.number, c.issued_at as "issuedAt", c.valid_until as "validUntil", c.sample, c.is_current as "current",
        c.snapshot as "shows",
        (select d.sha256 from certificate_document d where d.certificate_id = c.id) as "sha256OfThePdf",
        (select coalesce(jsonb_agg(jsonb_build_object('kind', h.kind, 'on', h.on, 'reason', h.reason) order by h.id), '[]')
         from certificate_change h where h.certificate_id = c.id) as "changes"
      from certificate c where c.person_id = $1 order by c.id`,
  },
  {
    key: 'addenda',
    title: 'Addenda to certificates: what you learned of a new workplace',
    why: 'To show that you know what differs where you work now.',
    kept: keptInWords(periods.certificates, LAST_DAY, CHECKABLE),
    stays: 'An addendum is a part of the certificate that it is shown with, and stays with it.',
    tables: ['certificate_addendum'],
    sql: `select a.number, a.recorded_on as "recordedOn", a.context, a.content from certificate_addendum a
      join enrolment e on e.id = a.enrolment_id where e.person_id = $1 order by a.id`,
  },
  {
    key: 'session-lists',
    title: 'Sessions that you attended, as they were listed for certificates',
    why: 'To issue certificates to those who were there.',
    kept: CHECKABLE,
    stays: 'That the account was listed for a session, since a certificate rests on it. The list names nobody.',
    tables: ['certificate_list_row'],
    sql: `select v.content ->> 'title' as "title", r.session_on as "sessionOn", r.mode, r.hours, r.participatory,
        r.done_at as "issuedAt"
      from certificate_list_row r join certificate_list l on l.id = r.list_id join course_version v on v.id = l.course_version_id
      where r.person_id = $1 order by r.list_id, r.line`,
  },
];
