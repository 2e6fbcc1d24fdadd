/** A name under which an organisation is or was known. */
export interface KnownName {
  organisationId: string;
  name: string;
  /** Whether it is today's name, and not a former or another one. */
  current: boolean;
}

/** A body of the directory, as far as matching has to know it. */
export interface KnownBody {
  closedOn: string | null;
  /** Who runs its services now; several after a split. */
  successorIds: string[];
}

/** Why a name was taken for an organisation. */
export type MatchedBy = 'code' | 'decision' | 'exact' | 'normalised' | 'former_name' | 'successor';

/** The organisation that a name means, or those among which a person has to decide (perhaps none). */
export type BodyMatch = { organisationId: string; by: MatchedBy } | { candidateIds: string[] };

const LEGAL_FORMS = /\b(?:nhs ?ft|(?:nhs )?foundation trust|nhs trust|nhst|trust)\b/g;

const abbreviations: [RegExp, string][] = [
  [/\buhb\b/g, 'university health board'],
  [/\blhb\b/g, 'local health board'],
  [/\bhsct?\b/g, 'health and social care'],
  [/\bst\b/g, 'saint'],
  [/\bhosps?\b/g, 'hospital'],
  [/\buniv\b/g, 'university'],
];

/**
 * A name as it is compared: without regard to case, accents, punctuation, "&" or "and", "The" at the beginning, and the
 * legal form in whatever way it is written. Organisations change their legal form without becoming others.
 */
export function normalisedName(name: string): string {
  let key = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’‘`.]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  for (const [short, long] of abbreviations) key = key.replace(short, long);
  const shortened = key
    .replace(LEGAL_FORMS, ' ')
    .replace(/^the\b/, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  // A name that is nothing but its legal form stays as it is.
  return shortened === '' ? key : shortened;
}

/** A name as people write it twice: only spaces are evened out. */
export const exactName = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim();

/** All names of the directory, to be asked many times. */
export class NameIndex {
  private readonly exact: Map<string, Set<string>>;
  private readonly normalised: Map<string, Set<string>>;
  private readonly currentKeys: Set<string>;

  constructor(
    readonly names: readonly KnownName[],
    private readonly bodies: ReadonlyMap<string, KnownBody>,
  ) {
    const current = names.filter((one) => one.current);
    this.exact = grouped(current, (one) => exactName(one.name));
    this.normalised = grouped(names, (one) => normalisedName(one.name));
    this.currentKeys = new Set(current.map((one) => `${one.organisationId} ${normalisedName(one.name)}`));
  }

  /**
   * What a name means: today's name letter for letter, else any name once normalised. Two organisations are a doubt,
   * also two successors of one that closed. Undefined when nothing is called so.
   */
  match(name: string, options: { keepClosed: (organisationId: string) => boolean }): BodyMatch | undefined {
    const exact = [...(this.exact.get(exactName(name)) ?? [])];
    if (exact.length === 1) return this.followed(exact, 'exact', options.keepClosed);
    const key = normalisedName(name);
    const found = [...(this.normalised.get(key) ?? [])];
    if (found.length === 0) return undefined;
    const isCurrent = found.some((id) => this.currentKeys.has(`${id} ${key}`));
    return this.followed(found, isCurrent ? 'normalised' : 'former_name', options.keepClosed);
  }

  /** The organisation itself, or whoever runs its services since it closed. */
  followed(ids: readonly string[], by: MatchedBy, keepClosed: (organisationId: string) => boolean): BodyMatch {
    const heirs = new Set(ids.flatMap((id) => (keepClosed(id) ? [id] : this.heirsOf(id))));
    const [only] = heirs;
    if (only === undefined || heirs.size > 1) return { candidateIds: [...heirs] };
    return { organisationId: only, by: ids.includes(only) ? by : 'successor' };
  }

  private heirsOf(id: string, passed: ReadonlySet<string> = new Set()): string[] {
    const body = this.bodies.get(id);
    if (!body || body.closedOn === null || body.successorIds.length === 0 || passed.has(id)) return [id];
    return body.successorIds.flatMap((heir) => this.heirsOf(heir, new Set([...passed, id])));
  }
}

function grouped(names: readonly KnownName[], keyOf: (name: KnownName) => string): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const name of names) {
    const key = keyOf(name);
    const group = groups.get(key) ?? new Set();
    group.add(name.organisationId);
    groups.set(key, group);
  }
  return groups;
}
