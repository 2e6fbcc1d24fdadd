import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/** Of so many at most, the latest: enough to tell, and as quick with half a million learners. */
export const SAMPLE = 10_000;
/** Whoever did nothing for so long has left. */
export const LEFT_AFTER_DAYS = 14;
/** A page that stood open longer was not read all the time. */
const LONGEST_MINUTES = 60;

/** Of whom. Empty: of all. */
export interface Whom {
  /** An organisation's code. */
  code: string;
  nation: string;
}

export interface LessonCounts {
  id: string;
  slug: string;
  title: string;
  position: number;
  /** What the course says that it takes. */
  minutes: number;
  outcomes: number[];
  started: number;
  finished: number;
  left: number;
  /** How many were timed, and the median of their minutes. */
  timed: number;
  median: number | null;
  remarks: number;
}

export interface TrustCounts extends Pick<
  LessonCounts,
  'started' | 'finished' | 'left' | 'timed' | 'median' | 'remarks'
> {
  /** Null: workplaces outside the directory. */
  code: string | null;
  name: string | null;
  fictional: boolean;
}

export interface VariantCounts {
  blockKey: string;
  variant: string;
  finished: number;
  timed: number;
  median: number | null;
  remarks: number;
}

const workplace = `left join workplace w on w.person_id = e.person_id and w.is_current left join organisation o on o.id = w.organisation_id`;
const whom = `($2 = '' or upper(o.code) = $2) and ($3 = '' or coalesce(o.nation, w.nation) = $3)`;

const minutes = `extract(epoch from d.completed_at - d.opened_at) / 60`;
const wasTimed = `d.completed_at - d.opened_at between interval '0' and interval '${String(LONGEST_MINUTES)} minutes'`;

/** The latest learners of a version ($1), each with every lesson, and with the first that they have not read. */
const standing = `sample as materialized (select e.id, e.person_id, e.enrolled_at, e.completed_at, o.id as organisation_id
    from enrolment e ${workplace} where e.course_version_id = $1 and (e.withdrawn_at is null or e.completed_at is not null)
      and ${whom} order by e.id desc limit ${String(SAMPLE)}),
  done as materialized (select s.id, s.organisation_id, l.id as lesson_id, l.position, c.completed_at, c.opened_at
    from sample s cross join course_lesson l left join lesson_completion c on c.enrolment_id = s.id and c.lesson_id = l.id where l.version_id = $1),
  place as (select d.id, min(d.position) filter (where d.completed_at is null) as next,
      s.completed_at is null and greatest(s.enrolled_at, max(d.completed_at)) < $4 as gone
    from done d join sample s on s.id = d.id group by d.id, s.enrolled_at, s.completed_at)`;

const counts = `count(*) filter (where d.completed_at is not null or p.next = d.position)::int as started,
  count(*) filter (where d.completed_at is not null)::int as finished,
  count(*) filter (where p.next = d.position and p.gone)::int as "left",
  count(*) filter (where ${wasTimed})::int as timed,
  percentile_cont(0.5) within group (order by ${minutes}) filter (where ${wasTimed}) as median`;

/** Counts how lessons do. What is told of it is decided by small-numbers.rules. */
@Injectable()
export class LessonsQueries {
  constructor(private readonly database: Database) {}

  /** Every lesson of a version. `idleSince`: whoever did nothing since has left. */
  lessons(versionId: string, { code, nation }: Whom, idleSince: Date): Promise<LessonCounts[]> {
    return this.database.query(
      `with ${standing}, counted as (select d.lesson_id, ${counts} from done d join place p on p.id = d.id group by d.lesson_id),
         remarked as (select r.lesson_id, count(*)::int as remarks from lesson_remark r join course_lesson l on l.id = r.lesson_id
           left join organisation o on o.id = r.organisation_id
           where l.version_id = $1 and ($2 = '' or upper(o.code) = $2) and ($3 = '' or r.nation = $3) group by r.lesson_id)
       select l.id, l.slug, l.content->>'title' as title, l.position, (l.content->>'minutes')::int as minutes, l.content->'outcomes' as outcomes,
         coalesce(c.started, 0) as started, coalesce(c.finished, 0) as finished, coalesce(c."left", 0) as "left",
         coalesce(c.timed, 0) as timed, c.median, coalesce(r.remarks, 0) as remarks
       from course_lesson l left join counted c on c.lesson_id = l.id left join remarked r on r.lesson_id = l.id
       where l.version_id = $1 order by l.position`,
      [versionId, code, nation, idleSince],
    );
  }

  /** One lesson by where its learners work now, by name. */
  trusts(versionId: string, lessonId: string, { code, nation }: Whom, idleSince: Date): Promise<TrustCounts[]> {
    return this.database.query(
      `with ${standing}, counted as (select d.organisation_id, ${counts} from done d join place p on p.id = d.id
           where d.lesson_id = $5 group by d.organisation_id)
       select o.code, o.name, coalesce(o.fictional, false) as fictional, c.started, c.finished, c."left", c.timed, c.median,
         (select count(*)::int from lesson_remark r where r.lesson_id = $5 and r.organisation_id is not distinct from c.organisation_id) as remarks
       from counted c left join organisation o on o.id = c.organisation_id order by o.name nulls last`,
      [versionId, code, nation, idleSince, lessonId],
    );
  }

  /** One lesson by what its tailored blocks and facts said to those who read it lately. */
  variants(lessonId: string, { code, nation }: Whom): Promise<VariantCounts[]> {
    return this.database.query(
      `with sample as (select c.shown, c.opened_at, c.completed_at from lesson_completion c
           left join workplace w on w.id = c.workplace_id left join organisation o on o.id = w.organisation_id
           where c.lesson_id = $1 and ${whom} order by c.completed_at desc limit ${String(SAMPLE)}),
         counted as (select s->>'blockKey' as block_key, s->>'variant' as variant, count(*)::int as finished,
             count(*) filter (where ${wasTimed})::int as timed,
             percentile_cont(0.5) within group (order by ${minutes}) filter (where ${wasTimed}) as median
           from sample d cross join jsonb_array_elements(d.shown) as s group by 1, 2)
       select c.block_key as "blockKey", c.variant, c.finished, c.timed, c.median,
         (select count(*)::int from lesson_remark r left join organisation o on o.id = r.organisation_id
           where r.lesson_id = $1 and r.block_key = c.block_key and r.variant = c.variant
             and ($2 = '' or upper(o.code) = $2) and ($3 = '' or r.nation = $3)) as remarks
       from counted c order by 1, 2 limit 500`,
      [lessonId, code, nation],
    );
  }

  /** Every course with its versions, the newest first, and how many take or took each. */
  versions(): Promise<{ slug: string; title: string; number: number; publishedAt: Date }[]> {
    return this.database.query(
      `select c.slug, v.content->>'title' as title, v.number, v.published_at as "publishedAt"
       from course_version v join course c on c.id = v.course_id order by c.slug, v.number desc limit 1000`,
    );
  }
}
