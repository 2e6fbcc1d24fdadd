import type { PolicyProfile, ProfileFact } from '../policies/policies.types.js';
import { mayInstruct } from '../tailoring/may-instruct.rules.js';
import { factOf, questionOf } from '../tailoring/question.rules.js';
import type { TailoringContext } from '../tailoring/tailoring.types.js';
import type { CheckSettings } from './courses.types.js';
import type { AskedQuestion, KnowledgeQuestion } from './questions.types.js';
import { provenanceOf } from './fact-provenance.rules.js';

/**
 * The questions that this learner is asked today, in the course's order: of each group the first that is meant for their
 * nation; the local ones only where their Trust's own answer may be relied on. Options stand in an order that `seed`
 * (the attempt's id) decides, so that it differs from attempt to attempt and never within one; so do the draw and the order
 * of the questions, where the course says so. Pure.
 */
export function questionsToAsk(
  questions: readonly KnowledgeQuestion[],
  context: TailoringContext,
  seed: string,
  check: CheckSettings = { shuffle: false, draws: [] },
): AskedQuestion[] {
  const groups = new Set<string>();
  const all = questions.flatMap((question) => {
    if (!question.nations.includes(context.nation) || groups.has(question.group)) return [];
    const asked = question.core ? core(question) : local(question, context);
    if (!asked) return [];
    groups.add(question.group);
    return [{ question, asked: { ...asked, ...inShownOrder(asked, `${seed} ${question.id}`) } }];
  });
  const drawn = withDraws(units(all), check.draws, seed);
  return (check.shuffle ? inOrder(drawn, idOfUnit, `${seed} order`) : drawn).flatMap(numbered);
}

interface Asking {
  question: KnowledgeQuestion;
  asked: AskedQuestion;
}

const idOfUnit = (unit: readonly Asking[]): string => unit[0]?.question.id ?? '';

/** Without those with a drawn tag that the draw leaves out. The others keep their places. */
function withDraws(all: readonly Asking[][], draws: CheckSettings['draws'], seed: string): Asking[][] {
  const out = new Set(
    draws.flatMap(({ tag, count }) => {
      const pool = all.filter((unit) => unit[0]?.question.tags?.includes(tag));
      return inOrder(pool, idOfUnit, `${seed} ${tag}`).slice(count);
    }),
  );
  return all.filter((unit) => !out.has(unit));
}

/** The questions one by one, and the steps of a case together. */
function units(all: readonly Asking[]): Asking[][] {
  const found: Asking[][] = [];
  for (const each of all)
    if (each.question.after !== undefined && found.at(-1)?.at(-1)?.question.group === each.question.after)
      found.at(-1)?.push(each);
    else found.push([each]);
  return found;
}

function numbered(unit: readonly Asking[]): AskedQuestion[] {
  const title = unit[0]?.question.caseTitle;
  if (title === undefined) return unit.map(({ asked }) => asked);
  return unit.map(({ asked }, index) => ({ ...asked, step: { title, number: index + 1, of: unit.length } }));
}

function core({ id, key, outcome, kind, stemHtml, options, choices }: KnowledgeQuestion): AskedQuestion {
  return {
    id,
    key,
    core: true,
    outcome,
    ...(kind && { kind }),
    stemHtml,
    options,
    ...(choices && { choices }),
    local: null,
  };
}

/** Undefined where no fact allows the question to be asked. */
function local(question: KnowledgeQuestion, context: TailoringContext): AskedQuestion | undefined {
  const { profile } = context;
  const key = question.policyQuestionKey;
  if (key === null || !profile) return undefined;
  const fact = factOf(profile, key);
  if (!fact || fact.state !== 'stated') return undefined;
  if (mayInstruct(fact, context.on, context.factAgeLimitMonths).length > 0) return undefined;
  const right = singleValue(profile, key, fact);
  if (!question.options.some(({ id }) => id === right)) return undefined;
  return {
    ...core(question),
    core: false,
    options: question.options.map((option) => ({ ...option, correct: option.id === right })),
    local: {
      question: key,
      factId: fact.factId,
      profileRevisionId: profile.revisionId,
      organisation: profile.organisation.name,
      fictional: profile.organisation.fictional,
      provenance: provenanceOf(fact, context),
    },
  };
}

/** The one option that is the answer; undefined where there are none or several, so that no single one is right. */
function singleValue(profile: PolicyProfile, key: string, fact: ProfileFact): string | undefined {
  const kind = questionOf(profile, key)?.kind;
  if (kind !== 'choice' && kind !== 'choices') return undefined;
  const values = [fact.value ?? []].flat();
  return values.length === 1 ? values[0] : undefined;
}

/** True stands before false everywhere; items to be put in order never stand in that order already. */
export function inShownOrder(
  { kind, options, choices }: Pick<AskedQuestion, 'kind' | 'options' | 'choices'>,
  seed: string,
): Pick<AskedQuestion, 'options' | 'choices'> {
  if (kind === 'true_false') return { options };
  const order = shuffled(options, seed);
  const solved = kind === 'ordering' && order.every(({ place }, at) => place === at + 1);
  return {
    options: solved ? [...order.slice(1), ...order.slice(0, 1)] : order,
    ...(choices && { choices: shuffled(choices, seed) }),
  };
}

/** In an order that the seed alone decides. */
function shuffled<Each extends { id: string }>(all: readonly Each[], seed: string): Each[] {
  return inOrder(all, ({ id }) => id, seed);
}

function inOrder<Each>(all: readonly Each[], idOf: (each: Each) => string, seed: string): Each[] {
  return all
    .map((each) => ({ each, id: idOf(each), place: fingerprint(`${seed} ${idOf(each)}`) }))
    .sort((a, b) => a.place - b.place || a.id.localeCompare(b.id))
    .map(({ each }) => each);
}

/** FNV-1a over 32 bits, with the final mixing of MurmurHash3 so that seeds that differ little give orders that differ. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
