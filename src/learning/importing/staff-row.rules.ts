import type { Profession } from '../../accounts/accounts.types.js';

/** What becomes of a row of a list of staff. */
export const staffOutcomes = ['new', 'already_enrolled', 'invited', 'rejected'] as const;
export type StaffOutcome = (typeof staffOutcomes)[number];

/** A row as it was read from a file. */
export interface StaffRow {
  line: number;
  /** In small letters where it is an address, else as it stands. */
  email: string;
  name: string;
  organisationCode: string;
  profession: Profession | null;
  /** What is wrong with the row by itself; null when nothing is. */
  problem: string | null;
}

/** What the product knows of the people and places of a list. */
export interface KnownOfStaff {
  accounts: ReadonlyMap<string, { deactivated: boolean; enrolled: boolean }>;
  /** Ids by the code as the file writes it. */
  organisations: ReadonlyMap<string, string>;
  /** Addresses with an invitation to the course that stands open. */
  invited: ReadonlySet<string>;
  /** Addresses whose person wants no invitations. */
  refused: ReadonlySet<string>;
}

export interface JudgedRow extends StaffRow {
  outcome: StaffOutcome;
  /** Why it is rejected, or what else the reader should know; null when there is nothing to say. */
  reason: string | null;
  organisationId: string | null;
}

/** Says of each row what would become of it, and why. Nothing that a list says takes anybody off a course. Pure. */
export function judgeRows(rows: readonly StaffRow[], known: KnownOfStaff): JudgedRow[] {
  const firstLine = new Map<string, number>();
  return rows.map((row) => {
    const organisationId = known.organisations.get(row.organisationCode) ?? null;
    const before = firstLine.get(row.email);
    if (row.problem === null && before === undefined) firstLine.set(row.email, row.line);
    return { ...row, organisationId, ...judge(row, organisationId, before, known) };
  });
}

function judge(
  row: StaffRow,
  organisationId: string | null,
  before: number | undefined,
  known: KnownOfStaff,
): Pick<JudgedRow, 'outcome' | 'reason'> {
  const rejected = (reason: string) => ({ outcome: 'rejected' as const, reason });
  if (row.problem !== null) return rejected(row.problem);
  if (before !== undefined) return rejected(`The same address stands on line ${String(before)}.`);
  if (row.organisationCode !== '' && organisationId === null)
    return rejected(`No organisation has the code “${row.organisationCode}”.`);
  return outcomeFor(row.email, known);
}

/** What becomes of an address. */
export function outcomeFor(
  email: string,
  known: Pick<KnownOfStaff, 'accounts' | 'invited' | 'refused'>,
): Pick<JudgedRow, 'outcome' | 'reason'> {
  const account = known.accounts.get(email);
  if (account?.deactivated) return { outcome: 'rejected', reason: 'The account with this address is deactivated.' };
  if (account) return { outcome: account.enrolled ? 'already_enrolled' : 'new', reason: null };
  if (known.refused.has(email))
    return { outcome: 'rejected', reason: 'The person with this address does not want to be invited.' };
  const reason = known.invited.has(email) ? 'Invited before; no second mail is sent.' : null;
  return { outcome: 'invited', reason };
}
