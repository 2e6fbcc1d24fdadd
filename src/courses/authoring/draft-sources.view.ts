import { definePage } from '../../platform/views/page.js';
import type { Source } from '../courses.types.js';
import { coursesPaths, registerPaths } from '../paths.js';
import type { RegisterEntry } from '../register/register.types.js';
import { differencesOf } from '../register/register.view.js';
import { sourceNationName } from '../register/source-words.rules.js';
import type { Draft, DraftFile } from './drafts.queries.js';

export const PAGE_SIZE = 25;

interface DraftSourcesView {
  title: string;
  back: { text: string; href: string };
  textHref: string;
  registerHref: string;
  readable: boolean;
  action: string;
  sources: {
    title: string;
    citation: string;
    registerId: string | null;
    registerHref: string | null;
    differences: { name: string; before: string; now: string }[];
  }[];
  search: string;
  q: string;
  found: { id: string; title: string; detail: string; href: string }[];
  more: { text: string; href: string } | null;
}

export const draftSourcesPage = definePage<DraftSourcesView>('courses/draft-sources');

/** `sources` undefined: the file cannot be read. `found` holds one more than a page when there is more. */
export function draftSourcesView(
  draft: Draft,
  file: DraftFile,
  sources: ReadonlyMap<string, Source> | undefined,
  entries: readonly RegisterEntry[],
  search: { q: string; page: number; found: readonly RegisterEntry[]; all: number },
): DraftSourcesView {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return {
    title: 'Sources from the register',
    back: { text: draft.title, href: coursesPaths.draft(draft.id) },
    textHref: coursesPaths.fileText(file.id),
    registerHref: registerPaths.list(),
    readable: sources !== undefined,
    action: coursesPaths.draftSources(draft.id),
    sources: [...(sources?.values() ?? [])].map((source) => {
      const entry = byKey.get(source.id);
      return {
        title: source.title,
        citation: `[@${source.id}]`,
        registerId: entry?.id ?? null,
        registerHref: entry ? registerPaths.entry(entry.id) : null,
        differences: entry ? differencesOf({ ...source, ownerId: entry.ownerId }, entry) : [],
      };
    }),
    search: coursesPaths.draftSources(draft.id),
    q: search.q,
    found: search.found
      .filter(({ key }) => !sources?.has(key))
      .map(({ id, title, nation, publisher }) => ({
        id,
        title,
        detail: `${publisher}; ${sourceNationName(nation)}`,
        href: registerPaths.entry(id),
      })),
    more:
      search.all > search.page * PAGE_SIZE
        ? {
            text: 'More of the register',
            href: coursesPaths.draftSources(draft.id, { q: search.q, page: search.page + 1 }),
          }
        : null,
  };
}
