import { type Profession, professions } from '../accounts/accounts.types.js';
import { type Nation, nations, type Sector, sectors } from '../organisations/organisations.types.js';
import { addDays, addMonths, type CivilDate, earliestDay, latestDay } from '../platform/civil-date.rules.js';
import type { AnswerState, FactValue, PolicyProfile, PolicyQuestion, ProfileFact } from '../policies/policies.types.js';
import { type Condition, conditionsOf } from './audience.rules.js';
import type { PlaceCondition, QuestionCondition, TailoredBlock, TailoringContext } from './tailoring.types.js';

/** Any day does: what counts is how far other dates lie from it. */
const TODAY: CivilDate = '2026-06-15';
/** More of them than this are not worth the wait, for a machine or for whoever has to understand the block. */
const MOST = 20_000;

/**
 * Contexts such that, whatever a block can answer to anybody, it answers to one of these; undefined when there are too
 * many. Each thing that the block asks about takes every value that it names, one that it does not name, and none.
 */
export function possibleContexts(
  block: TailoredBlock,
  questions: readonly PolicyQuestion[],
  factAgeLimitMonths: number,
): TailoringContext[] | undefined {
  const conditions = block.variants.flatMap(({ when }) => conditionsOf(when));
  const asked = [...Map.groupBy(conditions.filter(isOfQuestion), ({ question }) => question)].flatMap(([key, on]) => {
    const question = questions.find((one) => one.key === key);
    return question ? [{ question, facts: possibleFacts(question, on) }] : [];
  });
  const sectorsOf = [...someOf<Sector>(valuesOf(conditions, 'sector'), sectors), null];
  const placeAxes: Change[][] = [
    nationsOf(conditions).map((nation) => set({ nation })),
    someOf<Profession>(valuesOf(conditions, 'profession'), professions).map((profession) => set({ profession })),
    codesOf(conditions, 'region').map((regionCode) => set({ regionCode })),
    codesOf(conditions, 'icb').map((icbCode) => set({ icbCode })),
  ];
  const axes: Change[][] = [
    ...placeAxes,
    sectorsOf.map((sector) => inOrganisation({ sector })),
    [...new Set(valuesOf(conditions, 'organisation')), 'another'].map((code) => inOrganisation({ code })),
    ...asked.map(({ facts }) => facts.map(holding)),
  ];
  if (axes.reduce((size, axis) => size * axis.length, 1) > MOST) return undefined;
  const from = emptyContext(
    asked.map(({ question }) => question),
    factAgeLimitMonths,
  );
  return [...combined(axes, from), ...combined(placeAxes, from).map(withoutOrganisation)];
}

function combined(axes: readonly Change[][], from: Context): Context[] {
  return axes.reduce((contexts, axis) => contexts.flatMap((context) => axis.map((change) => change(context))), [from]);
}

/** Who works at none of the directory: nothing is known of its policy, its sector or even which it is. */
const withoutOrganisation = (context: Context): TailoringContext => ({ ...context, profile: null });

type Context = TailoringContext & { profile: PolicyProfile };
type Change = (context: Context) => Context;

const set =
  (part: Partial<Omit<TailoringContext, 'profile'>>): Change =>
  (context) => ({ ...context, ...part });

const inOrganisation =
  (part: Partial<PolicyProfile['organisation']>): Change =>
  (context) => ({
    ...context,
    profile: { ...context.profile, organisation: { ...context.profile.organisation, ...part } },
  });

const holding =
  (fact: ProfileFact | null): Change =>
  (context) =>
    fact === null
      ? context
      : { ...context, profile: { ...context.profile, facts: { ...context.profile.facts, [fact.key]: fact } } };

function emptyContext(asked: readonly PolicyQuestion[], factAgeLimitMonths: number): Context {
  const area = { nation: 'england' as const, regionCode: null, icbCode: null };
  return {
    ...area,
    profile: {
      revisionId: '',
      number: 1,
      madeAt: `${TODAY}T00:00:00Z`,
      organisation: {
        ...area,
        id: '',
        code: '',
        odsCode: null,
        name: '',
        regionName: null,
        icbName: null,
        sector: null,
        fictional: true,
        closedOn: null,
      },
      questions: Object.fromEntries(asked.map((question) => [question.key, question])),
      facts: {},
    },
    profession: 'other',
    on: TODAY,
    factAgeLimitMonths,
  };
}

const isOfQuestion = (condition: Condition): condition is QuestionCondition => 'question' in condition;

function valuesOf(conditions: readonly Condition[], kind: PlaceCondition['kind']): string[] {
  return conditions.flatMap((condition) => (condition.kind === kind ? (condition.values as string[]) : []));
}

/** Those that are named, and one that is not. */
function someOf<Value extends string>(named: readonly string[], all: readonly Value[]): Value[] {
  const other = all.find((value) => !named.includes(value));
  return [...all.filter((value) => named.includes(value)), ...(other === undefined ? [] : [other])];
}

/** Areas are known to be none outside of England only, so that both are looked at wherever an area is named. */
function nationsOf(conditions: readonly Condition[]): Nation[] {
  const named = valuesOf(conditions, 'nation');
  const areas = [...valuesOf(conditions, 'region'), ...valuesOf(conditions, 'icb')];
  return [
    ...new Set<Nation>([...someOf(named, nations), ...(areas.length > 0 ? (['england', 'wales'] as const) : [])]),
  ];
}

const codesOf = (conditions: readonly Condition[], kind: PlaceCondition['kind']): (string | null)[] => [
  ...new Set(valuesOf(conditions, kind)),
  'somewhere else',
  null,
];

/** What may be held on a question, as far as these conditions can tell one from another; null: nothing. */
function possibleFacts(question: PolicyQuestion, conditions: readonly QuestionCondition[]): (ProfileFact | null)[] {
  const ages = agesFor(question, conditions);
  const states: AnswerState[] = conditions.some(({ orPartial }) => orPartial) ? ['stated', 'partial'] : ['stated'];
  const answers = states.flatMap((state) =>
    possibleValues(question, conditions).flatMap((value) => ages.map((age) => made(question.key, state, value, age))),
  );
  return [null, made(question.key, 'absent', null, TODAY), unreliable(question.key), ...answers];
}

/** An answer of which a part was read, in an old copy: whoever does not ask for it so can tell nothing from it. */
const unreliable = (key: string): ProfileFact => ({ ...made(key, 'partial', null, TODAY), standing: 'archived' });

/** Those that a condition can tell apart; last, words of the source that fit no option and no one day. */
function possibleValues(question: PolicyQuestion, conditions: readonly QuestionCondition[]): FactValue[] {
  const named = conditions.flatMap((condition) => (condition.kind === 'is' ? condition.values : []));
  const options = someOf(
    named,
    question.options.map(({ value }) => value),
  );
  switch (question.kind) {
    case 'choice':
      return [...options, null];
    case 'choices':
      return [...subsetsOf(options), null];
    case 'date':
      return [...conditions.flatMap(turningDates), null];
    case 'text':
      return ['words'];
  }
}

function subsetsOf(options: readonly string[]): string[][] {
  let subsets: string[][] = [[]];
  for (const option of options) subsets = [...subsets, ...subsets.map((subset) => [...subset, option])];
  return subsets.filter((subset) => subset.length > 0);
}

/** Days on either side of what a condition on a date asks for. */
function turningDates(condition: QuestionCondition): CivilDate[] {
  switch (condition.kind) {
    case 'before':
    case 'after':
      return [earliestDay(condition.date), latestDay(condition.date)].flatMap((day) => [
        addDays(day, -1),
        day,
        addDays(day, 1),
      ]);
    case 'older_than':
      return agesAround(condition.months);
    default:
      return [TODAY];
  }
}

function agesFor(question: PolicyQuestion, conditions: readonly QuestionCondition[]): CivilDate[] {
  if (question.kind === 'date') return [TODAY];
  return [TODAY, ...conditions.flatMap((one) => (one.kind === 'older_than' ? agesAround(one.months) : []))];
}

/** Just younger and just older than so many months; months differ in length, hence some days of room. */
const agesAround = (months: number): CivilDate[] => [3, -3].map((days) => addDays(addMonths(TODAY, -months), days));

function made(key: string, state: AnswerState, value: FactValue, agesFrom: CivilDate): ProfileFact {
  return {
    factId: '',
    key,
    state,
    value,
    valueInWords: null,
    quote: null,
    paraphrase: null,
    locator: null,
    standing: 'confirmed',
    agesFrom,
    conflicting: false,
    fromPredecessor: null,
    source: { title: '', url: null, publisher: null, seenOn: null, documentDate: null },
  };
}
