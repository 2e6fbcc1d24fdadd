import { expect, it } from '@jest/globals';
import { notes } from './text-notes.rules.js';

const read = { pages: ['Text', 'Text'], unreadable: [], beyond: 0, isCutOff: false, kind: 'pdf' };

it('nothing is said of a text that is whole', () => {
  expect(notes(read)).toBeNull();
});

it('what is missing is said, page by page as far as that helps', () => {
  expect(notes({ ...read, pages: ['Text', '', 'Text', ''], unreadable: [4] })).toBe(
    'Page 4 could not be read. Page 2 holds no text: a picture, a scan or nothing.',
  );
  expect(notes({ ...read, pages: ['', ...Array.from({ length: 12 }, () => ''), 'Text'] })).toContain(
    'Pages 1, 2, 3, 4, 5, 6, 7, 8 and 5 others hold no text',
  );
  expect(notes({ ...read, isCutOff: true, beyond: 3 })).toBe(
    'The end of the file is missing, so pages may be missing too. Only the first 2 pages were read.',
  );
});
