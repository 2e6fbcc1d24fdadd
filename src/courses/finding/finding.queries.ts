import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { QuestionTopic } from '../../policies/policies.types.js';
import { type CourseLength, courseLengths, minutesOf } from '../course-lengths.rules.js';
import { isRetiredSql } from '../retirement.rules.js';

/** What is looked for among courses; null or '' is not asked. */
export interface CourseFilter {
  text: string;
  length: CourseLength | null;
  /** A topic of policy questions that a lesson addresses. */
  topic: QuestionTopic | null;
  /** Only those that a clinician and a lawyer have reviewed. */
  reviewed: boolean;
}

/** How many courses there are, and how many of each kind: what it makes sense to narrow the catalogue by. */
export interface CourseCounts {
  courses: number;
  lengths: Record<CourseLength, number>;
  topics: Partial<Record<QuestionTopic, number>>;
  reviewed: number;
}

const MOST_WORDS = 8;
const LONGEST_WORD = 40;

const OPEN = `not ${isRetiredSql('s.course_id')}`;
const REVIEWED = '(select count(distinct r.kind) from course_review r where r.version_id = s.version_id) = 2';

/** Finds courses in the catalogue. One statement each, however many there are. */
@Injectable()
export class FindingQueries {
  constructor(private readonly database: Database) {}

  /** A page of the newest versions, the best answer first, else by title, with the size of the whole. */
  find(filter: CourseFilter, page: { limit: number; offset: number }): Promise<{ versionId: string; total: number }[]> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${String(values.push(value))}`;
    const words = wordsOf(filter.text);
    const conditions = words.map((word) => `s.course_id in (select courses_like(${bind(word)}))`);
    if (filter.length !== null) {
      const { above, upTo } = minutesOf(filter.length);
      conditions.push(`s.minutes > ${bind(above)}`);
      if (upTo !== null) conditions.push(`s.minutes <= ${bind(upTo)}`);
    }
    if (filter.topic !== null)
      conditions.push(`s.questions && array(select key from policy_question where topic = ${bind(filter.topic)})`);
    if (filter.reviewed) conditions.push(REVIEWED);
    const any = words.map((word) => `${word}:*`).join(' | ');
    const order =
      words.length === 0
        ? ''
        : `ts_rank(s.document, to_tsquery('english', ${bind(any)})) + word_similarity(${bind(words.join(' '))}, s.words) desc,`;
    return this.database.query(
      `select s.version_id as "versionId", count(*) over ()::int as total from course_search s
        where ${[OPEN, ...conditions].join(' and ')}
        order by ${order} s.title, s.course_id limit ${bind(page.limit)} offset ${bind(page.offset)}`,
      values,
    );
  }

  /** Of the whole catalogue, without what is retired. */
  async counts(): Promise<CourseCounts> {
    const lengths = courseLengths.map((length) => {
      const { above, upTo } = minutesOf(length);
      const most = upTo === null ? '' : ` and s.minutes <= ${String(upTo)}`;
      return `'${length}', count(*) filter (where s.minutes > ${String(above)}${most})`;
    });
    const [row] = await this.database.query<CourseCounts>(
      `select count(*)::int as courses, jsonb_build_object(${lengths.join(', ')}) as lengths,
              count(*) filter (where ${REVIEWED})::int as reviewed,
              coalesce((select jsonb_object_agg(topic, courses) from (
                select q.topic, count(distinct s.course_id) as courses
                  from course_search s join policy_question q on q.key = any(s.questions) where ${OPEN} group by q.topic) as by_topic),
                '{}') as topics
         from course_search s where ${OPEN}`,
    );
    if (!row) throw new Error('A count has no row');
    return row;
  }
}

/** The words to look for: letters and digits alone, so that nothing of them is read as an operator. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '');
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
  return [...new Set(words)].map((word) => word.slice(0, LONGEST_WORD)).slice(0, MOST_WORDS);
}
