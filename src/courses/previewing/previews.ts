import { Injectable, NotFoundException } from '@nestjs/common';
import { z } from 'zod';
import { professions } from '../../accounts/accounts.types.js';
import { nations, type OrganisationSummary } from '../../organisations/organisations.types.js';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Clock } from '../../platform/clock.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';
import { settingsOf } from '../authoring/course-settings.form.js';
import type { Draft, DraftFile } from '../authoring/drafts.queries.js';
import { DraftsQueries } from '../authoring/drafts.queries.js';
import { isLesson } from '../authoring/drafts.service.js';
import type { RenderedLesson } from '../courses.types.js';
import { readLessonFile, readSourcesFile } from '../format/course-files.js';
import { mediaIn } from '../format/media-file.js';
import { type CourseProblem, Problems } from '../format/problems.js';
import { renderLesson } from '../lesson-rendering.rules.js';

const learner = {
  at: z.string().trim().max(200).catch('').default(''),
  nation: z.enum(nations).catch('england').default('england'),
  profession: z.enum(professions).catch('nurse').default('nurse'),
};

/** As whom a lesson is previewed: one learner, and a second beside them where `beside` says so. */
export const previewQuery = z.object({
  ...learner,
  beside: z.enum(['', 'yes']).catch('').default(''),
  at2: learner.at,
  nation2: learner.nation,
  profession2: learner.profession,
});
export type PreviewQuery = z.output<typeof previewQuery>;

export interface PreviewedLearner {
  /** Null: a workplace that nobody knows. */
  organisation: OrganisationSummary | null;
  /** What was asked for and is not in the directory; null otherwise. */
  unknown: string | null;
  context: TailoringContext;
}

export interface PreviewedLesson {
  file: DraftFile;
  lessons: DraftFile[];
  title: string;
  problems: readonly CourseProblem[];
  seen: { learner: PreviewedLearner; rendered: RenderedLesson }[];
}

/** Shows lessons of a draft as any learner would read them. */
@Injectable()
export class Previews {
  constructor(
    private readonly drafts: DraftsQueries,
    private readonly organisations: OrganisationsService,
    private readonly profiles: ProfilesService,
    private readonly clock: Clock,
  ) {}

  /** `media` is where its media are served. Throws NotFoundException when the draft has no such lesson. */
  async lesson(draft: Pick<Draft, 'id'>, fileId: string, query: PreviewQuery, media: string): Promise<PreviewedLesson> {
    const files = await this.drafts.files(draft.id);
    const lessons = files.filter(isLesson);
    const file = lessons.find(({ id }) => id === fileId);
    if (!file) throw new NotFoundException('There is no such lesson in this draft.');
    const text = (name: string) => files.find((one) => one.name === name)?.text ?? '';
    const problems = new Problems();
    const sources = readSourcesFile(text('sources.yaml'), 'sources.yaml', problems);
    const parsed = readLessonFile(file.text, file.name, { sources, media: mediaIn(files) }, problems);
    const months = Number(settingsOf(text('course.md'))['fact_age_limit_months']) || 24;
    const one = await this.learner(query.at, query.nation, query.profession, months);
    const learners =
      query.beside === 'yes' ? [one, await this.learner(query.at2, query.nation2, query.profession2, months)] : [one];
    const content = parsed && { ...parsed, id: file.id, versionId: '', position: lessons.indexOf(file) + 1 };
    return {
      file,
      lessons,
      title: parsed?.title ?? file.name,
      problems: problems.all.filter((problem) => problem.file === file.name),
      seen: content
        ? learners.map((each) => ({ learner: each, rendered: renderLesson(content, each.context, media) }))
        : [],
    };
  }

  /** Somebody of a profession at a Trust, by its code or name; at a place in a nation that nobody knows when it is empty. */
  private async learner(
    at: string,
    nation: PreviewQuery['nation'],
    profession: PreviewQuery['profession'],
    factAgeLimitMonths: number,
  ): Promise<PreviewedLearner> {
    const organisation = at === '' ? null : await this.find(at);
    const rest = { profession, on: this.clock.today(), factAgeLimitMonths };
    const unknown = at !== '' && organisation === null ? at : null;
    if (!organisation)
      return { organisation, unknown, context: { profile: null, nation, regionCode: null, icbCode: null, ...rest } };
    const { regionCode, icbCode } = organisation;
    const profile = await this.profiles.current(organisation.id);
    return {
      organisation,
      unknown,
      context: { profile, nation: organisation.nation, regionCode, icbCode, ...rest },
    };
  }

  private async find(at: string): Promise<OrganisationSummary | null> {
    const byCode = await this.organisations.byAddress(at);
    if (byCode) return byCode;
    const { organisations } = await this.organisations.list({ text: at }, { limit: 1 });
    return organisations[0] ?? null;
  }
}
