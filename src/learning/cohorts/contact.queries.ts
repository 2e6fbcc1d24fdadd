import { Injectable, NotFoundException } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import { containingWords } from '../../platform/database/like-pattern.js';
import { isId } from '../../platform/database/new-id.js';
import { type SeenItem, sees } from '../access-matrix.rules.js';
import { enrolmentShown, shownToContact, worksAt, worksThere } from './cohorts.queries.js';

/** A cohort as its Trust's contact sees it. Counts are of those who are shown to them. */
export interface ContactCohort {
  id: string;
  name: string;
  courseSlug: string;
  trust: string;
  members: number;
  completed: number;
}

/** What can be read of a member; a contact is given what the matrix lets them see, and the rest is not even asked for. */
export interface MemberSeen {
  personId: string;
  name?: string;
  email?: string;
  /** When they were enrolled; null when they are not (any more). */
  enrolment?: Date | null;
  due_date?: CivilDate | null;
  completion?: boolean;
  completion_date?: Date | null;
}

/** A cohort in which the person is seen. */
export interface SeenIn {
  id: string;
  cohort: string;
  courseSlug: string;
  trust: string;
  /** Joined with a code: the person may leave it. */
  byCode: boolean;
  /** Empty while nobody is named. */
  contacts: string[];
}

const readable: Partial<Record<SeenItem, string>> = {
  name: 'p.name',
  email: 'p.email',
  enrolment: 'e.enrolled_at',
  due_date: 'e.due_on',
  completion: 'e.completed_at is not null',
  completion_date: 'e.completed_at',
};
const seen = Object.entries(readable)
  .filter(([item]) => sees('trust_contact', item as SeenItem))
  .map(([item, sql]) => `${sql} as "${item}"`);

/** $1 is the contact: one who works elsewhere by now sees nothing. */
const mine = `cohort c join cohort_contact t on t.cohort_id = c.id and t.person_id = $1
  join course k on k.id = c.course_id join organisation o on o.id = c.organisation_id and ${worksAt('$1', 'o.id')}`;
const member = `join person p on p.id = m.person_id ${worksThere}
  ${enrolmentShown('c.course_id')}`;
const progress = `cross join lateral (select count(*)::int as members, count(e.completed_at)::int as completed
  from cohort_member m ${member} where m.cohort_id = c.id and ${shownToContact}) n`;
const columns = `c.id, c.name, k.slug as "courseSlug", o.name as trust, n.members, n.completed`;

/** Reads for contacts of Trusts. Every read is bound to the contact who asks, and to what the access matrix lets them see. */
@Injectable()
export class ContactQueries {
  constructor(private readonly database: Database) {}

  /** The contact's cohorts, with how far they are, the latest first; at most 100. */
  cohorts(contactId: string): Promise<ContactCohort[]> {
    return this.database.query<ContactCohort>(
      `select ${columns} from ${mine} ${progress} order by c.id desc limit 100`,
      [contactId],
    );
  }

  /** Whether there is any cohort that the person sees as a contact. */
  async isContact(personId: string): Promise<boolean> {
    const rows = await this.database.query(`select c.id from ${mine} limit 1`, [personId]);
    return rows.length > 0;
  }

  /** Throws NotFoundException for a cohort that is not the contact's, as for one that is none. */
  async cohort(contactId: string, id: string): Promise<ContactCohort> {
    const [row] = isId(id)
      ? await this.database.query<ContactCohort>(`select ${columns} from ${mine} ${progress} where c.id = $2`, [
          contactId,
          id,
        ])
      : [];
    if (!row) throw new NotFoundException('There is no such cohort of yours.');
    return row;
  }

  /** At most `limit` of the contact's cohort, before a person, the newest accounts first; `text` holds words of a name. */
  members(
    contactId: string,
    cohortId: string,
    wanted: { text: string; before: string | null },
    limit: number,
  ): Promise<MemberSeen[]> {
    const words = containingWords(wanted.text);
    return this.database.query<MemberSeen>(
      `select m.person_id as "personId", ${seen.join(', ')} from ${mine} join cohort_member m on m.cohort_id = c.id ${member}
        where c.id = $2 and ${shownToContact} and ($3::uuid is null or m.person_id < $3)
          ${words.map((_, index) => `and lower(p.name) like $${String(index + 5)}`).join(' ')}
        order by m.person_id desc limit $4`,
      [contactId, cohortId, wanted.before, limit, ...words],
    );
  }

  /** Whose contacts see the person, in which cohorts; and those that the person joined with a code, whoever sees them. At most 100. */
  whoSees(personId: string): Promise<SeenIn[]> {
    return this.database.query(
      `select c.id, c.name as cohort, k.slug as "courseSlug", o.name as trust, m.by = 'code' as "byCode",
              coalesce(array_agg(me.name order by me.name) filter (where me.id is not null), '{}') as contacts
         from cohort_member m join person p on p.id = m.person_id join cohort c on c.id = m.cohort_id
         join course k on k.id = c.course_id join organisation o on o.id = c.organisation_id ${worksThere}
         left join cohort_contact t on t.cohort_id = c.id
         left join person me on me.id = t.person_id and me.deactivated_at is null and ${worksAt('t.person_id', 'c.organisation_id')}
        where m.person_id = $1 and ${shownToContact}
        group by c.id, m.by, k.slug, o.name having m.by = 'code' or count(me.id) > 0 order by c.id desc limit 100`,
      [personId],
    );
  }
}
