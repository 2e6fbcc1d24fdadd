import { describe, expect, it } from '@jest/globals';
import type { Source } from '../courses.types.js';
import { sourcesIn, withSource } from './sources-file.js';

const file = `# Looked up with care.

- id: act
  kind: law
  title: The Act
  short: Act
  publisher: A register
  url: https://example.org/act
  nation: uk
  checked_on: 2026-11-01 # by hand
  provision: s1
- id: study
  kind: study
  title: A study
  publisher: A journal
  url: https://example.org/study
  nation: uk
  checked_on: 2026-11-01
`;

const act: Source = {
  id: 'act',
  kind: 'law',
  title: 'The Act 2026',
  short: 'The Act 2026',
  publisher: 'A register',
  url: 'https://example.org/act',
  nation: 'uk',
  checkedOn: '2026-11-20',
  provision: null,
  commencement: 'In force since: 1 January 2026',
};

describe('the sources of a draft', () => {
  it('take over a source in its place, and leave the rest and its comments alone', () => {
    const text = withSource(file, act);
    expect(sourcesIn(text)?.get('act')).toEqual(act);
    expect(text).toMatch(/^# Looked up with care\.\n/);
    expect([...(sourcesIn(text)?.keys() ?? [])]).toEqual(['act', 'study']);
    expect(text.slice(text.indexOf('- id: study'))).toBe(file.slice(file.indexOf('- id: study')));
    expect(withSource(text, act)).toBe(text);
  });

  it('get a new source at the end, the first one as well', () => {
    const added = withSource(file, { ...act, id: 'other' });
    expect([...(sourcesIn(added)?.keys() ?? [])]).toEqual(['act', 'study', 'other']);
    expect(sourcesIn(withSource('[]\n', act))?.get('act')).toEqual(act);
  });

  it('stay as they are while they cannot be read', () => {
    expect(withSource('- id: [', act)).toBe('- id: [');
    expect(sourcesIn('- id: [')).toBeUndefined();
  });
});
