import { describe, expect, it } from '@jest/globals';
import { type KnownBody, NameIndex, normalisedName } from './body-name.rules.js';

const never = { keepClosed: () => false };
const name = (organisationId: string, text: string, current = true) => ({ organisationId, name: text, current });
const open: KnownBody = { closedOn: null, successorIds: [] };
const closed = (...successorIds: string[]): KnownBody => ({ closedOn: '2024-09-30', successorIds });

describe('a name is compared', () => {
  it.each([
    ['Riverbank NHS Foundation Trust', 'RIVERBANK NHS FT'],
    ['Riverbank NHS Foundation Trust', 'riverbank nhsft'],
    ['Riverbank NHS Trust', 'Riverbank NHS Foundation Trust'],
    ['The Riverbank & Moor NHS Trust', 'Riverbank and Moor, NHS Trust'],
    ["St George's University Hospitals", 'St. Georges University Hospitals NHS Foundation Trust'],
    ['Ynys UHB', 'Ynys University Health Board'],
    ['Western Health and Social Care Trust', 'Western HSC Trust'],
  ])('%s is %s', (one, other) => {
    expect(normalisedName(one)).toBe(normalisedName(other));
  });

  it.each([
    ['North Riverbank NHS Trust', 'South Riverbank NHS Trust'],
    ['NHS Fife', 'NHS Forth Valley'],
    ['Riverbank Community NHS Trust', 'Riverbank NHS Trust'],
  ])('%s is not %s', (one, other) => {
    expect(normalisedName(one)).not.toBe(normalisedName(other));
  });

  it('that is nothing but a legal form stays', () => {
    expect(normalisedName('The NHS Trust')).toBe('the nhs trust');
  });
});

describe('a body', () => {
  it('is found by its name, normalised, and by a former one', () => {
    const index = new NameIndex([name('a', 'Riverbank NHS Trust'), name('a', 'Old Mill NHS Trust', false)], new Map());
    expect(index.match(' Riverbank  NHS Trust', never)).toEqual({ organisationId: 'a', by: 'exact' });
    expect(index.match('riverbank nhs ft', never)).toEqual({ organisationId: 'a', by: 'normalised' });
    expect(index.match('Old Mill NHS FT', never)).toEqual({ organisationId: 'a', by: 'former_name' });
    expect(index.match('Elsewhere', never)).toBeUndefined();
  });

  it('that matches two is in doubt, and letter for letter it is not', () => {
    const index = new NameIndex(
      [name('a', 'Riverbank NHS Trust'), name('b', 'Riverbank NHS Foundation Trust')],
      new Map(),
    );
    expect(index.match('RIVERBANK', never)).toEqual({ candidateIds: ['a', 'b'] });
    expect(index.match('Riverbank NHS Trust', never)).toEqual({ organisationId: 'a', by: 'exact' });
  });

  it('that closed is its only successor, through several closures', () => {
    const names = [name('a', 'A'), name('b', 'B'), name('c', 'C')];
    const index = new NameIndex(
      names,
      new Map([
        ['a', closed('b')],
        ['b', closed('c')],
        ['c', open],
      ]),
    );
    expect(index.match('A', never)).toEqual({ organisationId: 'c', by: 'successor' });
    expect(index.match('A', { keepClosed: (id) => id === 'a' })).toEqual({ organisationId: 'a', by: 'exact' });
  });

  it('that was split is in doubt; one without a known successor, or in a circle, stays itself', () => {
    const names = [name('a', 'A'), name('x', 'X'), name('y', 'Y')];
    const index = new NameIndex(
      names,
      new Map([
        ['a', closed('b', 'c')],
        ['x', closed()],
        ['y', closed('y')],
      ]),
    );
    expect(index.match('A', never)).toEqual({ candidateIds: ['b', 'c'] });
    expect(index.match('X', never)).toEqual({ organisationId: 'x', by: 'exact' });
    expect(index.match('Y', never)).toEqual({ organisationId: 'y', by: 'exact' });
  });
});
