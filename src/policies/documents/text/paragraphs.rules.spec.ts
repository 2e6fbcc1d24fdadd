import { describe, expect, it } from '@jest/globals';
import { isText, pageText, partsOf, tidy } from './paragraphs.rules.js';
import type { PlacedText } from './text-worker.types.js';

const line = (text: string, y: number, size = 11): PlacedText => ({ text, endsLine: true, y, size });

describe('the text of a page', () => {
  it('joins lines that were broken to fit the paper, and keeps paragraphs, headings and points apart', () => {
    const items = [
      line('1 Scope', 760, 16),
      line('This policy applies to everybody who', 740),
      line('cares for adults.', 726),
      line('A copy is accepted.', 700),
      line('1. Look for the document.', 686),
      line('2. Ask the', 672),
      line('family.', 658),
    ];
    expect(pageText(items).split('\n\n')).toEqual([
      '1 Scope',
      'This policy applies to everybody who cares for adults.',
      'A copy is accepted.',
      '1. Look for the document.',
      '2. Ask the family.',
    ]);
  });

  it('puts together what stands in one line, and goes on at the head of a second column', () => {
    const part = (text: string, y: number): PlacedText => ({ text, endsLine: false, y, size: 11 });
    expect(pageText([part('It is ', 700), part('kept', 700), line(' here.', 700), line('Second column.', 760)])).toBe(
      'It is kept here.\n\nSecond column.',
    );
    expect(pageText([])).toBe('');
  });
});

describe('the parts of a text without pages', () => {
  it('are cut between paragraphs and lose nothing', () => {
    const paragraphs = Array.from({ length: 40 }, (_, at) => `Paragraph ${String(at)} ${'word '.repeat(60)}end.`);
    const parts = partsOf(paragraphs.join('\n\n'));
    expect(parts.length).toBeGreaterThan(2);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(4_001);
    expect(parts.join('\n\n')).toBe(paragraphs.join('\n\n'));
  });

  it('bounds a paragraph that never ends', () => {
    expect(partsOf('x'.repeat(450_000)).map((part) => part.length)).toEqual([200_000, 200_000, 50_000]);
    expect(partsOf(' \n\n ')).toEqual([]);
  });
});

it('a text loses what no page can show', () => {
  expect(tidy('A\u0000 \u00adco\u00adpy\r\nis \t kept\ud800.\n\n\n\nEnd\f')).toBe('A copy\nis kept�.\n\nEnd');
});

it('a stamp on a scan is no text', () => {
  expect(isText(['Scanned 12', '', ''])).toBe(false);
  expect(isText(['', 'A copy is accepted by the ward.'])).toBe(true);
});
