import { certificatesPaths } from '../../certificates/paths.js';
import { blockKindName } from '../../courses/block-words.rules.js';
import { wordsOfHtml } from '../../courses/html-words.rules.js';
import type { RegisterEntry } from '../../courses/legal-register.service.js';
import { coursesPaths, registerPaths } from '../../courses/paths.js';
import { dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import type { CitingPlace, CitingVersion, RestingCertificate } from './resting.queries.js';

export const PAGE_SIZE = 25;

interface RestingView {
  title: string;
  source: string;
  back: { text: string; href: string };
  figures: { value: string; text: string }[];
  versions: {
    heading: string;
    newest: boolean;
    detail: string;
    draftHref: string | null;
    introduction: boolean;
    lessons: { title: string; blocks: string[] }[];
    questions: { key: string; stemHtml: string }[];
  }[];
  certificates: { number: string; href: string; course: string; issuedOn: string; sample: boolean }[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

export const restingPage = definePage<RestingView>('changes/resting');

/** `certificates` holds one more than a page when there is a next one. */
export function restingView(
  entry: RegisterEntry,
  versions: readonly CitingVersion[],
  places: readonly CitingPlace[],
  certificates: readonly RestingCertificate[],
  after: string | null,
): RestingView {
  const newest = places.filter(({ versionId }) => versions.some(({ id, newest }) => newest && id === versionId));
  const count = (place: CitingPlace['place']) => newest.filter((each) => each.place === place).length;
  const certified = versions.reduce((sum, version) => sum + version.certified, 0);
  const last = certificates[PAGE_SIZE - 1];
  return {
    title: 'What rests on it',
    source: entry.title,
    back: { text: entry.title, href: registerPaths.entry(entry.id) },
    figures: [
      figure(count('lesson'), 'block of the newest versions', 'blocks of the newest versions'),
      figure(count('question'), 'question of the newest versions', 'questions of the newest versions'),
      figure(certified, 'certificate that counts', 'certificates that count'),
    ],
    versions: versions.map((version) => {
      const own = places.filter(({ versionId }) => versionId === version.id);
      const lessons = Map.groupBy(
        own.filter(({ place }) => place === 'lesson'),
        ({ title }) => title ?? '',
      );
      return {
        heading: `${version.title}, version ${String(version.number)}`,
        newest: version.newest,
        detail: `${learners(version.underWay)}, ${certificatesInWords(version.certified)}`,
        draftHref: version.newest
          ? version.draftId === null
            ? coursesPaths.studio()
            : coursesPaths.draft(version.draftId)
          : null,
        introduction: own.some(({ place }) => place === 'introduction'),
        lessons: [...lessons].map(([title, found]) => ({
          title,
          blocks: found.flatMap(({ block }) =>
            block
              ? [
                  `${blockKindName(block.kind)}: ${block.html === null ? (block.title ?? block.key) : wordsOfHtml(block.html, 80)}`,
                ]
              : [],
          ),
        })),
        questions: own.flatMap(({ question }) => question ?? []),
      };
    }),
    certificates: certificates.slice(0, PAGE_SIZE).map(({ number, title, version, issuedOn, sample }) => ({
      number,
      href: certificatesPaths.verify(number),
      course: `${title}, version ${String(version)}`,
      issuedOn: dateInWords(issuedOn),
      sample,
    })),
    next:
      certificates.length > PAGE_SIZE && last
        ? { href: registerPaths.uses(entry.id, { after: last.id }), text: 'Earlier certificates' }
        : null,
    firstHref: after === null ? null : registerPaths.uses(entry.id),
  };
}

const figure = (count: number, one: string, many: string) => ({
  value: count.toLocaleString('en-GB'),
  text: count === 1 ? one : many,
});
const learners = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'learner' : 'learners'} under way`;
const certificatesInWords = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'certificate' : 'certificates'}`;
