import { describe, expect, it } from '@jest/globals';
import type { Source } from './courses.types.js';
import { withSections } from './section-links.rules.js';

const source = (id: string, url: string) => ({ id, url }) as Source;
const sources = [
  source('mca', 'https://www.legislation.gov.uk/ukpga/2005/9'),
  source('code', 'https://www.gov.uk/code'),
  source('part', 'https://www.legislation.gov.uk/ukpga/2005/9/part/1'),
];
const cite = (id: string, words: string) => `<p><a class="bh-cite" href="#source-${id}">${words}</a></p>`;
const leads = (id: string, words: string) => /href="([^"]+)"/.exec(withSections(cite(id, words), sources))?.[1];

describe('a citation', () => {
  it('opens the section of the Act that it names', () => {
    for (const [words, section] of [
      ['s25', '25'],
      ['s25(5)-(6)', '25'],
      ['ss275-276', '275'],
      ['s58A', '58A'],
      ['s25(2), s26(1)', '25'],
    ] as const)
      expect(leads('mca', `Mental Capacity Act 2005, ${words}`)).toBe(
        `https://www.legislation.gov.uk/ukpga/2005/9/section/${section}`,
      );
  });

  it('leads to the list of sources where it names none, or is of no whole Act', () => {
    for (const [id, words] of [
      ['mca', 'Mental Capacity Act 2005'],
      ['mca', 'Mental Capacity Act 2005, Part 5'],
      ['mca', 'Mental Capacity Act 2005, Explanatory Notes to ss9-12'],
      ['code', 'Code of Practice, s25'],
      ['part', 'Part 1, s2'],
      ['unknown', 'Something, s2'],
    ] as const)
      expect(leads(id, words)).toBe(`#source-${id}`);
  });

  it('keeps its words, and all around it', () => {
    const html = `${cite('mca', 'MCA, s4')}<p>and</p>${cite('code', 'the Code')}`;
    expect(withSections(html, sources).replaceAll(/<a [^>]+>/g, '<a>')).toBe(html.replaceAll(/<a [^>]+>/g, '<a>'));
  });
});
