import { nations, type Nation } from '../../organisations/organisations.types.js';
import { formatOf, type MediumKind } from '../media/media-kinds.rules.js';
import type { FieldError } from '../../platform/http/form.js';

const MOST_WORDS = 20_000;

/** Reads fields of a sent form, and gathers what no block may hold. */
export class SentForm {
  readonly errors: FieldError[] = [];
  private readonly body: Record<string, unknown>;

  constructor(body: unknown) {
    this.body = (body ?? {}) as Record<string, unknown>;
  }

  line(name: string, most = 200): string {
    const value = this.text(name).replaceAll(/\s+/g, ' ').trim();
    if (value.length > most) this.errors.push({ field: name, message: `Keep it under ${String(most)} characters` });
    return value;
  }

  /** Markdown. A line that the format of courses reads as the beginning or end of something is told, not taken. */
  words(name: string): string {
    const value = this.text(name).replaceAll('\r\n', '\n').trim();
    if (value.length > MOST_WORDS)
      this.errors.push({
        field: name,
        message: `Keep it under ${MOST_WORDS.toLocaleString('en-GB')} characters: move the rest into a block of its own`,
      });
    const line = value.split('\n').find((each) => /^:::|^===\s/.test(each));
    if (line !== undefined)
      this.errors.push({
        field: name,
        message: `A line cannot begin with ${line.slice(0, 3)}: that divides blocks. Begin the line “${line.slice(0, 30)}” with something else`,
      });
    if (/^#\s/m.test(value))
      this.errors.push({ field: name, message: 'Begin headings with ##: the only # is the title of the lesson' });
    return value;
  }

  /** The name of a file of the course, of a kind; empty for what is none. */
  medium(name: string, kind: MediumKind): string {
    const value = this.text(name).trim();
    return formatOf(value)?.kind === kind ? value : '';
  }

  several(name: string): string[] {
    return [this.body[name] ?? []].flat().filter((value) => typeof value === 'string');
  }

  nations(name: string): Nation[] {
    const chosen = this.several(name);
    return nations.filter((nation) => chosen.includes(nation));
  }

  private text(name: string): string {
    const value = this.body[name];
    return typeof value === 'string' ? value : '';
  }
}
