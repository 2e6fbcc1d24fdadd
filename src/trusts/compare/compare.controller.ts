import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import type { StandingReply } from '../../partnerships/partnerships.types.js';
import { pointKey, whyNotPublic } from '../../partnerships/publicity.rules.js';
import { RepliesService } from '../../partnerships/replies.service.js';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import type { PolicyProfile } from '../../policies/policies.types.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { QuestionsService } from '../../policies/questions.service.js';
import { compareQuery, MOST_COMPARED } from './compare.form.js';
import { type AnswerToComparison, comparePage, compareView } from './compare.view.js';
import { answersOf, compareAnswers, type ComparedQuestion } from './comparing.rules.js';
import { besidePattern, patternOf } from './pattern.rules.js';

const FOUND_AT_ONCE = 10;
/** Every organisation of a nation fits. */
const MOST_IN_AREA = 500;

/** Up to four Trusts side by side, or one beside what most of its region says. */
@Controller('compare')
@Public()
export class CompareController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly profiles: ProfilesService,
    private readonly questions: QuestionsService,
    private readonly replies: RepliesService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async compare(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const query = compareQuery.parse(asked);
    const found = await this.organisations.byCodes(query.codes);
    // The same one may be asked for under two codes.
    const all = [...new Map([...found.values()].map((one) => [one.id, one])).values()];
    const chosen = all.slice(0, MOST_COMPARED);
    const staff = req.person?.permissions.has('landscape.read') === true;
    const replies = await this.repliesOf(chosen);
    const hidden = staff ? [] : chosen.filter((one) => !mayBeCompared(one, replies.get(one.id)));
    const results =
      query.q === ''
        ? null
        : (await this.organisations.list({ text: query.q }, { limit: FOUND_AT_ONCE })).organisations;
    const view = compareView({
      chosen,
      hidden,
      staff,
      query,
      results,
      notFound: query.codes.filter((code) => !found.has(code)),
      leftOut: all.slice(MOST_COMPARED),
      answers: chosen.flatMap((one) => answerOf(one, replies.get(one.id)) ?? []),
      ...(hidden.length > 0 ? { compared: null, area: null } : await this.compared(chosen, query.with === 'area')),
    });
    this.pages.send(req, res, comparePage, view, { status: hidden.length > 0 ? 403 : 200 });
  }

  /** What does not exist has nothing to reply. */
  private async repliesOf(chosen: readonly OrganisationSummary[]): Promise<Map<string, StandingReply>> {
    const real = chosen.filter(({ fictional }) => !fictional);
    return real.length === 0 ? new Map() : this.replies.standing(real.map(({ id }) => id));
  }

  private async compared(
    chosen: readonly OrganisationSummary[],
    withArea: boolean,
  ): Promise<{ compared: ComparedQuestion[] | null; area: { name: string; trusts: number } | null }> {
    const [one] = chosen;
    if (!one || (chosen.length === 1 && !withArea)) return { compared: null, area: null };
    const [questions, profiles] = await Promise.all([
      this.questions.all(),
      this.profiles.currentOf(chosen.map(({ id }) => id)),
    ]);
    if (chosen.length > 1) {
      const columns = chosen.map(({ id }) => answersOf(profiles.get(id) ?? null));
      return { compared: compareAnswers(questions, columns), area: null };
    }
    const around = await this.around(one);
    const columns = [besidePattern(profiles.get(one.id) ?? null), patternOf(around.profiles)];
    return { compared: compareAnswers(questions, columns), area: { name: around.name, trusts: around.trusts } };
  }

  /** The others of its region, or of its nation where there are no regions. */
  private async around(one: OrganisationSummary): Promise<{ name: string; trusts: number; profiles: PolicyProfile[] }> {
    const filter = one.regionCode === null ? { nation: one.nation } : { regionCode: one.regionCode };
    const { organisations } = await this.organisations.list(
      { ...filter, status: 'open', fictional: false },
      { limit: MOST_IN_AREA },
    );
    const others = organisations.filter(({ id }) => id !== one.id).map(({ id }) => id);
    const profiles = await this.profiles.currentOf(others);
    return {
      name: one.regionName ?? one.nation,
      trusts: others.length,
      profiles: [...profiles.values()],
    };
  }
}

/** Whether everyone may read a comparison that names it. */
function mayBeCompared({ fictional }: OrganisationSummary, reply: StandingReply | undefined): boolean {
  return fictional || whyNotPublic({ kind: 'comparison' }, reply ?? null, new Set()).length === 0;
}

/** What the Trust says to being compared, to stand beside the comparison. */
function answerOf({ name }: OrganisationSummary, reply: StandingReply | undefined): AnswerToComparison | undefined {
  const point = reply?.points.find(({ key }) => key === pointKey({ kind: 'comparison' }));
  return point?.answer ? { name, answer: point.answer, text: point.answerText } : undefined;
}
