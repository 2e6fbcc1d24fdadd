import { Injectable } from '@nestjs/common';
import type { Profession } from '../../accounts/accounts.types.js';
import { Database } from '../../platform/database/database.js';
import type { ConcernedLearner, VersionImpact, WhatFollows } from '../changes.types.js';

export interface Decision {
  whatFollows: WhatFollows;
  note: string | null;
  by: string | null;
  at: Date;
}

export interface Impact {
  id: string;
  organisation: { id: string; code: string; name: string; fictional: boolean };
  beforeRevisionId: string;
  afterRevisionId: string;
  openedAt: Date;
  /** Null while it is being reckoned. */
  differences: VersionImpact[] | null;
  settledAt: Date | null;
  /** The latest first. */
  decisions: Decision[];
}

/** Somebody whose content differs: under way, or with a certificate of that version that counts. */
export interface ConcernedPerson {
  /** Of the enrolment. */
  id: string;
  name: string;
  profession: Profession;
  course: string;
  certified: boolean;
  /** How many of the lessons that differ they have read. */
  read: number;
}

export interface Concerned {
  underWay: number;
  /** Of those under way, who has read a lesson that differs now. */
  haveRead: number;
  certified: number;
}

const decisions = `(select coalesce(json_agg(json_build_object('whatFollows', d.what_follows, 'note', d.note, 'by', p.name,
    'at', d.decided_at) order by d.decided_at desc, d.id desc), '[]')
  from change_decision d left join person p on p.id = d.decided_by_id where d.impact_id = i.id) as decisions`;

const impact = `i.id, json_build_object('id', o.id, 'code', o.code, 'name', o.name, 'fictional', o.fictional) as organisation,
  i.before_revision_id as "beforeRevisionId", i.after_revision_id as "afterRevisionId", i.opened_at as "openedAt",
  i.differences, i.settled_at as "settledAt", ${decisions}`;

/**
 * Who is concerned ($1 the organisation, $2 the versions with their professions and the lessons that differ): people who
 * work there now, in a profession for which something differs, and who are under way or hold a certificate that counts.
 */
const concerned = `from jsonb_to_recordset($2) as c("versionId" uuid, title text, professions text[], "lessonIds" uuid[])
  join enrolment e on e.course_version_id = c."versionId"
  join person p on p.id = e.person_id and p.profession = any(c.professions)
  join workplace w on w.person_id = p.id and w.is_current and w.organisation_id = $1
  left join certificate cert on cert.enrolment_id = e.id and cert.course_version_id = c."versionId" and cert.is_current
  cross join lateral (select count(*)::int as read from lesson_completion l
    where l.enrolment_id = e.id and l.lesson_id = any(c."lessonIds")) as lessons
  where ((e.withdrawn_at is null and e.completed_at is null) or cert.id is not null)`;

/** Reads impacts and those whom they concern. */
@Injectable()
export class ImpactQueries {
  constructor(private readonly database: Database) {}

  /** Those that nobody has decided on yet, the oldest first; at most one for each organisation, so a bounded list. */
  open(): Promise<Impact[]> {
    return this.database.query(
      `select ${impact} from change_impact i join organisation o on o.id = i.organisation_id
       where i.settled_at is null order by i.opened_at, i.id`,
    );
  }

  /** Those that were decided on, the newest first, before the given one. */
  settled(before: string | null, limit: number): Promise<Impact[]> {
    return this.database.query(
      `select ${impact} from change_impact i join organisation o on o.id = i.organisation_id
       where i.settled_at is not null and ($1::uuid is null or i.id < $1) order by i.id desc limit $2`,
      [before, limit],
    );
  }

  async one(id: string): Promise<Impact | undefined> {
    const [row] = await this.database.query<Impact>(
      `select ${impact} from change_impact i join organisation o on o.id = i.organisation_id where i.id = $1`,
      [id],
    );
    return row;
  }

  async concerned(organisationId: string, differences: readonly VersionImpact[]): Promise<Concerned> {
    const [row] = await this.database.query<Concerned>(
      `select count(*) filter (where e.completed_at is null)::int as "underWay",
         count(*) filter (where e.completed_at is null and lessons.read > 0)::int as "haveRead",
         count(*) filter (where cert.id is not null)::int as certified ${concerned}`,
      [organisationId, asked(differences)],
    );
    return row ?? { underWay: 0, haveRead: 0, certified: 0 };
  }

  /** One page of them, by enrolment, after the given one. */
  people(
    organisationId: string,
    differences: readonly VersionImpact[],
    after: string | null,
    limit: number,
  ): Promise<ConcernedPerson[]> {
    return this.database.query(
      `select e.id, p.name, p.profession, c.title as course, cert.id is not null as certified, lessons.read ${concerned}
         and ($3::uuid is null or e.id > $3) order by e.id limit $4`,
      [organisationId, asked(differences), after, limit],
    );
  }

  /** Those of them who have learned what differs: with a certificate, or with such a lesson read. */
  learned(
    organisationId: string,
    differences: readonly VersionImpact[],
    after: string | null,
    limit: number,
  ): Promise<ConcernedLearner[]> {
    return this.database.query(
      `select e.id as "enrolmentId", p.id as "personId", c.title as course, cert.number as "certificateNumber" ${concerned}
         and (cert.id is not null or lessons.read > 0) and ($3::uuid is null or e.id > $3) order by e.id limit $4`,
      [organisationId, asked(differences), after, limit],
    );
  }

  /** Every version that somebody at the organisation takes or took, and the newest of each course. */
  async versionIds(organisationId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select distinct on (course_id) id from course_version order by course_id, number desc`,
    );
    const taken = await this.database.query<{ id: string }>(
      `select distinct e.course_version_id as id from workplace w join enrolment e on e.person_id = w.person_id
       where w.organisation_id = $1 and w.is_current`,
      [organisationId],
    );
    return [...new Set([...rows, ...taken].map(({ id }) => id))];
  }
}

function asked(differences: readonly VersionImpact[]): string {
  return JSON.stringify(
    differences.map(({ versionId, title, professions, lessons }) => ({
      versionId,
      title,
      professions,
      lessonIds: lessons.map(({ id }) => id),
    })),
  );
}
