import { z } from 'zod';
import { nations } from '../../organisations/organisations.types.js';
import { answerStates } from '../../policies/policies.types.js';
import type { CalloutStyle, FactState, LessonBlock, TailoredVariant } from '../lesson-blocks.types.js';
import { audienceRule } from './audience-rule.form.js';
import { type Fenced, type Part, splitParts } from './fences.js';
import type { CitingMarkdown } from './markdown.js';
import { type MediaBlock, type Media, mediaFaults } from '../media/media-faults.rules.js';
import { kindNamed, kindNames, readOptions } from './options-part.js';
import type { Problems } from './problems.js';
import { readYaml } from './yaml-part.js';

type Block = Extract<Fenced, { kind: 'block' }>;
const factStates: readonly string[] = [...answerStates, 'unknown'];
const calloutStyles: readonly string[] = ['important', 'tip', 'remember'];

/** Makes the blocks of one lesson file. */
export class LessonBlocks {
  constructor(
    private readonly file: string,
    private readonly markdown: CitingMarkdown,
    private readonly media: Media,
    private readonly problems: Problems,
  ) {}

  /** In the order of the file; what cannot be understood is told and left out. */
  read(pieces: readonly Fenced[]): LessonBlock[] {
    const keys = new Map<string, number>();
    return pieces.flatMap((piece, index) => {
      if (piece.kind === 'text')
        return [{ kind: 'text', key: `text-${String(index + 1)}`, html: this.markdown.html(piece.text, piece.line) }];
      if (piece.key === null) {
        this.fault(
          piece.line,
          `The block ${piece.name} needs a key at the end of its first line, such as {#${piece.name}-1}.`,
        );
        return [];
      }
      const before = keys.get(piece.key);
      if (before !== undefined)
        this.fault(piece.line, `The key ${piece.key} stands in line ${String(before)} already.`);
      keys.set(piece.key, piece.line);
      const block = this.block(piece, piece.key);
      return block ? [block] : [];
    });
  }

  private block(piece: Block, key: string): LessonBlock | undefined {
    const html = () => this.markdown.html(piece.text, piece.textLine);
    switch (piece.name) {
      case 'case': {
        const { title, rest } = this.titled(piece);
        if (!['', 'distressing'].includes(rest))
          this.fault(piece.line, `Behind the title of a case stands distressing, or nothing; not "${rest}".`);
        return { kind: 'case', key, title, distressing: rest === 'distressing', html: html() };
      }
      case 'law':
        return { kind: 'law', key, parts: this.lawParts(piece) };
      case 'guidance':
        return this.guidance(piece, key);
      case 'callout': {
        const style = piece.args.split(' ')[0] ?? '';
        const { title } = this.titled(piece);
        if (!calloutStyles.includes(style))
          this.fault(piece.line, `A callout is one of ${calloutStyles.join(', ')}; not "${style}".`);
        return { kind: 'callout', key, style: style as CalloutStyle, title, html: html() };
      }
      case 'reflect':
        return { kind: 'reflect', key, html: html() };
      case 'image':
      case 'video':
      case 'audio':
      case 'download':
        return this.medium(piece, piece.name, key);
      case 'fact':
        return { kind: 'fact', key, question: piece.args, wordings: this.wordings(piece) };
      case 'tailored':
        return this.tailored(piece, key);
      case 'check-yourself':
        return this.checkYourself(piece, key);
      default:
        this.fault(
          piece.line,
          `There is no block "${piece.name}". Blocks are case, law, guidance, callout, reflect, image, video, audio, download, fact, tailored and check-yourself.`,
        );
        return undefined;
    }
  }

  /** `ward.webp "What it shows"`, `ward.webp decorative`, `talk.mp4 captions=talk.vtt "A title"`. */
  private medium(piece: Block, kind: MediaBlock['kind'], key: string): LessonBlock {
    const { file, captions, decorative, title } = mediumArgs(piece.args);
    const html = this.markdown.html(piece.text, piece.textLine);
    const medium = this.media.get(file);
    const told = (block: MediaBlock) => {
      for (const fault of mediaFaults(block, this.media)) this.fault(piece.line, fault);
    };
    if (kind === 'image') {
      told({ kind, file, alt: title, decorative });
      return { kind, key, file, alt: title, width: medium?.width ?? null, height: medium?.height ?? null, html };
    }
    if (title === '') this.fault(piece.line, `The block ${kind} needs a title in quotation marks.`);
    if (kind === 'video') {
      told({ kind, file, captions, transcript: piece.text });
      return { kind, key, title, file, captions, html };
    }
    if (kind === 'audio') {
      told({ kind, file, transcript: piece.text });
      return { kind, key, title, file, html };
    }
    told({ kind, file });
    return { kind, key, title, file, bytes: medium?.bytes ?? 0, html };
  }

  private checkYourself(piece: Block, key: string): LessonBlock | undefined {
    const kind = kindNamed(piece.args === '' ? kindNames.single : piece.args);
    if (!kind) {
      const names = Object.values(kindNames).join(', ');
      this.fault(piece.line, `Behind check-yourself stands the kind of its question: ${names}; not "${piece.args}".`);
      return undefined;
    }
    const { stem, options, choices } = readOptions(
      piece.text,
      piece.textLine,
      kind,
      this.markdown,
      this.problems,
      this.file,
    );
    return {
      kind: 'check_yourself',
      key,
      ...(kind !== 'single' && { asks: kind }),
      stemHtml: this.markdown.html(stem, piece.textLine),
      options,
      ...(choices && { choices }),
    };
  }

  /** `"A title" rest`; the title may not be empty. */
  private titled(piece: Block): { title: string; rest: string } {
    const found = /["“]([^"”]+)["”]\s*(.*)$/.exec(piece.args) ?? /"(.+)"\s*(.*)$/.exec(piece.args);
    const whole = /^[^"]*"(.+)"\s*([a-z]*)$/.exec(piece.args);
    const title = (whole ?? found)?.[1];
    if (title === undefined) this.fault(piece.line, `The block ${piece.name} needs a title in quotation marks.`);
    return { title: title ?? '', rest: ((whole ?? found)?.[2] ?? '').trim() };
  }

  private lawParts(piece: Block): Extract<LessonBlock, { kind: 'law' }>['parts'] {
    const taken = new Set<string>();
    return this.parts(piece).map((part) => {
      const named = part.name.split(/[\s,]+/);
      for (const nation of named) {
        if (!(nations as readonly string[]).includes(nation))
          this.fault(part.line, `There is no nation "${nation}". They are ${nations.join(', ')}.`);
        if (taken.has(nation)) this.fault(part.line, `${nation} stands in a part above already.`);
        taken.add(nation);
      }
      return { nations: nations.filter((nation) => named.includes(nation)), html: this.htmlOf(part) };
    });
  }

  private guidance(piece: Block, key: string): LessonBlock {
    const { title } = this.titled(piece);
    const [first = '', ...others] = piece.text.split('\n');
    if (!first.startsWith('nations:'))
      return { kind: 'guidance', key, title, nations: null, html: this.markdown.html(piece.text, piece.textLine) };
    const given = readYaml(
      first,
      z.strictObject({ nations: z.array(z.enum(nations)).nonempty() }),
      { file: this.file, line: piece.textLine },
      this.problems,
    );
    return {
      kind: 'guidance',
      key,
      title,
      nations: given?.nations ?? [],
      html: this.markdown.html(others.join('\n'), piece.textLine + 1),
    };
  }

  private wordings(piece: Block): Partial<Record<FactState, string>> {
    return Object.fromEntries(
      this.parts(piece).map((part) => {
        if (!factStates.includes(part.name))
          this.fault(part.line, `"${part.name}" is no state of an answer. They are ${factStates.join(', ')}.`);
        return [part.name, this.htmlOf(part)];
      }),
    );
  }

  private tailored(piece: Block, key: string): LessonBlock {
    const mode = piece.args.split(/\s+/).at(-1) ?? '';
    if (mode !== 'instructs' && mode !== 'informs')
      this.fault(
        piece.line,
        `A tailored block says whether it instructs or informs, at the end of its first line; not "${mode}".`,
      );
    const variants: TailoredVariant[] = [];
    let defaultHtml: string | undefined;
    for (const part of this.parts(piece)) {
      const name = /^variant\s+([a-z0-9-]+)$/.exec(part.name)?.[1];
      if (part.name === 'default') defaultHtml = this.htmlOf(part);
      else if (name === undefined || name === 'default')
        this.fault(part.line, `"${part.name}" is neither default nor variant and a name.`);
      else if (variants.some((variant) => variant.key === name))
        this.fault(part.line, `The variant ${name} stands above already.`);
      else variants.push(...this.variant(name, part));
    }
    if (defaultHtml === undefined)
      this.fault(piece.line, 'A tailored block needs a part === default, for everyone whom no variant is for.');
    if (variants.length === 0)
      this.fault(piece.line, 'A tailored block needs at least one part === variant and a name.');
    return {
      kind: 'tailored',
      key,
      mode: mode === 'instructs' ? 'instructs' : 'informs',
      variants,
      defaultHtml: defaultHtml ?? '',
    };
  }

  /** `when:` in YAML, a line `--`, then Markdown. */
  private variant(key: string, part: Part): TailoredVariant[] {
    const lines = part.text.split('\n');
    const dashes = lines.findIndex((line) => line.trim() === '--');
    if (dashes === -1) {
      this.fault(part.line, `The variant ${key} needs a line -- between its rule and its words.`);
      return [];
    }
    const place = { file: this.file, line: part.textLine };
    const rule = readYaml(
      lines.slice(0, dashes).join('\n'),
      z.strictObject({ when: audienceRule }),
      place,
      this.problems,
    );
    const html = this.markdown.html(lines.slice(dashes + 1).join('\n'), part.textLine + dashes + 1);
    return rule ? [{ key, when: rule.when, html }] : [];
  }

  private parts(piece: Block): Part[] {
    const parts = splitParts(piece.text, piece.textLine, this.file, this.problems);
    if (parts.length === 0)
      this.fault(piece.line, `The block ${piece.name} has no part. A part begins with a line === and its name.`);
    return parts;
  }

  private htmlOf(part: Part): string {
    if (part.text.trim() === '') this.fault(part.line, 'This part is empty.');
    return this.markdown.html(part.text, part.textLine);
  }

  private fault(line: number, message: string): void {
    this.problems.add(this.file, line, message);
  }
}

/** What stands on the first line of a block that shows a medium. */
export function mediumArgs(args: string): { file: string; captions: string; decorative: boolean; title: string } {
  const [, before = '', title = '', after = ''] = /^([^"“]*)["“](.*)["”]([^"”]*)$/.exec(args) ?? ['', args];
  const words = `${before} ${after}`.split(/\s+/).filter(Boolean);
  return {
    file: words.find((word) => word !== 'decorative' && !word.includes('=')) ?? '',
    captions: words.find((word) => word.startsWith('captions='))?.slice('captions='.length) ?? '',
    decorative: words.includes('decorative'),
    title: title.trim(),
  };
}
