import { z } from 'zod';
import type { HeldRow, Holding } from '../../platform/holdings/holdings.js';
import { definePage } from '../../platform/views/page.js';
import { accountsPaths } from '../paths.js';
import { fieldName, valueInWords } from './field-words.rules.js';

export const PAGE_SIZE = 25;

export interface OwnDataView {
  title: string;
  accountHref: string;
  whoSeesWhatHref: string;
  jsonHref: string;
  csvHref: string;
  erasureHref: string;
  kinds: { title: string; why: string; kept: string; entries: number; href: string }[];
  /** The titles of what is held of others, and not of the reader. */
  none: string[];
}
export const ownDataPage = definePage<OwnDataView>('accounts/own-data');

export function ownDataView(holdings: readonly Holding[], counts: ReadonlyMap<string, number>): OwnDataView {
  const entriesOf = ({ key }: Holding) => counts.get(key) ?? 0;
  return {
    title: 'Your data',
    accountHref: accountsPaths.account(),
    whoSeesWhatHref: accountsPaths.whoSeesWhat(),
    jsonHref: accountsPaths.dataInJson(),
    csvHref: accountsPaths.dataInCsv(),
    erasureHref: accountsPaths.erasure(),
    kinds: holdings
      .filter((holding) => entriesOf(holding) > 0)
      .map((holding) => ({
        title: holding.title,
        why: holding.why,
        kept: holding.kept,
        entries: entriesOf(holding),
        href: accountsPaths.dataOf(holding.key),
      })),
    none: holdings.filter((holding) => entriesOf(holding) === 0).map(({ title }) => title),
  };
}

/** The page of entries that is asked for; whatever is no page is the first. */
export const entriesQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) });

export interface EntriesView {
  title: string;
  back: string;
  why: string;
  kept: string;
  entries: { title: string; rows: { key: string; value: string }[] }[];
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}
export const entriesPage = definePage<EntriesView>('accounts/own-data-entries');

/** `rows` holds one more than a page when there is a next one. */
export function entriesView(holding: Holding, rows: readonly HeldRow[], page: number): EntriesView {
  const to = (number: number) => ({
    href: accountsPaths.dataOf(holding.key, { page: number }),
    text: `Page ${String(number)}`,
  });
  return {
    title: holding.title,
    back: accountsPaths.data(),
    why: holding.why,
    kept: holding.kept,
    entries: rows.slice(0, PAGE_SIZE).map((row, at) => ({
      title: `Entry ${String((page - 1) * PAGE_SIZE + at + 1)}`,
      rows: Object.entries(row).map(([field, value]) => ({
        key: fieldName(field),
        value: valueInWords(value) ?? 'It has parts: they are in the copy that you can take along',
      })),
    })),
    previous: page > 1 ? to(page - 1) : null,
    next: rows.length > PAGE_SIZE ? to(page + 1) : null,
  };
}
