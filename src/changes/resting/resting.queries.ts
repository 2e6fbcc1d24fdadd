import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';

/** A version that cites a source, with those for whom that matters. */
export interface CitingVersion {
  id: string;
  slug: string;
  title: string;
  number: number;
  newest: boolean;
  underWay: number;
  certified: number;
  /** The open draft of its course. */
  draftId: string | null;
}

export interface CitingPlace {
  versionId: string;
  place: 'introduction' | 'lesson' | 'question';
  /** Of the lesson. */
  title: string | null;
  /** `html` of a text alone, which has no other name. */
  block: { kind: string; title: string | null; key: string; html: string | null } | null;
  question: { key: string; stemHtml: string } | null;
}

export interface RestingCertificate {
  id: string;
  number: string;
  issuedOn: CivilDate;
  sample: boolean;
  title: string;
  version: number;
}

const MOST_VERSIONS = 50;
const MOST_PLACES = 2000;

/** Reads what rests on a source of the legal register: published versions, and certificates for them. */
@Injectable()
export class RestingQueries {
  constructor(private readonly database: Database) {}

  /** Versions that cite it and that somebody may still read: the newest, those under way, those certified. */
  versions(key: string): Promise<CitingVersion[]> {
    return this.database.query(
      `select * from (select v.id, c.slug, v.content->>'title' as title, v.number,
           not exists (select from course_version n where n.course_id = v.course_id and n.number > v.number) as newest,
           (select count(*)::int from enrolment e
             where e.course_version_id = v.id and e.completed_at is null and e.withdrawn_at is null) as "underWay",
           (select count(*)::int from certificate t where t.course_version_id = v.id and t.is_current) as certified,
           (select d.id from course_draft d where d.slug = c.slug and d.state in ('draft', 'in_review') limit 1) as "draftId"
         from course_version v join course c on c.id = v.course_id
         where v.id in (select version_id from course_citation where source_key = $1)) as citing
       where newest or "underWay" > 0 or certified > 0 order by title, slug, number desc limit ${String(MOST_VERSIONS)}`,
      [key],
    );
  }

  /** Where they cite it, in the order in which it is read. */
  places(key: string, versionIds: readonly string[]): Promise<CitingPlace[]> {
    return this.database.query(
      `select ci.version_id as "versionId", ci.place, l.content->>'title' as title,
         case when ci.place = 'lesson' then json_build_object('kind', b.block->>'kind', 'title', b.block->>'title', 'key', ci.block_key,
           'html', case when b.block->>'kind' = 'text' then b.block->>'html' end) end as block,
         case when ci.place = 'question' then json_build_object('key', q.key, 'stemHtml', q.content->>'stemHtml') end as question
       from course_citation ci
       left join course_lesson l on ci.place = 'lesson' and l.version_id = ci.version_id and l.slug = ci.place_key
       left join lateral (select block, n from jsonb_array_elements(l.content->'blocks') with ordinality as each(block, n)
         where block->>'key' = ci.block_key) as b on true
       left join course_question q on ci.place = 'question' and q.version_id = ci.version_id and q.key = ci.place_key
       where ci.source_key = $1 and ci.version_id = any($2)
       order by ci.place, l.position, b.n, q.position limit ${String(MOST_PLACES)}`,
      [key, versionIds],
    );
  }

  /** Certificates that count, the newest first, behind the one with the id `after`. */
  certificates(versionIds: readonly string[], after: string | null, limit: number): Promise<RestingCertificate[]> {
    return this.database.query(
      `select t.id, t.number, t.issued_on as "issuedOn", t.sample, v.content->>'title' as title, v.number as version
       from certificate t join course_version v on v.id = t.course_version_id
       where t.course_version_id = any($1) and t.is_current and ($2::uuid is null or t.id < $2) order by t.id desc limit $3`,
      [versionIds, after, limit],
    );
  }
}
