import { describe, expect, it } from '@jest/globals';
import { shareBar } from './share-bar.rules.js';
import { yearLine } from './year-line.rules.js';

const widths = (svg: string) => [...svg.matchAll(/<rect[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width));

describe('a bar of shares', () => {
  it('gives each share its part of the width, and nothing to what is not there', () => {
    const shares = [
      { look: 'stated', count: 1 },
      { look: 'absent', count: 0 },
      { look: 'unknown', count: 3 },
    ];
    expect(widths(shareBar(shares))).toEqual([50, 150]);
  });

  it('is empty where there is no whole', () => {
    expect(widths(shareBar([{ look: 'stated', count: 0 }]))).toEqual([]);
    expect(shareBar([])).toContain('<svg');
  });

  it('carries no style that the content policy would refuse', () => {
    expect(shareBar([{ look: 'stated', count: 2 }])).not.toContain('style=');
    expect(yearLine([{ at: 2026.2, past: true }], 2026.9)).not.toContain('style=');
  });
});

describe('a line of years', () => {
  it('shows what has passed apart from what lies ahead', () => {
    const svg = yearLine(
      [
        { at: 2018.2, past: true },
        { at: 2027.5, past: false },
      ],
      2026.9,
    );
    expect(svg.match(/bh-years__dot--past/g)).toHaveLength(1);
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg).toContain('>2018<');
  });

  it('stacks what falls into the same quarter, and holds without any date', () => {
    const same = yearLine(
      [
        { at: 2027.5, past: false },
        { at: 2027.51, past: false },
      ],
      2026.9,
    );
    const heights = [...same.matchAll(/cy="([\d.]+)"/g)].map(([, y]) => y);
    expect(new Set(heights).size).toBe(2);
    expect(yearLine([], 2026.9)).toContain('<svg');
  });
});
