import { describe, expect, it } from '@jest/globals';
import { reviewLine } from './review-line.rules.js';
import { shareBar } from './share-bar.rules.js';
import { stateBar } from './state-bar.rules.js';

const count = (svg: string | null, pattern: RegExp) => [...(svg ?? '').matchAll(pattern)].length;
const widths = (svg: string) => [...svg.matchAll(/<rect[^>]* width="([\d.]+)%?"/g)].map(([, width]) => Number(width));

describe('charts', () => {
  it('draw parts as long as their shares, each with its own pattern', () => {
    const bar = stateBar([
      { kind: 'stated', count: 3 },
      { kind: 'absent', count: 0 },
      { kind: 'unknown', count: 1 },
    ]);
    expect(widths(bar)).toEqual([180, 60]);
    expect([...bar.matchAll(/url\(#bh-(\w+)\)/g)].map(([, kind]) => kind)).toEqual(['stated', 'unknown']);
    expect(bar).toContain('>3</text>');
  });

  it('leave out a number that does not fit, and bear nothing at all', () => {
    const bar = stateBar([
      { kind: 'stated', count: 1 },
      { kind: 'unknown', count: 207 },
    ]);
    expect(bar).not.toContain('>1</text>');
    expect(bar).toContain('>207</text>');
    expect(widths(stateBar([]))).toEqual([]);
    expect(widths(shareBar(0, 0))).toEqual([0]);
    expect(widths(shareBar(9, 3))).toEqual([100]);
  });

  it('tell review dates that have passed apart by their shape; a month passes with its last day', () => {
    const line = reviewLine(['2026-11', '2026-11-22', '2018', '2027-01'], '2026-11-23');
    expect([count(line, /<polygon/g), count(line, /<circle/g)]).toEqual([2, 2]);
    expect(reviewLine([], '2026-11-23')).toBeNull();
  });

  it('say how many more there are where too many stand above each other', () => {
    const line = reviewLine(
      Array.from({ length: 30 }, () => '2019-04'),
      '2026-11-23',
    );
    expect(count(line, /<polygon/g)).toBe(7);
    expect(line).toContain('>+23</text>');
  });

  it('hold nothing that a strict content security policy refuses', () => {
    const line = reviewLine(['2019-04'], '2026-11-23') ?? '';
    expect(line + stateBar([{ kind: 'stated', count: 1 }]) + shareBar(1, 2)).not.toMatch(/style=|<script|on\w+=/);
  });
});
