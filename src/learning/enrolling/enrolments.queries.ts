import { Injectable, NotFoundException } from '@nestjs/common';
import { addDays, type CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import { containingWords } from '../../platform/database/like-pattern.js';
import { isId } from '../../platform/database/new-id.js';
import { DUE_SOON_DAYS, type EnrolmentOrigin, type EnrolmentState } from './enrolment.rules.js';

/** An enrolment as those see it who enrol others: never what was answered or scored. */
export interface ListedEnrolment {
  id: string;
  courseId: string;
  courseVersionId: string;
  personId: string;
  name: string;
  email: string;
  workplace: string | null;
  origin: EnrolmentOrigin;
  enrolledBy: string | null;
  reason: string | null;
  enrolledAt: Date;
  dueOn: CivilDate | null;
  completedAt: Date | null;
  withdrawnAt: Date | null;
}

export interface EnrolmentChange {
  kind: 'due' | 'withdrawn';
  dueOn: CivilDate | null;
  dueOnBefore: CivilDate | null;
  reason: string;
  changedAt: Date;
  changedBy: string | null;
}

const columns = `e.id, e.course_id as "courseId", e.course_version_id as "courseVersionId", e.person_id as "personId", p.name, p.email, e.origin,
  by.name as "enrolledBy", e.reason, e.enrolled_at as "enrolledAt", e.due_on as "dueOn",
  e.completed_at as "completedAt", e.withdrawn_at as "withdrawnAt",
  (select coalesce(o.name, w.name) from workplace w left join organisation o on o.id = w.organisation_id
    where w.person_id = p.id and w.is_current) as workplace`;
const source = 'enrolment e join person p on p.id = e.person_id left join person by on by.id = e.enrolled_by_id';

/** $3 is today, $4 the last day that counts as soon. */
const filters: Record<EnrolmentState, string> = {
  withdrawn: 'e.withdrawn_at is not null and e.completed_at is null',
  completed: 'e.completed_at is not null',
  overdue: 'e.withdrawn_at is null and e.completed_at is null and e.due_on < $3',
  due_soon: 'e.withdrawn_at is null and e.completed_at is null and e.due_on between $3 and $4',
  under_way: 'e.withdrawn_at is null and e.completed_at is null',
};

/** Reads enrolments for those who enrol others. One statement each, however many there are. */
@Injectable()
export class EnrolmentsQueries {
  constructor(private readonly database: Database) {}

  /** At most `limit` of the course, the newest first, before the given one; `text` holds words of name or address. */
  list(
    courseId: string,
    asked: { text: string; state: EnrolmentState | ''; before: string | null; today: CivilDate },
    limit: number,
  ): Promise<ListedEnrolment[]> {
    const words = containingWords(asked.text);
    const found = words.map((_, index) => ` and p.search_key like $${String(index + 6)}`).join('');
    return this.database.query<ListedEnrolment>(
      `select ${columns} from ${source}
        where e.course_id = $1 and ($2::uuid is null or e.id < $2) and $3::date <= $4::date
          ${asked.state === '' ? '' : `and ${filters[asked.state]}`}${found}
        order by e.id desc limit $5`,
      [courseId, asked.before, asked.today, addDays(asked.today, DUE_SOON_DAYS), limit, ...words],
    );
  }

  /** Throws NotFoundException when the course has no such enrolment. */
  async known(courseId: string, id: string): Promise<ListedEnrolment> {
    const [row] = isId(id)
      ? await this.database.query<ListedEnrolment>(
          `select ${columns} from ${source} where e.id = $1 and e.course_id = $2`,
          [id, courseId],
        )
      : [];
    if (!row) throw new NotFoundException('There is no such enrolment on this course.');
    return row;
  }

  /** What was changed of it, the latest first; at most 200. */
  changes(enrolmentId: string): Promise<EnrolmentChange[]> {
    return this.database.query<EnrolmentChange>(
      `select c.kind, c.due_on as "dueOn", c.due_on_before as "dueOnBefore", c.reason, c.changed_at as "changedAt",
              p.name as "changedBy"
         from enrolment_change c left join person p on p.id = c.changed_by_id
        where c.enrolment_id = $1 order by c.id desc limit 200`,
      [enrolmentId],
    );
  }

  /** The person's other enrolments on the same course, the latest first; at most 100. */
  others(enrolment: ListedEnrolment): Promise<{ id: string; enrolledAt: Date }[]> {
    return this.database.query(
      `select id, enrolled_at as "enrolledAt" from enrolment
        where person_id = $1 and course_id = $2 and id <> $3 order by id desc limit 100`,
      [enrolment.personId, enrolment.courseId, enrolment.id],
    );
  }

  /** Whose account the address is, `email` in small letters; undefined when nobody has confirmed it. */
  async accountOf(email: string): Promise<{ id: string; name: string; deactivated: boolean } | undefined> {
    const [row] = await this.database.query<{ id: string; name: string; deactivated: boolean }>(
      'select id, name, deactivated_at is not null as deactivated from person where email = $1 and confirmed_at is not null',
      [email],
    );
    return row;
  }
}
