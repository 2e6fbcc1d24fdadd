import { Injectable, NotFoundException } from '@nestjs/common';
import type { Profession } from '../../accounts/accounts.types.js';
import { isRetiredSql } from '../../courses/retirement.rules.js';
import type { Nation } from '../../organisations/organisations.types.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import { containingWords } from '../../platform/database/like-pattern.js';
import { isId } from '../../platform/database/new-id.js';
import type { CohortBy, MemberBy } from './cohort.rules.js';

export interface Cohort {
  id: string;
  courseId: string;
  courseSlug: string;
  name: string;
  by: CohortBy;
  organisationId: string | null;
  organisation: string | null;
  professions: Profession[] | null;
  nation: Nation | null;
  areaCode: string | null;
  area: string | null;
  reason: string;
  dueOn: CivilDate | null;
  dueDays: number | null;
  madeAt: Date;
  madeById: string | null;
  madeBy: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** A member as administrators see them. */
export interface ListedMember {
  personId: string;
  name: string;
  email: string;
  by: MemberBy;
  joinedAt: Date;
  enrolmentId: string | null;
  dueOn: CivilDate | null;
  completedAt: Date | null;
  /** Whether the contact sees them: they say that they work there, or came with the Trust's code. */
  shown: boolean;
}

const columns = `c.id, c.course_id as "courseId", k.slug as "courseSlug", c.name, c.by, c.organisation_id as "organisationId",
  o.name as organisation, c.professions, c.nation, c.area_code as "areaCode", a.name as area, c.reason,
  c.due_on as "dueOn", c.due_days as "dueDays", c.made_at as "madeAt", c.made_by_id as "madeById", m.name as "madeBy",
  c.started_at as "startedAt", c.ended_at as "endedAt"`;
const source = `cohort c join course k on k.id = c.course_id left join organisation o on o.id = c.organisation_id
  left join organisation_area a on a.code = c.area_code left join person m on m.id = c.made_by_id`;

/** SQL: the person `person` says that they work at the organisation now. */
export const worksAt = (person: string, organisation: string): string =>
  `exists (select from workplace w where w.person_id = ${person} and w.organisation_id = ${organisation} and w.ended_at is null)`;

/** SQL: where the member `m` works, if that is the Trust of the cohort `c`. At most one row: nobody works twice at one place. */
export const worksThere = `left join workplace there on there.person_id = m.person_id
  and there.organisation_id = c.organisation_id and there.ended_at is null`;

/**
 * SQL, with that: a contact sees the member `m`, whose person is `p`. Who works elsewhere by now is seen no more; who came
 * with the Trust's code has agreed to be seen.
 */
export const shownToContact = `(m.left_at is null and p.deactivated_at is null and (m.by = 'code' or there.id is not null))`;

/**
 * SQL: the enrolment `e` on the course by which the member `m` is told of. What they completed last counts, also while they
 * take the course again. At most one row.
 */
export const enrolmentShown = (course: string): string =>
  `left join lateral (select x.id, x.enrolled_at, x.due_on, x.completed_at from enrolment x
     where x.person_id = m.person_id and x.course_id = ${course} and (x.withdrawn_at is null or x.completed_at is not null)
     order by x.completed_at desc nulls last, x.id desc limit 1) e on true`;

/** What a rule says, as SQL: columns of a cohort, or parameters. */
interface RuleSql {
  professions: string;
  organisation: string;
  nation: string;
  area: string;
}

/** SQL: the rule takes in the person `p`. */
function takesIn({ professions, organisation, nation, area }: RuleSql): string {
  return `p.confirmed_at is not null and p.deactivated_at is null
    and (${professions} is null or p.profession = any(${professions}))
    and (${organisation} is null and ${nation} is null and ${area} is null or exists (
      select from workplace w left join organisation o on o.id = w.organisation_id
       where w.person_id = p.id and w.ended_at is null
         and (${organisation} is null or w.organisation_id = ${organisation})
         and (${nation} is null or coalesce(o.nation, w.nation) = ${nation})
         and (${area} is null or ${area} = case when o.id is null then w.region_code else o.region_code end
              or ${area} = case when o.id is null then w.icb_code else o.icb_code end)))`;
}

const ofCohort = {
  professions: 'c.professions',
  organisation: 'c.organisation_id',
  nation: 'c.nation',
  area: 'c.area_code',
};
/** Parameters, so that the database plans for the one rule. */
const asked = { professions: '$2::text[]', organisation: '$3::uuid', nation: '$4::text', area: '$5::text' };
const askedOf = (cohort: Cohort) => [
  cohort.id,
  cohort.professions,
  cohort.organisationId,
  cohort.nation,
  cohort.areaCode,
];
/** A retired course takes nobody in; once it is open again, its rules look anew. */
const OPEN = `not ${isRetiredSql('c.course_id')}`;
const NOT_IN = 'not exists (select from cohort_member m where m.cohort_id = $1 and m.person_id = p.id)';

/** Reads cohorts for those who make them. One statement each, however many members they have. */
@Injectable()
export class CohortsQueries {
  constructor(private readonly database: Database) {}

  /** Of a course, the latest first; at most 200. */
  ofCourse(courseId: string): Promise<(Cohort & { members: number })[]> {
    return this.database.query(
      `select ${columns}, (select count(*)::int from cohort_member m where m.cohort_id = c.id and m.left_at is null) as members
         from ${source} where c.course_id = $1 order by c.ended_at is not null, c.id desc limit 200`,
      [courseId],
    );
  }

  /** Throws NotFoundException when the course has no such cohort. */
  async known(courseSlug: string, id: string): Promise<Cohort> {
    const cohort = isId(id) ? await this.one(id) : undefined;
    if (cohort?.courseSlug !== courseSlug) throw new NotFoundException('There is no such cohort on this course.');
    return cohort;
  }

  async one(id: string): Promise<Cohort | undefined> {
    const [row] = await this.database.query<Cohort>(`select ${columns} from ${source} where c.id = $1`, [id]);
    return row;
  }

  /** A cohort in which the person is because they joined with a code; undefined for any other. */
  async joinedByCode(id: string, personId: string): Promise<Cohort | undefined> {
    const rows = await this.database.query(
      `select cohort_id from cohort_member where cohort_id = $1 and person_id = $2 and by = 'code' and left_at is null`,
      [isId(id) ? id : null, personId],
    );
    return rows.length === 0 ? undefined : this.one(id);
  }

  /** Rules that stand, take in the person on a course that is open, and have never done so before. */
  rulesFor(personId: string): Promise<Cohort[]> {
    return this.database.query<Cohort>(
      `select ${columns} from ${source} join person p on p.id = $1
        where c.by = 'rule' and c.started_at is not null and c.ended_at is null and ${takesIn(ofCohort)} and ${OPEN}
          and not exists (select from cohort_member x where x.cohort_id = c.id and x.person_id = p.id)
        order by c.id`,
      [personId],
    );
  }

  /** Rules that stand and look at where people's organisations lie. */
  async rulesByPlace(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from cohort where by = 'rule' and started_at is not null and ended_at is null
         and (nation is not null or area_code is not null) order by id`,
    );
    return rows.map(({ id }) => id);
  }

  /** Rules that stand of one course. */
  async rulesOf(courseId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from cohort where course_id = $1 and by = 'rule' and started_at is not null and ended_at is null order by id`,
      [courseId],
    );
    return rows.map(({ id }) => id);
  }

  /** Those whom the rule takes in and has never taken in before: at most `limit` after a person, in the order of ids. */
  async fitting(cohort: Cohort, after: string | null, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select p.id from person p where ($6::uuid is null or p.id > $6) and ${takesIn(asked)} and ${NOT_IN}
        order by p.id limit $7`,
      [...askedOf(cohort), after, limit],
    );
    return rows.map(({ id }) => id);
  }

  async countFitting(cohort: Cohort): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      `select count(*)::int as n from person p where ${takesIn(asked)} and ${NOT_IN}`,
      askedOf(cohort),
    );
    return row?.n ?? 0;
  }

  /** At most `limit` who are in it, before a person, the newest accounts first; `text` holds words of name or address. */
  members(cohort: Cohort, wanted: { text: string; before: string | null }, limit: number): Promise<ListedMember[]> {
    const words = containingWords(wanted.text);
    return this.database.query<ListedMember>(
      `select p.id as "personId", p.name, p.email, m.by, m.joined_at as "joinedAt", e.id as "enrolmentId",
              e.due_on as "dueOn", e.completed_at as "completedAt", ${shownToContact} as shown
         from cohort_member m join cohort c on c.id = m.cohort_id join person p on p.id = m.person_id ${worksThere}
         ${enrolmentShown('c.course_id')}
        where m.cohort_id = $1 and m.left_at is null and ($2::uuid is null or m.person_id < $2)
          ${words.map((_, index) => `and p.search_key like $${String(index + 4)}`).join(' ')}
        order by m.person_id desc limit $3`,
      [cohort.id, wanted.before, limit, ...words],
    );
  }

  /** How many are in it, how many of them are enrolled, and how many have completed the course. */
  async counts(cohort: Cohort): Promise<{ members: number; enrolled: number; completed: number }> {
    const [row] = await this.database.query<{ members: number; enrolled: number; completed: number }>(
      `select count(*)::int as members, count(e.id)::int as enrolled, count(e.completed_at)::int as completed
         from cohort_member m
         ${enrolmentShown('$2')}
        where m.cohort_id = $1 and m.left_at is null`,
      [cohort.id, cohort.courseId],
    );
    return row ?? { members: 0, enrolled: 0, completed: 0 };
  }

  /** Its contacts, with whether they still say that they work there; at most 50. */
  contacts(cohort: Cohort): Promise<{ personId: string; name: string; worksThere: boolean }[]> {
    return this.database.query(
      `select p.id as "personId", p.name, ${worksAt('p.id', '$2')} and p.deactivated_at is null as "worksThere"
         from cohort_contact t join person p on p.id = t.person_id where t.cohort_id = $1 order by p.name, p.id limit 50`,
      [cohort.id, cohort.organisationId],
    );
  }

  /** Whose accounts the addresses are; ones that are nobody's are missing. */
  accounts(
    emails: readonly string[],
    organisationId: string | null,
  ): Promise<{ id: string; email: string; name: string; deactivated: boolean; worksThere: boolean }[]> {
    return this.database.query(
      `select p.id, p.email, p.name, p.deactivated_at is not null as deactivated, ${worksAt('p.id', '$2')} as "worksThere"
         from person p where p.email = any($1)`,
      [emails, organisationId],
    );
  }
}
