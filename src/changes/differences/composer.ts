import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AddendumContent, AddendumContext } from '../../certificates/certificates.types.js';
import { CoursesService } from '../../courses/courses.service.js';
import type { CourseVersion, LessonContent } from '../../courses/courses.types.js';
import { questionsToAsk } from '../../courses/question-asking.rules.js';
import { referenceView } from '../../courses/references.rules.js';
import { nationName } from '../../organisations/organisation-words.rules.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { placeOf } from '../../tailoring/context-place.rules.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';
import type { Consequence } from '../changes.types.js';
import {
  type DecidedChange,
  DifferencesQueries,
  type HeldCertificate,
  type PlaceRow,
  type ReadingRow,
} from './differences.queries.js';
import {
  type Differences,
  differencesOf,
  differs,
  gravest,
  inParts,
  minutesFor,
  type Reading,
} from './differences.rules.js';

/** What differs where the holder of a certificate works now. */
export interface Composition {
  held: HeldCertificate;
  /** Why they should look; null where they learned it for where they work, and nothing was decided of its policy since. */
  cause: Cause | null;
  from: string;
  to: string;
  context: AddendumContext;
  differences: Differences;
  minutes: number;
  references: AddendumContent['references'];
  /** The number that an addendum to it gets. */
  number: number;
  /** Of all that it shows: the same composition has the same one. */
  digest: string;
  /** Of each of its lessons, in their order, where it is read lesson by lesson; else empty. */
  parts: string[];
}

/** `decided`: the policy changed after they learned it; the day is that of the decision. */
export type Cause = { kind: 'moved' } | { kind: 'decided'; follows: Consequence; on: CivilDate };

type Placed = Pick<AddendumContext, 'organisationId'> & { workplaceId: string | null };

/** Composes what differs: four statements, and versions and revisions that never change and are in memory. */
@Injectable()
export class DifferencesComposer {
  constructor(
    private readonly queries: DifferencesQueries,
    private readonly courses: CoursesService,
    private readonly profiles: ProfilesService,
    private readonly clock: Clock,
  ) {}

  /** For each of the person's certificates that count, or for one; null for somebody who never said where they work. */
  async compose(personId: string, number: string | null): Promise<Composition[] | null> {
    const now = await this.queries.now(personId);
    const context = now && this.addendumContext(now);
    if (!now || !context) return null;
    const held = await this.queries.certificates(personId, number);
    const readings = await this.queries.readings(held.map(({ enrolmentId }) => enrolmentId));
    const decided =
      now.organisationId === null || held.length === 0 ? [] : await this.queries.decided(now.organisationId);
    const to = inWords(now);
    return Promise.all(
      held.map((one) =>
        this.one(
          one,
          readings.filter(({ enrolmentId }) => enrolmentId === one.enrolmentId),
          { context, to, decided },
        ),
      ),
    );
  }

  /** The person's certificates that count, or the one with the number, without what differs. */
  held(personId: string, number: string): Promise<HeldCertificate[]> {
    return this.queries.certificates(personId, number);
  }

  private addendumContext(now: PlaceRow): AddendumContext | null {
    const { workplaceId, nation, organisationId, profileRevisionId, regionCode, icbCode, profession } = now;
    if (workplaceId === null || nation === null) return null;
    const on = this.clock.today();
    return { workplaceId, nation, organisationId, profileRevisionId, regionCode, icbCode, profession, on };
  }

  private async one(
    held: HeldCertificate,
    rows: readonly ReadingRow[],
    { context, to, decided }: { context: AddendumContext; to: string; decided: readonly DecidedChange[] },
  ): Promise<Composition> {
    const version = await this.courses.version(held.courseVersionId);
    const after = await this.tailoring(context, version);
    const { contents, readings } = await this.readings(held, rows, version);
    const number = held.lastAddendum + 1;
    const questions = await this.courses.questions(version.id);
    const asked = {
      before:
        held.context === null
          ? held.asked
          : questionsToAsk(questions, await this.tailoring(held.context, version), held.enrolmentId),
      after: questionsToAsk(questions, after, `${held.enrolmentId} ${String(number)}`),
    };
    const differences = differencesOf(readings, asked, after);
    const places: Placed[] = held.context === null ? [...rows] : [held.context];
    const from = held.context === null ? [...new Set(rows.map(inWords))].join(' and ') : (held.place ?? '');
    return {
      held,
      cause: places.some((place) => keyOf(place) !== keyOf(context))
        ? { kind: 'moved' }
        : await this.decidedSince(held, held.context === null ? rows : [held.context], decided),
      from,
      to,
      context,
      differences,
      minutes: minutesFor(differences),
      references: referencesOf(differences, contents),
      number,
      digest: digestOf({ from, to, number, differences }),
      parts: inParts(differences) ? differences.lessons.map((lesson) => digestOf({ from, to, number, lesson })) : [],
    };
  }

  /**
   * The gravest of what was decided of changes that came after what was read; null where there is none. A retired course
   * cannot be taken again: what differs is read, as for a refresher.
   */
  private async decidedSince(
    { isRetired }: HeldCertificate,
    read: readonly Pick<AddendumContext, 'profileRevisionId'>[],
    decided: readonly DecidedChange[],
  ): Promise<Cause | null> {
    if (decided.length === 0) return null;
    const ids = [...new Set(read.map(({ profileRevisionId }) => profileRevisionId))];
    const numbers = await Promise.all(
      ids.map(async (id) => (id === null ? 0 : (await this.profiles.revision(id)).number)),
    );
    const since = gravest(decided.filter(({ revision }) => revision > Math.min(...numbers)));
    if (!since) return null;
    const follows = isRetired && since.follows === 'certify_again' ? 'refresher' : since.follows;
    return { kind: 'decided', follows, on: since.on };
  }

  /** Each lesson as it was read, or, after an addendum, as that brought it up to date. */
  private async readings(held: HeldCertificate, rows: readonly ReadingRow[], version: CourseVersion) {
    const latest = held.context && (await this.tailoring(held.context, version));
    const contents: LessonContent[] = [];
    const readings: Reading[] = [];
    for (const { id } of version.lessons) {
      const row = rows.find(({ lessonId }) => lessonId === id);
      const { nation } = row ?? { nation: null };
      if (!row || nation === null) continue;
      const lesson = await this.courses.lesson(id);
      contents.push(lesson);
      readings.push({ lesson, before: latest ?? (await this.tailoring({ ...row, nation }, version)) });
    }
    return { contents, readings };
  }

  private async tailoring(
    place: Omit<AddendumContext, 'workplaceId' | 'organisationId'>,
    { factAgeLimitMonths }: CourseVersion,
  ): Promise<TailoringContext> {
    const profile = place.profileRevisionId === null ? null : await this.profiles.revision(place.profileRevisionId);
    const { profession, on } = place;
    return { profile, ...placeOf(profile, place), profession, on, factAgeLimitMonths };
  }
}

/** Whether the holder is asked to take the course again, since the policy changed after they learned it. */
export const asksToCertifyAgain = ({ cause, differences }: Pick<Composition, 'cause' | 'differences'>): boolean =>
  cause?.kind === 'decided' && cause.follows === 'certify_again' && differs(differences);

const digestOf = (shown: object): string => createHash('sha256').update(JSON.stringify(shown)).digest('hex');

/** Two posts in one Trust are one place. */
const keyOf = ({ organisationId, workplaceId }: Placed): string | null => organisationId ?? workplaceId;

const inWords = ({ place, nation }: Pick<PlaceRow, 'place' | 'nation'>): string =>
  place ?? (nation === null ? 'an earlier workplace' : `a workplace in ${nationName(nation)}`);

function referencesOf({ lessons }: Differences, contents: readonly LessonContent[]): AddendumContent['references'] {
  const html = lessons
    .flatMap(({ passages }) =>
      passages.flatMap(({ beforeHtml, afterHtml, lawHtml }) => [beforeHtml ?? '', afterHtml ?? '', lawHtml ?? '']),
    )
    .join('');
  const cited = contents
    .flatMap(({ references }) => references)
    .filter(({ id }) => html.includes(`href="#source-${id}"`));
  return [...new Map(cited.map((source) => [source.id, referenceView(source)])).values()];
}
