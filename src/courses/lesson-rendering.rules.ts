import { nationName } from '../organisations/organisation-words.rules.js';
import type { Nation } from '../organisations/organisations.types.js';
import { choose } from '../tailoring/choose.rules.js';
import { factOf, saysSomething } from '../tailoring/question.rules.js';
import { DEFAULT_VARIANT, type TailoringContext } from '../tailoring/tailoring.types.js';
import { escapeHtml } from './escape-html.rules.js';
import type { LessonContent, RenderedLesson } from './courses.types.js';
import type { LessonBlock, RenderedBlock } from './lesson-blocks.types.js';
import { lastDayOfProvenance, renderFact, type Shown, voiceOf } from './fact-block.rules.js';
import { provenanceOf } from './fact-provenance.rules.js';
import { formatOf, mediaBase, sizeInWords } from './media/media-kinds.rules.js';
import { inShownOrder } from './question-asking.rules.js';

type Of<Kind extends LessonBlock['kind']> = Extract<LessonBlock, { kind: Kind }>;

/**
 * A lesson as one learner meets it on one day. Pure: the same lesson and context give the same page.
 * @param media where its media are found, without a slash at the end; those of a published version by default
 */
export function renderLesson(
  content: LessonContent,
  context: TailoringContext,
  media = mediaBase(content.versionId),
): RenderedLesson {
  const parts = content.blocks.flatMap((block) => renderBlock(block, context, media));
  const days = parts.map(({ holdsUntil }) => holdsUntil).filter((day) => day !== null);
  const blocks = parts.map(({ block }) => withPictures(block, media));
  const html = blocks.map(htmlOf).join('');
  return {
    blocks,
    // A learner in Glasgow needs no list of what only others read.
    references: content.references.filter(({ id }) => html.includes(`href="#source-${id}"`)),
    shown: parts.flatMap(({ shown }) => shown ?? []),
    holdsUntil: days.sort()[0] ?? null,
  };
}

/** How many passages of a lesson tell what the learner's own Trust says, from what is held of its policy. */
export function passagesAboutTrust({ blocks }: RenderedLesson): number {
  return blocks.filter(
    (block) =>
      (block.kind === 'tailored' && block.voice !== null) ||
      (block.kind === 'fact' && block.voice !== null && block.known),
  ).length;
}

/** All of a block's HTML, in which citations are links. */
function htmlOf(block: RenderedBlock): string {
  if (block.kind !== 'check_yourself') return block.html ?? '';
  return [block.stemHtml, ...block.options.flatMap(({ html, feedbackHtml }) => [html, feedbackHtml])].join('');
}

/** Pictures among the words, of which the kept HTML knows the name alone. */
function withPictures(block: RenderedBlock, media: string): RenderedBlock {
  const placed = (html: string) => html.replaceAll('<img src="media/', `<img src="${escapeHtml(media)}/`);
  if (block.kind === 'law') return block.html === null ? block : { ...block, html: placed(block.html) };
  if (block.kind !== 'check_yourself') return { ...block, html: placed(block.html) };
  return {
    ...block,
    stemHtml: placed(block.stemHtml),
    options: block.options.map((option) => ({
      ...option,
      html: placed(option.html),
      feedbackHtml: placed(option.feedbackHtml),
    })),
    given: block.given.map(({ html }) => ({ html: placed(html) })),
  };
}

/** None when it is not meant for the learner's nation. */
function renderBlock(block: LessonBlock, context: TailoringContext, media: string): Shown[] {
  switch (block.kind) {
    case 'text':
    case 'callout':
    case 'reflect':
      return [same(block)];
    case 'image':
    case 'video':
    case 'audio':
    case 'download':
      return [same(renderMedium(block, media))];
    case 'case':
      return [same(renderCase(block))];
    case 'law':
      return [same(renderLaw(block, context.nation))];
    case 'guidance': {
      const { nations, ...guidance } = block;
      return nations === null || nations.includes(context.nation) ? [same(guidance)] : [];
    }
    case 'fact':
      return [renderFact(block, context)];
    case 'tailored':
      return [renderTailored(block, context)];
    case 'check_yourself':
      return [same(renderCheckYourself(block))];
  }
}

function renderMedium(block: Of<'image' | 'video' | 'audio' | 'download'>, media: string): RenderedBlock {
  const at = (file: string) => `${media}/${file}`;
  const { key, html } = block;
  const format = formatOf(block.file);
  const mediaType = format?.mediaType ?? '';
  const src = at(block.file);
  switch (block.kind) {
    case 'image': {
      const { alt, width, height } = block;
      return { kind: 'image', key, alt, width, height, src, html };
    }
    case 'video':
      return { kind: 'video', key, title: block.title, src, mediaType, captionsSrc: at(block.captions), html };
    case 'audio':
      return { kind: 'audio', key, title: block.title, src, mediaType, html };
    case 'download':
      return {
        kind: 'download',
        key,
        title: block.title,
        src,
        detail: `${format?.name ?? ''}, ${sizeInWords(block.bytes)}`,
        html,
      };
  }
}

function renderCheckYourself(block: Extract<LessonBlock, { kind: 'check_yourself' }>): RenderedBlock {
  const { key, asks = 'single', stemHtml, options, choices = [] } = block;
  const shown = inShownOrder({ kind: asks, options, choices }, key);
  const matches = (shown.choices ?? []).map(({ text }) => ({ html: escapeHtml(text) }));
  return {
    kind: 'check_yourself',
    key,
    asks,
    stemHtml,
    options: options.map(({ html, feedbackHtml, correct, match }) => ({
      html,
      feedbackHtml,
      correct,
      match: choices.find(({ id }) => id === match)?.text ?? null,
    })),
    given: asks === 'ordering' ? shown.options.map(({ html }) => ({ html })) : matches,
  };
}

/** A block that is the same for everyone in a nation, whatever the day. */
const same = (block: RenderedBlock): Shown => ({ block, shown: null, holdsUntil: null });

function renderCase({ kind, key, title, html, distressing }: Of<'case'>): RenderedBlock {
  const afterId = `after-${key}`;
  return { kind, key, title, skipHref: distressing ? `#${afterId}` : null, afterId, html };
}

function renderLaw({ kind, key, parts }: Of<'law'>, nation: Nation): RenderedBlock {
  const part = parts.find(({ nations }) => nations.includes(nation));
  if (part) return { kind, key, nation: inWords(part.nations), html: part.html, silence: null };
  const name = nationName(nation);
  return {
    kind,
    key,
    nation: name,
    html: null,
    silence: `This course does not say what the law in ${name} is on this point.`,
  };
}

/** "England and Wales", "England, Wales and Scotland". */
function inWords(nations: readonly Nation[]): string {
  const names = nations.map(nationName);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

function renderTailored(block: Of<'tailored'>, context: TailoringContext): Shown {
  const choice = choose(block, context);
  const facts = choice.facts.flatMap((key) => factOf(context.profile, key) ?? []);
  const local = choice.variant !== DEFAULT_VARIANT && facts.some(saysSomething);
  const days = [choice.holdsUntil, ...facts.map((fact) => lastDayOfProvenance(fact, context))];
  return {
    block: {
      kind: 'tailored',
      key: block.key,
      voice: local ? voiceOf(context.profile) : null,
      html: block.variants.find(({ key }) => key === choice.variant)?.html ?? block.defaultHtml,
      why: { reasons: choice.reasons },
      provenance: facts.map((fact) => provenanceOf(fact, context)),
    },
    shown: { blockKey: block.key, variant: choice.variant, factIds: facts.map(({ factId }) => factId) },
    holdsUntil: days.filter((day) => day !== null).sort()[0] ?? null,
  };
}
