import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { AccountsService } from '../../accounts/accounts.service.js';
import { WorkplacesService } from '../../accounts/workplaces.service.js';
import { CoursesService } from '../../courses/courses.service.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { passagesAboutTrust, renderLesson } from '../../courses/lesson-rendering.rules.js';
import { Clock } from '../../platform/clock.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { placeOf } from '../../tailoring/context-place.rules.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';

/** Numbers alone. */
const MOST_IN_MEMORY = 5_000;

/** How many passages of a course are about a learner's own Trust. */
export interface TrustPassages {
  trust: string;
  passages: number;
}

/** Counts, before somebody takes a course, what it would tell them of where they work: the lessons themselves are fitted and counted. */
@Injectable()
export class TrustPassagesCounter {
  private readonly counted = new LRUCache<string, number>({ max: MOST_IN_MEMORY });

  constructor(
    private readonly accounts: AccountsService,
    private readonly workplaces: WorkplacesService,
    private readonly profiles: ProfilesService,
    private readonly courses: CoursesService,
    private readonly clock: Clock,
  ) {}

  /** Of today, for the person; null for somebody whose workplace is not in the directory. */
  async of(version: CourseVersion, personId: string): Promise<TrustPassages | null> {
    const workplace = await this.workplaces.current(personId);
    if (!workplace || workplace.organisationId === null || workplace.name === null) return null;
    const [profile, { profession }] = await Promise.all([
      this.profiles.current(workplace.organisationId),
      this.accounts.details(personId),
    ]);
    const context: TailoringContext = {
      profile,
      ...placeOf(profile, workplace),
      profession,
      on: this.clock.today(),
      factAgeLimitMonths: version.factAgeLimitMonths,
    };
    return { trust: workplace.name, passages: await this.count(version, context) };
  }

  private async count(version: CourseVersion, { profile, ...rest }: TailoringContext): Promise<number> {
    if (profile === null) return 0;
    const key = JSON.stringify([version.id, profile.revisionId, rest]);
    const known = this.counted.get(key);
    if (known !== undefined) return known;
    const lessons = await Promise.all(version.lessons.map(({ id }) => this.courses.lesson(id)));
    const context = { profile, ...rest };
    const passages = lessons.reduce((sum, lesson) => sum + passagesAboutTrust(renderLesson(lesson, context)), 0);
    this.counted.set(key, passages);
    return passages;
  }
}
