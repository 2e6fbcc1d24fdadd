import { definePage } from '../../platform/views/page.js';
import { accountsPaths } from '../paths.js';
import type { AuditFilter, AuditLine } from './audit-trail.queries.js';

export const PAGE_SIZE = 50;

interface AuditRow {
  /** Time of London, to the second. */
  at: string;
  who: { text: string; href: string | null };
  action: string;
  what: { text: string; href: string | null };
  details: { key: string; value: string }[];
}

export interface AuditTrailView {
  title: string;
  filterAction: string;
  reset: string | null;
  actions: { value: string; text: string }[];
  chosen: string | null;
  person: string | null;
  rows: AuditRow[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

export const auditTrailPage = definePage<AuditTrailView>('accounts/audit');

const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'medium', timeStyle: 'medium' });
const actors: Record<string, string> = { operator: 'Operator (command line)', system: 'The product itself' };

/** `lines` holds one more than a page when there is a next one. */
export function auditTrailView(
  lines: readonly AuditLine[],
  actions: readonly string[],
  filter: AuditFilter,
): AuditTrailView {
  const shown = lines.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const kept = {
    ...(filter.action !== null && { action: filter.action }),
    ...(filter.person !== null && { person: filter.person }),
  };
  return {
    title: 'Audit',
    filterAction: accountsPaths.audit(),
    reset: Object.keys(kept).length > 0 ? accountsPaths.audit() : null,
    actions: actions.map((action) => ({ value: action, text: inWords(action) })),
    chosen: filter.action,
    person: filter.person,
    rows: shown.map(rowOf),
    next:
      lines.length > PAGE_SIZE && last
        ? { href: accountsPaths.audit({ ...kept, before: last.id }), text: 'Older changes' }
        : null,
    firstHref: filter.before === null ? null : accountsPaths.audit(kept),
  };
}

function rowOf(line: AuditLine): AuditRow {
  const isPerson = line.subjectName !== null;
  return {
    at: time.format(line.at),
    who: {
      text: line.actorName ?? actors[line.actorKind] ?? line.actorKind,
      href: line.actorId === null ? null : accountsPaths.person(line.actorId),
    },
    action: inWords(line.action),
    what: {
      text: line.subjectName ?? `${line.subjectKind.replaceAll('_', ' ')} ${line.subjectId}`,
      href: isPerson ? accountsPaths.person(line.subjectId) : null,
    },
    details: Object.entries(line.details).map(([key, value]) => ({
      key,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
  };
}

/** 'roles.given' as people read it: "Roles: given". */
function inWords(action: string): string {
  const [plural = '', done = ''] = action.replaceAll('_', ' ').split('.');
  return `${plural.charAt(0).toUpperCase()}${plural.slice(1)}: ${done}`;
}
