import { londonDate, londonTime } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { dayFields } from '../../platform/http/typed-day.js';
import { definePage } from '../../platform/views/page.js';
import type { Draft } from '../authoring/drafts.queries.js';
import { withTitles } from '../authoring/file-titles.js';
import { coursesPaths } from '../paths.js';
import { dueInWords } from './publication-plan.rules.js';
import type { PublicationPlan } from './publication-plans.js';

/** What is planned for a draft, or what became of it: shown where it is reviewed, written and planned. */
export interface PlannedView {
  title: string;
  kind: 'plain' | 'warm';
  text: string;
  reasons: string[];
  withdrawAction: string | null;
}

/**
 * Null when nothing is planned, and when what was planned last is over and done with.
 * @param titles of the files of the draft
 * @param isBlocked whether something stands in the way as the draft is now; null when nobody asked
 */
export function plannedView(
  plan: PublicationPlan | undefined,
  titles: ReadonlyMap<string, string>,
  isBlocked: boolean | null,
): PlannedView | null {
  if (plan?.state === 'waiting')
    return {
      title: `To be published on ${dueInWords(plan.dueAt)}`,
      kind: isBlocked ? 'warm' : 'plain',
      text: isBlocked
        ? `Planned by ${plan.madeBy}. As the draft is now, it will not be published then: something stands in the way.`
        : `Planned by ${plan.madeBy}. What stands in the way is asked again at that time: an approval falls away if anything is changed before.`,
      reasons: [],
      withdrawAction: coursesPaths.publicationWithdrawals(plan.draftId),
    };
  if (plan?.state === 'refused')
    return {
      title: `Not published on ${dueInWords(plan.dueAt)}`,
      kind: 'warm',
      text: `${plan.madeBy} had planned it. This stood in the way then:`,
      reasons: plan.reasons.map((reason) => withTitles(reason, titles)),
      withdrawAction: null,
    };
  return null;
}

export interface PublicationPlanView {
  title: string;
  caption: string;
  back: { text: string; href: string };
  planned: PlannedView | null;
  action: string;
  typed: Record<string, string>;
  errors: FieldError[];
}

export const publicationPlanPage = definePage<PublicationPlanView>('courses/publication-plan');

/** @param typed what was typed; null when the form is opened, which then shows what waits */
export function publicationPlanView(
  draft: Draft,
  plan: PublicationPlan | undefined,
  typed: Record<string, string> | null,
  errors: FieldError[],
): PublicationPlanView {
  const waiting = plan?.state === 'waiting' ? plan : undefined;
  return {
    title: 'Publish at a time',
    caption: draft.title,
    back: { text: 'Review and publish', href: coursesPaths.review(draft.id) },
    planned: plannedView(waiting, new Map(), null),
    action: coursesPaths.publicationPlan(draft.id),
    typed:
      typed ??
      (waiting
        ? {
            ...dayFields('dueOn', londonDate(waiting.dueAt)),
            dueTime: londonTime(waiting.dueAt),
            whatChanged: waiting.whatChanged ?? '',
          }
        : {}),
    errors,
  };
}
