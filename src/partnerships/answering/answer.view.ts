import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { confirmableStates } from '../../policies/confirmations.service.js';
import { stateInWords } from '../../policies/fact-words.rules.js';
import type { PolicyProfile, ProfileFact, Standing } from '../../policies/policies.types.js';
import { standingInWords } from '../../policies/standing-words.rules.js';
import { partnershipsPaths } from '../paths.js';
import type { PointAnswer } from '../partnerships.types.js';
import type { PointRow, ReplyRow } from '../replies/replies.queries.js';

const answers: Record<PointAnswer, string> = {
  agree: 'We agree',
  wrong: 'This is wrong',
  newer: 'A newer policy exists',
};

export const answerInWords = (answer: PointAnswer): string => answers[answer];

export interface AnswerView {
  title: string;
  action: string;
  organisation: string;
  fictional: boolean;
  role: string;
  answerBy: string;
  late: boolean;
  message: string | null;
  provider: string;
  contactEmail: string | null;
  points: {
    number: number;
    title: string;
    reasons: string[];
    answerName: string;
    textName: string;
    answer: string | null;
    text: string | null;
    options: { value: string; text: string; hint: string | null }[];
  }[];
  facts: {
    id: string;
    boxId: string;
    question: string;
    answer: string;
    standing: Standing;
    standingText: string;
    checked: boolean;
  }[];
  today: string;
  typed: Record<string, string | null>;
  contextPublic: boolean;
  errors: FieldError[];
}

export interface AnsweredView {
  title: string;
  organisation: string;
  answeredOn: string;
  points: { title: string; answer: string; text: string | null }[];
  confirmed: number;
  contactEmail: string | null;
}

export const answerPage = definePage<AnswerView>('partnerships/answer');
export const answeredPage = definePage<AnsweredView>('partnerships/answered');
export const deadLinkPage = definePage<{ title: string; text: string; contactEmail: string | null }>(
  'partnerships/dead-link',
);

export interface AskedOf {
  reply: ReplyRow & { points: PointRow[] };
  organisation: { name: string; fictional: boolean };
  profile: PolicyProfile | null;
  provider: { name: string; contactEmail: string | null };
  today: CivilDate;
}

export function answerView(
  token: string,
  { reply, organisation, profile, provider, today }: AskedOf,
  errors: FieldError[],
  typed: Record<string, string>,
  confirmed: readonly string[],
): AnswerView {
  return {
    title: `Before anything is public: ${organisation.name}`,
    action: partnershipsPaths.answer(token),
    organisation: organisation.name,
    fictional: organisation.fictional,
    role: reply.contactRole ?? 'team',
    answerBy: dateInWords(reply.answerBy ?? today),
    late: reply.answerBy !== null && reply.answerBy < today,
    message: reply.message,
    provider: provider.name,
    contactEmail: provider.contactEmail,
    points: reply.points.map((point, index) => ({
      number: index + 1,
      title: point.title,
      reasons: point.reasons,
      answerName: `answer-${point.id}`,
      textName: `text-${point.id}`,
      answer: typed[`answer-${point.id}`] ?? null,
      text: typed[`text-${point.id}`] ?? null,
      options: [
        { value: 'agree', text: answers.agree, hint: null },
        { value: 'wrong', text: answers.wrong, hint: 'Tell us below what is wrong.' },
        { value: 'newer', text: answers.newer, hint: 'Tell us below which, and where it can be found.' },
      ],
    })),
    facts: confirmableFacts(profile).map((fact) => ({
      id: fact.factId,
      boxId: `confirmed-${fact.factId}`,
      question: profile?.questions[fact.key]?.shortName ?? fact.key,
      answer: answerOf(fact),
      standing: fact.standing,
      standingText: standingInWords(fact),
      checked: confirmed.includes(fact.factId),
    })),
    today: dateInWords(today),
    typed: { remark: typed['remark'] ?? null, context: typed['context'] ?? null },
    contextPublic: typed['context_public'] === 'yes',
    errors,
  };
}

/** What the Trust can say "still so" to: what holds of its own, and is an answer. */
export function confirmableFacts(profile: PolicyProfile | null): ProfileFact[] {
  return Object.values(profile?.facts ?? {}).filter(
    (fact) => fact.fromPredecessor === null && confirmableStates.includes(fact.state),
  );
}

function answerOf(fact: ProfileFact): string {
  const words = [fact.valueInWords, fact.quote === null ? null : `“${fact.quote}”`, fact.paraphrase].filter(
    (part) => part !== null,
  );
  return words.length === 0 ? `${stateInWords(fact.state)}.` : words.join(' – ');
}

export function answeredView({ reply, organisation, provider, today }: AskedOf, confirmed: number): AnsweredView {
  return {
    title: 'Thank you: your answer is recorded',
    organisation: organisation.name,
    answeredOn: dateInWords(reply.answeredAt === null ? today : londonDate(reply.answeredAt)),
    points: reply.points.map(({ title, answer, answerText }) => ({
      title,
      answer: answer === null ? 'No answer' : answers[answer],
      text: answerText,
    })),
    confirmed,
    contactEmail: provider.contactEmail,
  };
}
