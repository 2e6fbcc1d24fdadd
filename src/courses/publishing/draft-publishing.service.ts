import { Injectable } from '@nestjs/common';
import { londonDate } from '../../platform/civil-date.rules.js';
import { Audit } from '../../platform/audit/audit.js';
import { Database } from '../../platform/database/database.js';
import { QuestionsService } from '../../policies/questions.service.js';
import { type Draft, type DraftFile, DraftsQueries } from '../authoring/drafts.queries.js';
import { courseFiles, DraftsService } from '../authoring/drafts.service.js';
import { CoursesService } from '../courses.service.js';
import { readCourse } from '../format/course-folder.js';
import { CourseMedia } from '../media/course-media.js';
import { PublishingService } from '../publishing.service.js';
import { ReviewsService } from '../reviews.service.js';
import {
  type Blocker,
  type DraftReviewKind,
  draftReviewKinds,
  publicationBlockers,
  type ReviewState,
  reviewState,
} from './blockers.rules.js';
import { DraftReviewsQueries, type GivenVerdict } from './draft-reviews.queries.js';
import { VersionsQueries } from './versions.queries.js';

/** How it stands with publishing a draft. */
export interface Readiness {
  files: DraftFile[];
  verdicts: GivenVerdict[];
  states: Record<DraftReviewKind, ReviewState>;
  blockers: Blocker[];
}

/** Publishes drafts, once nothing stands in the way. */
@Injectable()
export class DraftPublishingService {
  constructor(
    private readonly database: Database,
    private readonly drafts: DraftsService,
    private readonly draftsQueries: DraftsQueries,
    private readonly reviewsQueries: DraftReviewsQueries,
    private readonly versions: VersionsQueries,
    private readonly courses: CoursesService,
    private readonly publishing: PublishingService,
    private readonly reviews: ReviewsService,
    private readonly questions: QuestionsService,
    private readonly media: CourseMedia,
    private readonly audit: Audit,
  ) {}

  /** What stands in the way, with everything that a page about it shows. */
  async readiness(draft: Draft): Promise<Readiness> {
    // One after the other: inside a transaction there is one connection.
    const files = await this.draftsQueries.files(draft.id);
    const verdicts = await this.reviewsQueries.verdicts(draft.id);
    const comments = await this.reviewsQueries.comments(draft.id);
    const newestId = await this.versions.newestId(draft.slug);
    const catalogue = await this.questions.all();
    const newest = newestId === null ? null : await this.courses.version(newestId);
    const base = draft.baseVersionId === null ? null : await this.publishing.filesOf(draft.baseVersionId);
    const given = courseFiles(files);
    const read = readCourse(given, catalogue);
    const course = 'course' in read ? read.course : null;
    const states = Object.fromEntries(
      draftReviewKinds.map((kind) => [kind, reviewState(kind, verdicts, files)]),
    ) as Readiness['states'];
    const blockers = publicationBlockers({
      problems: [
        ...('problems' in read ? read.problems : anotherCourse(draft, read.course.fields.slug)),
        ...(await this.media.problemsOf(given)),
      ],
      lessons: course?.lessons ?? [],
      coreQuestionCount: course?.coreQuestionCount ?? null,
      reviews: states,
      openComments: comments.filter(({ settledAt }) => settledAt === null).length,
      overtakenBy: newest && newest.id !== draft.baseVersionId ? newest.number : null,
      isUnchanged: base !== null && isSame(base, given),
    });
    return { files, verdicts, states, blockers };
  }

  /**
   * Publishes the draft as the next version, with its clinical and legal reviews. `whatChanged` is for learners on an older
   * one. Answers what stands in the way when something does.
   */
  async publish(
    draftId: string,
    whatChanged: string | null,
  ): Promise<{ number: number; slug: string } | { blockers: Blocker[] }> {
    return this.database.transaction(async () => {
      await this.database.query('select id from course_draft where id = $1 for update', [
        (await this.drafts.open(draftId)).id,
      ]);
      const draft = await this.drafts.open(draftId);
      await this.database.query('select f.id from course_draft_file f where f.draft_id = $1 order by f.id for update', [
        draft.id,
      ]);
      const { files, verdicts, blockers } = await this.readiness(draft);
      if (blockers.length > 0) return { blockers };
      const { slug, number } = await this.publishing.publishFiles(draft.title, courseFiles(files), whatChanged);
      const version = await this.courses.numbered(slug, number);
      await this.reviews.carryOver(
        version.id,
        (['clinical', 'legal'] as const).flatMap((kind) => {
          const verdict = verdicts.find((one) => one.kind === kind);
          if (!verdict) return [];
          const { reviewer, reviewerRole, reviewerId, note, givenAt } = verdict;
          return [{ kind, reviewerName: reviewer, reviewerRole, reviewerId, note, reviewedOn: londonDate(givenAt) }];
        }),
      );
      await this.database.query(`update course_draft set state = 'published' where id = $1`, [draft.id]);
      await this.audit.record({
        action: 'course_drafts.published',
        subjectKind: 'course_draft',
        subjectId: draft.id,
        details: { slug, number },
      });
      return { slug, number };
    });
  }

  /** Lets the draft follow the newest version, after its author has compared the two. */
  async followNewest(draftId: string): Promise<void> {
    const draft = await this.drafts.open(draftId);
    const newestId = await this.versions.newestId(draft.slug);
    await this.database.transaction(async () => {
      await this.database.query('update course_draft set base_version_id = $2 where id = $1', [draft.id, newestId]);
      await this.audit.record({ action: 'course_drafts.rebased', subjectKind: 'course_draft', subjectId: draft.id });
    });
  }
}

/** A course keeps its address: under another one the draft would become the next version of another course. */
function anotherCourse({ slug }: Draft, written: string) {
  if (slug === written) return [];
  return [{ file: 'course.md', line: 2, message: `slug: It stays ${slug}. To write another course, begin a new one.` }];
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([name, text]) => other.get(name) === text);
}
