import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fieldsOf, sourceOf } from './block-source.js';
import { type SourcePiece, splitLesson } from './lesson-source.js';

const LESSONS = path.resolve(import.meta.dirname, '../../../content/advance-decisions/lessons');
const shipped = readdirSync(LESSONS).flatMap(
  (name) => splitLesson(readFileSync(path.join(LESSONS, name), 'utf8'))?.pieces ?? [],
);

/** Empty lines around a block's inner parts carry nothing. */
const dense = (text: string) => text.replaceAll(/\n\s*\n/g, '\n');

describe('a block', () => {
  it('comes back from its fields as it was, whichever block that ships it is', () => {
    expect(new Set(shipped.map(({ name }) => name)).size).toBeGreaterThanOrEqual(8);
    for (const piece of shipped) {
      const fields = fieldsOf(piece);
      if (!fields) throw new Error(`${piece.id} is of no kind that can be edited`);
      expect(dense(sourceOf(fields, piece.id, piece.addresses))).toBe(dense(piece.raw));
    }
  });

  it('keeps its files, the kind of a question, its places and its matches', () => {
    const raws = [
      '::: image ward.webp "He said "no"" {#k}\nBelow it.\n:::',
      '::: image ward.webp decorative {#k}\nBelow it.\n:::',
      '::: video talk.mp4 captions=talk.vtt "A talk" {#k}\nWords.\n:::',
      '::: audio voice.mp3 "A voice" {#k}\nWords.\n:::',
      '::: download form.pdf "A form" {#k}\nWords.\n:::',
      '::: check-yourself multiple {#k}\nWhich?\n\n- [x] One\n  > Yes.\n- [x] Two\n  > Yes.\n- [ ] Three\n  > No.\n:::',
      '::: check-yourself ordering {#k}\nIn which order?\n\n- [1] One\n  > First.\n- [2] Two\n  > Then.\n:::',
      '::: check-yourself matching {#k}\nWhich?\n\n- [To refuse] One\n  > Why.\n- [To wish] Two\n  > Why.\n- [To order]\n:::',
      '::: check-yourself true-false {#k}\nIs it?\n\n- [ ] True\n  > No.\n- [x] False\n  > No.\n:::',
    ];
    for (const raw of raws) {
      const [piece] = splitLesson(`---\na: b\n---\n${raw}\n`)?.pieces ?? [];
      const fields = piece && fieldsOf(piece);
      expect(fields && sourceOf(fields, 'k')).toBe(raw);
    }
  });

  it('has its fields', () => {
    const piece = (raw: string): SourcePiece => {
      const [found] = splitLesson(`---\na: b\n---\n${raw}\n`)?.pieces ?? [];
      if (!found) throw new Error('It should be a piece');
      return found;
    };
    expect(fieldsOf(piece('::: case "He said "no"" distressing {#k}\nWords.\n:::'))).toEqual({
      kind: 'case',
      title: 'He said "no"',
      distressing: true,
      markdown: 'Words.',
    });
    expect(fieldsOf(piece('::: guidance "Process" {#k}\nnations: [england, wales]\nWords.\n:::'))).toMatchObject({
      nations: ['england', 'wales'],
      markdown: 'Words.',
    });
    expect(
      fieldsOf(
        piece(
          '::: tailored copies instructs {#k}\n=== variant a\nwhen:\n  nation: wales\n--\nOne.\n--\nTwo.\n=== default\nD.\n:::',
        ),
      ),
    ).toEqual({
      kind: 'tailored',
      topic: 'copies',
      mode: 'instructs',
      variants: [{ key: 'a', rule: 'when:\n  nation: wales', markdown: 'One.\n--\nTwo.' }],
      default: 'D.',
    });
    expect(fieldsOf(piece('::: film {#k}\nWords.\n:::'))).toBeUndefined();
  });
});
