import { Injectable } from '@nestjs/common';
import { CoursesService } from './courses.service.js';
import type { CourseVersion } from './courses.types.js';
import { type CourseCounts, type CourseFilter, FindingQueries } from './finding/finding.queries.js';

export type { CourseCounts, CourseFilter };

/** The catalogue as people search it: full text, with typing mistakes forgiven. */
@Injectable()
export class CourseFindingService {
  constructor(
    private readonly queries: FindingQueries,
    private readonly courses: CoursesService,
  ) {}

  /** One page of the newest versions that answer, the best first, else by title; and how many answer in all. */
  async find(
    filter: CourseFilter,
    page: { limit: number; offset: number },
  ): Promise<{ total: number; versions: CourseVersion[] }> {
    const rows = await this.queries.find(filter, page);
    const versions = await Promise.all(rows.map(({ versionId }) => this.courses.version(versionId)));
    return { total: rows[0]?.total ?? 0, versions };
  }

  /** How many courses there are of each kind, whatever is asked. */
  counts(): Promise<CourseCounts> {
    return this.queries.counts();
  }
}
