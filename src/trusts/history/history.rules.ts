import { type PolicyProfile, type ProfileFact } from '../../policies/policies.types.js';

/** What one revision of a profile changed against the one before it. */
export interface RevisionChange {
  number: number;
  /** ISO instant. */
  madeAt: string;
  /** Keys of questions on which something is known now that was not before. */
  added: string[];
  /** Keys of questions whose answer is another one. */
  changed: string[];
  /** Keys of questions with the same answer from another source, standing or date. */
  reread: string[];
  /** Keys of questions on which nothing is known any more. */
  gone: string[];
  /** The organisation itself changed: its name, area, sector or closure. */
  organisation: boolean;
  /** Nothing came before it. */
  first: boolean;
}

const answerOf = ({ state, value, conflicting }: ProfileFact): string => JSON.stringify([state, value, conflicting]);

/**
 * What each revision changed. Pure.
 * @param revisions the newest first; the last is compared with nothing unless it is the very first, number 1
 */
export function revisionChanges(revisions: readonly PolicyProfile[]): RevisionChange[] {
  return revisions.flatMap((revision, index) => {
    const before = revisions[index + 1];
    if (!before && revision.number !== 1) return [];
    const was = before?.facts ?? {};
    const keys = Object.keys(revision.facts);
    const both = keys.flatMap((key) => {
      const [one, other] = [was[key], revision.facts[key]];
      return one && other ? [{ key, one, other }] : [];
    });
    return [
      {
        number: revision.number,
        madeAt: revision.madeAt,
        added: keys.filter((key) => was[key] === undefined),
        changed: both.filter(({ one, other }) => answerOf(one) !== answerOf(other)).map(({ key }) => key),
        reread: both
          .filter(({ one, other }) => answerOf(one) === answerOf(other) && one.factId !== other.factId)
          .map(({ key }) => key),
        gone: Object.keys(was).filter((key) => revision.facts[key] === undefined),
        organisation:
          before !== undefined && JSON.stringify(before.organisation) !== JSON.stringify(revision.organisation),
        first: before === undefined,
      },
    ];
  });
}
