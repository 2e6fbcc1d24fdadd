import type { TrainingModule } from '../../courses/courses.types.js';
import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { gapName } from '../../policies/gap-words.rules.js';
import type { Gap } from '../../policies/gaps.types.js';
import type { PolicyProfile } from '../../policies/policies.types.js';
import { standingInWords } from '../../policies/standing-words.rules.js';
import type { OfferContent, OfferQuestion, OfferSection, PlaceKind } from '../partnerships.types.js';
import { learnersInWords, mayTellCount } from './naming.rules.js';

/** A Trust as an offer needs it. */
export interface OfferedTrust {
  name: string;
  fictional: boolean;
  profile: PolicyProfile | null;
  gaps: Gap[];
  /** Keys of the gaps that may be said of it in public. */
  public: ReadonlySet<string>;
  learners: number;
  roles: string[];
}

export interface OfferGround {
  place: { kind: PlaceKind; name: string };
  trusts: OfferedTrust[];
  modules: TrainingModule[];
  provider: { name: string; contactEmail: string | null };
  today: CivilDate;
}

/** Modules that are suggested first; the whole course holds the rest. */
const MOST_MODULES = 6;
const MOST_LISTED = 12;
/** Points that the table of an area's offer shows. */
export const MOST_SHOWN = 14;

interface Point {
  key: string;
  name: string;
  /** Trusts that have an answer in place, and those with a gap of their own. */
  inPlace: OfferedTrust[];
  open: { trust: OfferedTrust; gap: Gap }[];
}

/** The first words of an offer, from what is known today: for a person to edit. Pure. */
export function draftOffer(ground: OfferGround): OfferContent {
  const { place, trusts, provider, today } = ground;
  const points = pointsOf(trusts, ground.modules);
  const chosen = chosenModules(ground.modules, points);
  const own = place.kind === 'organisation';
  const fitting = chosen.length > 0 ? chosen.map(({ module }) => module) : ground.modules;
  const minutes = fitting.reduce((sum, module) => sum + module.minutes, 0);
  const inPlace = points.filter((point) => point.inPlace.length > 0).length;
  return {
    title: `Advance decisions: a training offer for ${place.name}`,
    place: { ...place, fictional: trusts.length > 0 && trusts.every(({ fictional }) => fictional) },
    takenOn: today,
    figures: [
      ...(own ? [] : [{ value: String(trusts.length), label: trusts.length === 1 ? 'Trust' : 'Trusts' }]),
      {
        value: `${String(inPlace)} of ${String(points.length)}`,
        label: own ? 'points in place' : 'points in place somewhere',
      },
      // Where nothing that is known singles one out, the whole course is what is offered.
      {
        value: String(fitting.length),
        label: chosen.length === 0 ? 'modules in all' : chosen.length === 1 ? 'module that fits' : 'modules that fit',
      },
      { value: String(minutes), label: 'minutes of learning' },
    ],
    questions: points.map((point) => barOf(point, trusts, own)),
    sections: [
      opening(ground),
      section('in_place', 'What is in place to build on', placeWords(points, trusts, own)),
      section('gaps', 'Where training can help most', own ? ownGaps(trusts[0]) : areaGaps(points, trusts)),
      section('modules', 'What we suggest', moduleWords(chosen, ground.modules, trusts)),
      section('learners', own ? 'Learners there already' : 'Learners in the area already', learnerWords(trusts, own)),
      section('contacts', 'Whom we would work with', contactWords(trusts, own)),
      section('next', 'Next steps', nextWords(provider)),
    ],
  };
}

const section = (key: OfferSection['key'], heading: string, lines: string[]): OfferSection => ({
  key,
  heading,
  markdown: lines.join('\n'),
});
const count = (number: number, one: string, many: string) => `${String(number)} ${number === 1 ? one : many}`;

/**
 * The points that matter here: those on which a gap, ours or theirs, was looked for, and those that a lesson addresses.
 * The ones that most Trusts have open come first.
 */
function pointsOf(trusts: readonly OfferedTrust[], modules: readonly TrainingModule[]): Point[] {
  const addressed = modules.flatMap(({ addresses }) => addresses);
  const points = new Map<string, Point>();
  for (const { gaps, profile } of trusts)
    for (const key of [...gaps.flatMap(({ questionKeys }) => questionKeys), ...addressed]) {
      const name = profile?.questions[key]?.shortName;
      if (name !== undefined && !points.has(key)) points.set(key, { key, name, inPlace: [], open: [] });
    }
  for (const trust of trusts)
    for (const point of points.values()) {
      const gap = trust.gaps.find(
        ({ whose, kind, questionKeys }) =>
          whose === 'trust' && kind !== 'stale_review' && questionKeys.includes(point.key),
      );
      const fact = trust.profile?.facts[point.key];
      if (gap) point.open.push({ trust, gap });
      else if (fact?.state === 'stated' && fact.value !== 'no' && fact.fromPredecessor === null)
        point.inPlace.push(trust);
    }
  return [...points.values()].sort((a, b) => b.open.length - a.open.length || b.inPlace.length - a.inPlace.length);
}

/** Modules that address what is open, those that address most first; none where nothing that is known is open. */
function chosenModules(
  modules: readonly TrainingModule[],
  points: readonly Point[],
): { module: TrainingModule; why: Point[] }[] {
  const open = points.filter((point) => point.open.length > 0);
  return modules
    .map((module) => ({ module, why: open.filter(({ key }) => module.addresses.includes(key)) }))
    .filter(({ why }) => why.length > 0)
    .sort((a, b) => b.why.length - a.why.length)
    .slice(0, MOST_MODULES);
}

function barOf(point: Point, trusts: readonly OfferedTrust[], own: boolean): OfferQuestion {
  const open = point.open.length;
  const told = own || mayTellCount(open, trusts.length) || (open > 0 && everyonePublic(point));
  return {
    name: point.name,
    inPlace: point.inPlace.length,
    open: told ? open : 0,
    unknown: trusts.length - point.inPlace.length - (told ? open : 0),
  };
}

const everyonePublic = (point: Point) => point.open.every(({ trust, gap }) => trust.public.has(gap.key));

function opening({ place, trusts, provider, today }: OfferGround): OfferSection {
  const where =
    place.kind === 'organisation' ? place.name : `the ${count(trusts.length, 'Trust', 'Trusts')} of ${place.name}`;
  return section('opening', 'Training that begins with your own policy', [
    `An advance decision to refuse treatment works only if the people at the bedside recognise it, can test it, and know what their own Trust expects of them. ${provider.name} offers ${where} training that builds on what is already in place.`,
    '',
    `This offer was drawn up on ${dateInWords(today)} from what we know of local policies. Each fact has its source, and what we do not know we do not guess: tell us where we are wrong.`,
  ]);
}

function placeWords(points: readonly Point[], trusts: readonly OfferedTrust[], own: boolean): string[] {
  const known = points.filter(({ inPlace }) => inPlace.length > 0).sort((a, b) => b.inPlace.length - a.inPlace.length);
  if (known.length === 0)
    return ['We know too little yet of local policy to say what is in place. A copy of it would help us most.'];
  return own ? ownPlace(known, trusts[0]) : areaPlace(known, points.length, trusts.length);
}

/** What the Trust says, under how good each source is: said once for all that share it. */
function ownPlace(known: readonly Point[], trust: OfferedTrust | undefined): string[] {
  const facts = known.slice(0, MOST_LISTED).flatMap(({ key, name }) => {
    const fact = trust?.profile?.facts[key];
    return fact
      ? [{ name, answer: fact.paraphrase ?? fact.valueInWords ?? 'answered', source: standingInWords(fact) }]
      : [];
  });
  return [...Map.groupBy(facts, ({ source }) => source)].flatMap(([source, those]) => [
    `*${source}:*`,
    '',
    ...those.map(({ name, answer }) => `- **${name}.** ${escaped(answer)}`),
    '',
  ]);
}

function areaPlace(known: readonly Point[], of: number, trusts: number): string[] {
  const most = known.slice(0, 3).map(({ name }) => lowered(name));
  const where = known.length === of ? 'every point' : `${String(known.length)} of the ${String(of)} points`;
  return [
    `On ${where} that matter here, at least one of the ${count(trusts, 'Trust', 'Trusts')} has an answer in place that others can learn from: most often on ${listed(most)}. ${of > MOST_SHOWN ? `The table shows ${String(MOST_SHOWN)} of them` : 'The table shows each point'}.`,
  ];
}

const listed = (words: string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

function ownGaps(trust: OfferedTrust | undefined): string[] {
  const gaps = trust?.gaps.filter(({ whose }) => whose === 'trust') ?? [];
  const name = (key: string) => trust?.profile?.questions[key]?.shortName ?? key;
  const lines = gaps.map(
    (gap) =>
      `- **${gapName(gap.kind)}${gap.questionKeys.length === 0 ? '' : `: ${gap.questionKeys.slice(0, 2).map(name).join(', ')}`}.** ${escaped(gap.reasons.join(' '))}`,
  );
  const unknown = (trust?.gaps ?? [])
    .filter(({ whose }) => whose === 'knowledge')
    .flatMap(({ questionKeys }) => questionKeys.map(name));
  return [
    ...(lines.length === 0
      ? ['Nothing that we know shows a gap. Training would keep what is good in everybody’s hands.']
      : lines),
    ...(unknown.length === 0
      ? []
      : [
          '',
          `We do not know your answer on: ${[...new Set(unknown)].join(', ')}. That says nothing about your policy.`,
        ]),
  ];
}

/** How many, never which, unless all that is said of a Trust may be public. */
function areaGaps(points: readonly Point[], trusts: readonly OfferedTrust[]): string[] {
  const told = points.filter(({ open }) => open.length > 0);
  if (told.length === 0) return ['Nothing that we know shows a gap in the area.'];
  const lines = told.slice(0, MOST_LISTED).map((point) => {
    const publicly = point.open.filter(({ trust, gap }) => trust.public.has(gap.key)).map(({ trust }) => trust.name);
    const howMany =
      mayTellCount(point.open.length, trusts.length) || everyonePublic(point)
        ? `open in ${String(point.open.length)} of ${count(trusts.length, 'Trust', 'Trusts')}`
        : 'open in the area';
    const why = point.open[0]?.gap.reasons.at(-1) ?? '';
    const names = publicly.length === 0 ? '' : ` Among them, after their reply: ${publicly.join('; ')}.`;
    return `- **${point.name}**: ${howMany}. ${escaped(why)}${names}`;
  });
  const unknown = points.filter((point) => point.open.length + point.inPlace.length < trusts.length).length;
  return [
    'We name no Trust for a gap before it has had its reply.',
    '',
    ...lines,
    ...(unknown === 0
      ? []
      : [
          '',
          `On ${count(unknown, 'point', 'points')} we do not know every Trust’s answer. That says nothing about their policies.`,
        ]),
  ];
}

function moduleWords(
  chosen: readonly { module: TrainingModule; why: Point[] }[],
  all: readonly TrainingModule[],
  trusts: readonly OfferedTrust[],
): string[] {
  const untrained = trusts.some(({ gaps }) => gaps.some(({ kind }) => kind === 'no_training'));
  const whole = all.reduce((sum, { minutes }) => sum + minutes, 0);
  const course = all[0]?.course.title;
  const lines = chosen.flatMap(({ module, why }) => [
    `### ${module.title}`,
    '',
    `*${String(module.minutes)} minutes.* ${module.summary} **Why:** it helps with ${listed(why.map(({ name }) => lowered(name)))}.`,
    '',
  ]);
  if (course === undefined) return ['No course is published yet.'];
  return [
    ...lines,
    ...(lines.length === 0 ? [] : ['### The whole course', '']),
    `“${course}” has ${count(all.length, 'lesson', 'lessons')} of about ${String(whole)} minutes together. Every learner reads the law of their own nation beside what is known of their own Trust’s policy, passes a knowledge check, and gets a certificate that anyone can verify.${untrained ? ' Where no training is required today, it is a place to begin.' : ''}`,
  ];
}

function learnerWords(trusts: readonly OfferedTrust[], own: boolean): string[] {
  const total = trusts.reduce((sum, { learners }) => sum + learners, 0);
  const words = learnersInWords(total);
  return [
    own
      ? `Learners who work here and have begun the course: **${words}**.`
      : `Learners who work in these Trusts and have begun the course: **${words}**.`,
    '',
    'Numbers below five are not told, so that nobody can be recognised.',
  ];
}

function contactWords(trusts: readonly OfferedTrust[], own: boolean): string[] {
  const known = trusts.filter(({ roles }) => roles.length > 0);
  if (known.length === 0)
    return [
      'We have no contact yet. A role or team that answers for the Mental Capacity Act, for education or for end of life care would be a good one.',
    ];
  return known.map(({ name, roles }) => (own ? `- ${roles.join('\n- ')}` : `- **${name}**: ${roles.join(', ')}`));
}

function nextWords({ name, contactEmail }: OfferGround['provider']): string[] {
  return [
    '1. Tell us what we have wrong, and send us the policy that is in force.',
    '2. Choose modules, and the teams that should begin.',
    '3. We agree dates. Staff learn by themselves between shifts; a live session can follow.',
    '',
    contactEmail === null
      ? `Write to ${name} to begin.`
      : `Write to ${name} at [${contactEmail}](mailto:${contactEmail}).`,
  ];
}

const lowered = (text: string) =>
  /^[A-Z][a-z]/.test(text) && !/^(Mental|Freedom)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** What others wrote is words, not Markdown. */
const escaped = (text: string) => text.replaceAll(/([*_[\]\\`#])/g, '\\$1').replaceAll(/\s+/g, ' ');
