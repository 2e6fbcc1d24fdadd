import type { CivilDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { goodPracticePaths } from '../../policies/paths.js';
import { standingInWords } from '../../policies/standing-words.rules.js';
import type { Standing } from '../../policies/policies.types.js';
import { stateBar } from '../charts/state-bar.rules.js';
import { trustsPaths } from '../paths.js';
import type { QuestionInArea } from './area-data.rules.js';
import type { AreaRecord, OrganisationInArea } from './area-record.js';
import { type AreaState, areaStates, isGapState, stateLong, stateOf, stateShort } from '../answer-states.rules.js';
import { trustFilter } from './area.view.js';
import { namedGap } from './naming.rules.js';

/** Of one state so many are listed; the rest are on the list of Trusts. */
const MOST_LISTED = 60;

interface ListedTrust {
  name: string;
  href: string;
  answer: string | null;
  standing: { standing: Standing; text: string } | null;
  predecessor: string | null;
  /** What the Trust says to it, where it has had its say. */
  reply: string | null;
  /** For staff: whether everyone may know. */
  publicly: boolean;
}

export interface AreaQuestionView {
  title: string;
  crumbs: { text: string; href: string }[];
  area: string;
  wording: string;
  barHtml: string;
  organisations: number;
  named: boolean;
  states: {
    kind: string;
    short: string;
    heading: string;
    count: number;
    gap: boolean;
    trusts: ListedTrust[];
    /** Not named to whoever asks. */
    unnamed: number;
    unlisted: number;
  }[];
  trustsHref: string;
  practiceHref: string;
}

export const questionPage = definePage<AreaQuestionView>('trusts/areas/question');

/** `named`: whether whoever asks may know every Trust by name. */
export function questionView(
  record: AreaRecord,
  { question, counts }: QuestionInArea,
  on: CivilDate,
  named: boolean,
): AreaQuestionView {
  const { area, organisations } = record;
  const inState = Map.groupBy(organisations, ({ profile }) => stateOf(profile?.facts[question.key]));
  return {
    title: `${question.shortName}: ${area.name}`,
    crumbs: [
      { text: 'Areas', href: trustsPaths.areas() },
      ...[...record.around, area].map((one) => ({ text: one.name, href: trustsPaths.area(one.code) })),
    ],
    area: area.name,
    wording: question.wording,
    barHtml: stateBar(areaStates.map((kind) => ({ kind, count: counts[kind] }))),
    organisations: organisations.length,
    named,
    states: areaStates
      .filter((state) => counts[state] > 0)
      .map((state) => stateShown(state, inState.get(state) ?? [], question.key, on, named)),
    trustsHref: trustsPaths.list({ ...trustFilter(area), status: 'open' }),
    practiceHref: goodPracticePaths.question(question.key),
  };
}

function stateShown(
  state: AreaState,
  all: readonly OrganisationInArea[],
  key: string,
  on: CivilDate,
  named: boolean,
): AreaQuestionView['states'][number] {
  const told = all.flatMap((one) => {
    const publicly = isGapState(state)
      ? one.profile && namedGap(key, one.profile, one.documents, one.reply, on)
      : // That something is in place may always be said. Who is unknown is told by the list of Trusts.
        state === 'stated' && { answer: null };
    return publicly || named ? [listed(one, key, publicly || undefined)] : [];
  });
  return {
    kind: state,
    short: stateShort(state),
    heading: stateLong(state),
    count: all.length,
    gap: isGapState(state),
    trusts: told.slice(0, MOST_LISTED),
    unnamed: all.length - told.length,
    unlisted: Math.max(0, told.length - MOST_LISTED),
  };
}

function listed(
  { organisation, profile }: OrganisationInArea,
  key: string,
  publicly: ReturnType<typeof namedGap>,
): ListedTrust {
  const fact = profile?.facts[key];
  const answer = publicly?.answer;
  return {
    name: organisation.name,
    href: trustsPaths.trust(organisation.code),
    answer: fact ? (fact.valueInWords ?? fact.paraphrase) : null,
    standing: fact ? { standing: fact.standing, text: standingInWords(fact) } : null,
    predecessor: fact?.fromPredecessor ? `From ${fact.fromPredecessor.name}, before it` : null,
    reply: answer ? (answer.text ?? (answer.agrees ? 'The Trust agrees.' : 'The Trust does not agree.')) : null,
    publicly: publicly !== undefined,
  };
}
