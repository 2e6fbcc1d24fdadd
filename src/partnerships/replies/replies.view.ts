import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { answerInWords } from '../answering/answer.view.js';
import type { Contact } from '../contacts/contacts.service.js';
import { datesOf, replyTag } from '../partners/partners.view.js';
import { partnershipsPaths } from '../paths.js';
import type { FollowUp } from '../reply-follow-ups.service.js';
import { replyState } from '../reply-state.rules.js';
import type { PointRow, ReplyRow } from './replies.queries.js';

export interface ReplyView {
  title: string;
  organisation: string;
  backHref: string;
  tag: { text: string; kind: string };
  dates: string;
  contactRole: string | null;
  remindedOn: string | null;
  message: string | null;
  remark: string | null;
  /** Null once it has been sent. */
  sending: {
    action: string;
    contacts: { value: string; text: string }[];
    newContactHref: string;
    typed: Record<string, string | null>;
  } | null;
  points: {
    id: string;
    boxId: string;
    title: string;
    reasons: string[];
    checked: boolean;
    answer: string | null;
    answerText: string | null;
    followUp: FollowUp | null;
  }[];
  remindAction: string | null;
  withdrawAction: string | null;
  errors: FieldError[];
}

export const replyPage = definePage<ReplyView>('partnerships/reply');

export function replyView(
  reply: ReplyRow & { points: PointRow[] },
  organisation: { code: string; name: string },
  contacts: readonly Contact[],
  followUps: ReadonlyMap<string, FollowUp>,
  today: CivilDate,
  form: { errors: FieldError[]; typed: Record<string, string>; points: readonly string[] | null },
): ReplyView {
  const state = replyState(reply, today);
  const { code } = organisation;
  return {
    title: state === 'draft' ? 'Ask for a reply' : 'Request for a reply',
    organisation: organisation.name,
    backHref: partnershipsPaths.partner(code),
    tag: replyTag(state),
    dates: datesOf(reply),
    contactRole: reply.contactRole,
    remindedOn: reply.remindedAt && dateInWords(londonDate(reply.remindedAt)),
    message: reply.message,
    remark: reply.remark,
    sending:
      state === 'draft'
        ? {
            action: partnershipsPaths.replySending(code, reply.id),
            contacts: contacts.map(({ id, role, email }) => ({ value: id, text: `${role} (${email})` })),
            newContactHref: partnershipsPaths.newContact(code),
            typed: Object.fromEntries(
              ['contact', 'message', 'answer_by-day', 'answer_by-month', 'answer_by-year'].map((name) => [
                name,
                form.typed[name] ?? null,
              ]),
            ),
          }
        : null,
    points: reply.points.map((point) => ({
      id: point.id,
      boxId: `point-${point.id}`,
      title: point.title,
      reasons: point.reasons,
      checked: form.points === null || form.points.includes(point.id),
      answer: point.answer && answerInWords(point.answer),
      answerText: point.answerText,
      followUp: followUps.get(point.id) ?? null,
    })),
    remindAction: state === 'sent' ? partnershipsPaths.replyReminders(code, reply.id) : null,
    withdrawAction:
      state === 'answered' || state === 'withdrawn' ? null : partnershipsPaths.replyWithdrawal(code, reply.id),
    errors: form.errors,
  };
}
