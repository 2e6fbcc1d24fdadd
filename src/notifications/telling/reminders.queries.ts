import { Injectable } from '@nestjs/common';
import { addDays, type CivilDate, LONDON } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import { stages } from './notice.rules.js';
import type { Told } from './telling.js';

interface Addressee {
  person: Told['person'];
}

export interface OpenRow extends Addressee {
  id: string;
  courseVersionId: string;
  enrolledOn: CivilDate;
  enrolledByOthers: boolean;
  /** Of a retired course, never after the last day on which it can be finished. */
  dueOn: CivilDate | null;
  finishBy: CivilDate | null;
  lastActiveOn: CivilDate;
  readLessonIds: string[];
  newerId: string | null;
  newerPublishedOn: CivilDate;
}

export interface CertificateRow extends Addressee {
  id: string;
  number: string;
  course: string;
  sample: boolean;
  validUntil: CivilDate | null;
}

/** Somebody who takes a course. */
export interface UnderWayRow extends Addressee {
  id: string;
}

/** Somebody who completed a course some weeks ago and has not said yet what came of it. */
export interface PractisingRow extends Addressee {
  id: string;
  courseVersionId: string;
  completedAt: Date;
}

/** Only who confirmed their address, has an account that stands open, and whose mail did not come back. */
const REACHABLE = `p.confirmed_at is not null and p.deactivated_at is null
  and not exists (select from mail_return back where back.person_id = p.id and back.settled_at is null)`;
const ADDRESSEE = `jsonb_build_object('id', p.id, 'email', p.email, 'unwanted',
  array(select ch.topic from notification_choice ch where ch.person_id = p.id and not ch.wanted)) as person`;
const london = (instant: string) => `(${instant} at time zone '${LONDON}')::date`;
const CERTIFICATE = `${ADDRESSEE}, c.id, c.number, c.snapshot->'course'->>'title' as course, c.sample, c.valid_until as "validUntil"`;

/** A day on either side: the rules reckon in days of London, and have the last word. */
const SLACK = 1;

/** Finds, batch by batch, those for whom the rules may have something to tell. */
@Injectable()
export class RemindersQueries {
  constructor(private readonly database: Database) {}

  /** Enrolments under way, in the order of their ids, after the given one. */
  openEnrolments(today: CivilDate, after: string | null, limit: number): Promise<OpenRow[]> {
    const { due, overdue, unfinished, version } = stages;
    return this.database.query(
      `with newest as (
         select distinct on (course_id) course_id, id, number, published_at from course_version
         order by course_id, number desc)
       select ${ADDRESSEE}, e.id, e.course_version_id as "courseVersionId", ${london('e.enrolled_at')} as "enrolledOn",
         e.origin <> 'self' as "enrolledByOthers", due.on as "dueOn", x.finish_by as "finishBy", ${london('active.at')} as "lastActiveOn",
         array(select l.lesson_id from lesson_completion l where l.enrolment_id = e.id) as "readLessonIds",
         case when n.number > v.number then n.id end as "newerId", ${london('n.published_at')} as "newerPublishedOn"
       from enrolment e
       join person p on p.id = e.person_id and ${REACHABLE}
       join course_version v on v.id = e.course_version_id
       join newest n on n.course_id = e.course_id
       left join course_retirement x on x.course_id = e.course_id and x.ended_at is null
       cross join lateral (select least(e.due_on, x.finish_by) as on) due
       cross join lateral (select case when due.on is not null then e.enrolled_at else greatest(e.enrolled_at,
           (select max(l.completed_at) from lesson_completion l where l.enrolment_id = e.id),
           (select max(coalesce(a.submitted_at, a.started_at)) from attempt a where a.enrolment_id = e.id)) end as at) active
       where ($1::uuid is null or e.id > $1) and e.withdrawn_at is null and e.completed_at is null
         and (x.id is null or x.finish_by >= $8)
         and (due.on between $2 and $3
           or due.on is null and active.at between $4::date and $5::date
           or n.number > v.number and n.published_at >= $6::date)
       order by e.id limit $7`,
      [
        after,
        addDays(today, -last(overdue)),
        addDays(today, -first(due)),
        addDays(today, -last(unfinished) - SLACK),
        addDays(today, -first(unfinished) + SLACK + 1),
        addDays(today, -last(version) - SLACK),
        limit,
        today,
      ],
    );
  }

  /** Enrolments under way on a course, in the order of their ids, after the given one. */
  underWay(courseId: string, after: string | null, limit: number): Promise<UnderWayRow[]> {
    return this.database.query(
      `select ${ADDRESSEE}, e.id from enrolment e join person p on p.id = e.person_id and ${REACHABLE}
        where e.course_id = $1 and ($2::uuid is null or e.id > $2) and e.withdrawn_at is null and e.completed_at is null
        order by e.id limit $3`,
      [courseId, after, limit],
    );
  }

  /** Certificates that count and that end within the time in which their holders are told, the first to end first. */
  ending(today: CivilDate, after: { on: CivilDate; id: string } | null, limit: number): Promise<CertificateRow[]> {
    const { expiring } = stages;
    return this.database.query(
      `select ${CERTIFICATE} from certificate c join person p on p.id = c.person_id and ${REACHABLE}
       where c.is_current and not c.sample and c.valid_until between $1 and $2
         and ($3::date is null or (c.valid_until, c.id) > ($3, $4::uuid))
         and not exists (select from certificate_change r where r.certificate_id = c.id and r.kind = 'revoked'
           and not exists (select from certificate_change undo where undo.undoes_id = r.id))
       order by c.valid_until, c.id limit $5`,
      [addDays(today, -last(expiring)), addDays(today, -first(expiring)), after?.on ?? null, after?.id ?? null, limit],
    );
  }

  /** Enrolments that were completed within the time in which learners are asked about their practice, in the order of their ids. */
  practising(today: CivilDate, after: string | null, limit: number): Promise<PractisingRow[]> {
    const { practice } = stages;
    return this.database.query(
      `select ${ADDRESSEE}, e.id, e.course_version_id as "courseVersionId", e.completed_at as "completedAt"
       from enrolment e join person p on p.id = e.person_id and ${REACHABLE}
       where e.withdrawn_at is null and e.completed_at between $1::date and $2::date
         and ($3::uuid is null or e.id > $3)
         and not exists (select from survey_answer s where s.enrolment_id = e.id and s.moment = 'practice')
         and not exists (select from notification n where n.subject_id = e.id and n.kind = 'practice')
       order by e.id limit $4`,
      [addDays(today, -last(practice) - SLACK), addDays(today, -first(practice) + SLACK + 1), after, limit],
    );
  }

  /** Those of the people who may be written to, by their ids. */
  async addressees(personIds: readonly string[]): Promise<ReadonlyMap<string, Told['person']>> {
    const rows = await this.database.query<Addressee>(
      `select ${ADDRESSEE} from person p where p.id = any($1) and ${REACHABLE}`,
      [personIds],
    );
    return new Map(rows.map(({ person }) => [person.id, person]));
  }

  /** Those of the certificates that came of a course taken here: lists of sessions have their own mail. */
  issued(ids: readonly string[]): Promise<CertificateRow[]> {
    return this.database.query(
      `select ${CERTIFICATE} from certificate c join person p on p.id = c.person_id and ${REACHABLE}
       where c.id = any($1) and c.enrolment_id is not null order by c.id`,
      [ids],
    );
  }
}

type Known = readonly { from: number; to: number }[];
const first = (known: Known) => Math.min(...known.map(({ from }) => from));
const last = (known: Known) => Math.max(...known.map(({ to }) => to));
