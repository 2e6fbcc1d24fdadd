import type { StandingReply } from './partnerships.types.js';
import { isClosed } from './reply-state.rules.js';

/** What somebody would like to say in public about a named Trust. */
export type Statement =
  | { kind: 'gap'; key: string }
  /** `key` is that of the gap, as the legal review has it. */
  | { kind: 'law'; key: string }
  | { kind: 'comparison' };

/**
 * Why something may not be said in public about a named Trust; empty when it may. The one rule of publicity: the Trust
 * was shown this very point and has answered, or the day to answer by has passed. To say that something appears
 * inconsistent with the law needs a recorded legal review besides. A gap's severity is never public before that either.
 * @param reply the reply of the Trust that counts; null when it was never asked
 * @param reviewed the keys of gaps on which a legal review of the Trust is recorded
 */
export function whyNotPublic(
  statement: Statement,
  reply: StandingReply | null,
  reviewed: ReadonlySet<string>,
): string[] {
  const reasons: string[] = [];
  if (statement.kind === 'law' && !reviewed.has(statement.key)) reasons.push('No legal review of it is recorded.');
  if (!reply) return [...reasons, 'The Trust has not been asked for its reply.'];
  if (!isClosed(reply.state)) reasons.push('The Trust still has time to reply.');
  if (!reply.points.some(({ key }) => key === pointKey(statement)))
    reasons.push('It was not among the points that the Trust was shown.');
  return reasons;
}

/** The name of a statement among the points of a reply. */
export function pointKey(statement: Statement): string {
  if (statement.kind === 'comparison') return 'comparison';
  return statement.kind === 'law' ? `law:${statement.key}` : statement.key;
}
