/** The words of a block, taken apart as far as advice needs it. */
export interface Passage {
  /** The block's id, as the studio lists it. */
  block: string;
  /** In their order. A title that the block puts on the page itself stands first. */
  headings: { level: number; text: string }[];
  links: { text: string; href: string }[];
  /** The texts of the header cells of each table. */
  tables: string[][];
  /** Paragraphs, items and cells, without their marks. */
  texts: string[];
}

/** Something that would read better otherwise. It keeps nobody from publishing. */
export interface Advice {
  /** Where; null: the lesson as a whole. */
  block: string | null;
  text: string;
}

/** Longer than most people keep hold of at once. */
const MOST_WORDS = 30;
/** Reading age above which a lesson is hard work for many, at the end of a shift for most. */
const MOST_YEARS = 16;
/** Of the longest sentences: the rest is better when these are. */
const MOST_SENTENCES = 5;

/** What could be better in a lesson, block by block. Pure. */
export function adviceOn(passages: readonly Passage[], readingAge: number | null): Advice[] {
  return [
    ...headingOrder(passages),
    ...passages.flatMap(linkTexts),
    ...sameTextForOthers(passages),
    ...passages.flatMap(tableHeaders),
    ...avoidedWords(passages),
    ...longSentences(passages),
    ...(readingAge !== null && readingAge > MOST_YEARS
      ? [
          {
            block: null,
            text: `It reads as for somebody of ${String(readingAge)} years. Shorter sentences and shorter words help.`,
          },
        ]
      : []),
  ];
}

function headingOrder(passages: readonly Passage[]): Advice[] {
  const advice: Advice[] = [];
  // The title of the lesson is the page's first heading.
  let before = 1;
  for (const { block, headings } of passages)
    for (const { level, text } of headings) {
      if (level > before + 1)
        advice.push({
          block,
          text: `The heading “${text}” skips a level: write ${'#'.repeat(before + 1)} instead of ${'#'.repeat(level)}. People who listen to the page go from heading to heading.`,
        });
      before = level;
    }
  return advice;
}

const EMPTY_LINKS =
  /^(click )?(here|this|link|this link|this page|more|read more|find out more|learn more|website|page)$/i;

function linkTexts({ block, links }: Passage): Advice[] {
  return links.flatMap(({ text }) => {
    if (EMPTY_LINKS.test(text.trim()))
      return [
        {
          block,
          text: `The link “${text}” does not say where it leads. Name what is there: many people read links by themselves.`,
        },
      ];
    if (/^(https?:\/\/|www\.)/i.test(text.trim()))
      return [{ block, text: `The link “${shortened(text)}” is an address. Name what is there instead.` }];
    return [];
  });
}

function sameTextForOthers(passages: readonly Passage[]): Advice[] {
  const targets = new Map<string, string>();
  return passages.flatMap(({ block, links }) =>
    links.flatMap(({ text, href }) => {
      const key = text.trim().toLowerCase();
      const known = targets.get(key);
      targets.set(key, known ?? href);
      return known === undefined || known === href
        ? []
        : [{ block, text: `“${text}” leads to two different pages of this lesson’s links. Let each link say which.` }];
    }),
  );
}

function tableHeaders({ block, tables }: Passage): Advice[] {
  return tables.flatMap((headers) =>
    headers.some((text) => text.trim() === '')
      ? [{ block, text: 'A table has a column without a heading. Name every column, the first as well.' }]
      : [],
  );
}

interface Avoided {
  pattern: RegExp;
  instead: string;
}

/** What the house does not write, and what it writes. Words in quotation marks are somebody’s own, and stay. */
const AVOIDED: readonly Avoided[] = [
  {
    pattern: /\bliving wills?\b/i,
    instead:
      '“advance decision” (in Scotland “advance directive”). Put it in quotation marks where you tell what people say',
  },
  { pattern: /\badvanced (decisions?|directives?|statements?)\b/i, instead: '“advance”, without the d' },
  { pattern: /\bDNR\b|\bdo not resuscitate orders?\b/i, instead: '“DNACPR recommendation”' },
  { pattern: /\bnext of kin\b/i, instead: 'who is meant: the family, or the attorney. It gives nobody a say' },
  {
    pattern: /\b(withdraw(ing|al of|n|s)?|withdrew) (all )?care\b/i,
    instead: 'which treatment is stopped. Care goes on',
  },
  { pattern: /\bcommit(s|ted|ting)? suicide\b/i, instead: '“end one’s life” or “die by suicide”' },
  { pattern: /\butili[sz](e|es|ed|ing)\b/i, instead: '“use”' },
];

function avoidedWords(passages: readonly Passage[]): Advice[] {
  return passages.flatMap(({ block, texts, headings }) => {
    const own = [...headings.map(({ text }) => text), ...texts].map(withoutQuotations).join('\n');
    return AVOIDED.flatMap(({ pattern, instead }) => {
      const [found] = pattern.exec(own) ?? [];
      return found === undefined ? [] : [{ block, text: `Instead of “${found}” write ${instead}.` }];
    });
  });
}

const withoutQuotations = (text: string): string => text.replaceAll(/“[^”]*”|‘[^’]*’|"[^"]*"/g, '“…”');

function longSentences(passages: readonly Passage[]): Advice[] {
  return passages
    .flatMap(({ block, texts }) =>
      texts.flatMap(sentencesOf).map((sentence) => ({ block, sentence, words: wordsIn(sentence) })),
    )
    .filter(({ words }) => words > MOST_WORDS)
    .sort((one, other) => other.words - one.words)
    .slice(0, MOST_SENTENCES)
    .map(({ block, sentence, words }) => ({
      block,
      text: `A sentence of ${String(words)} words: “${shortened(sentence)}”. Make two of it.`,
    }));
}

/** The sentences of a text. What is abbreviated ends none. */
export function sentencesOf(text: string): string[] {
  return text
    .replaceAll(/\b(e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|Prof|No|vs|s|ss|para)\.(?=\s)/g, '$1')
    .split(/(?<=[.!?][”’")\]]*)\s+(?=[“‘"(]*[A-Z0-9])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsIn(sentence) > 0);
}

/** How many words a text has. */
export const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0;

const shortened = (text: string): string =>
  text.length <= 70 ? text : `${text.slice(0, Math.max(20, text.lastIndexOf(' ', 70)))} …`;
