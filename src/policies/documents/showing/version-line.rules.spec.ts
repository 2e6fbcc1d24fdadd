import { expect, it } from '@jest/globals';
import { versionLine } from './version-line.rules.js';

const version = (lineage: string, replacesLineage: string | null = null) => ({ lineage, replacesLineage });

it('a document stands among its versions, the latest first, wherever one begins', () => {
  const all = [version('b', 'a'), version('a'), version('c', 'b'), version('other')];
  for (const one of all.slice(0, 3))
    expect(versionLine(one, all).map(({ lineage }) => lineage)).toEqual(['c', 'b', 'a']);
  expect(versionLine(version('other'), all)).toHaveLength(1);
  expect(versionLine(version('d', 'gone'), all)).toHaveLength(1);
});

it('a line that bites its tail comes to an end', () => {
  const all = [version('a', 'b'), version('b', 'a')];
  expect(versionLine(version('a', 'b'), all)).toHaveLength(2);
});
