import type { Holding } from '../../platform/holdings/holdings.js';

/** What this module holds of a person. */
export const changeHoldings: readonly Holding[] = [
  {
    key: 'differences-read',
    title: 'Which lessons of what differs where you work now you have read so far',
    why: 'To let you read them one by one.',
    kept: 'Until you have read all of them and it is recorded with your certificate, or as long as you have an account',
    stays: null,
    tables: ['difference_read'],
    sql: `select c.slug as "course", r.read_at as "readAt"
      from difference_read r join enrolment e on e.id = r.enrolment_id join course c on c.id = e.course_id
      where e.person_id = $1 order by r.read_at, r.digest`,
  },
];

/** Deletes all of it. */
export const CHANGE_ERASURE =
  'delete from difference_read r using enrolment e where e.id = r.enrolment_id and e.person_id = $1';
