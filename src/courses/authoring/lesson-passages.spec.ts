import { describe, expect, it } from '@jest/globals';
import { adviceOn } from './advice.rules.js';
import { passagesOf } from './lesson-passages.js';
import { splitLesson } from './lesson-source.js';
import { readingAge } from './reading-age.js';

const lesson = `---
slug: first
---

::: case "The letter" {#letter}
She has a letter. [@act s25]
:::

### Under the case

Read the [code of practice](https://example.org/code)
and **act**.

| Who | |
| --- | --- |
| A nurse | looks |

::: law {#law}
=== england wales
In England. [@act]
=== scotland
[Here](https://example.org/scotland).
:::

::: tailored copies informs {#copies}
=== variant one
when:
  question: copy_accepted
  is: copy_ok
--
One.
=== default
Everyone else.
:::

::: check-yourself {#check}
Which?

- [ ] This
  > No.
- [x] That
  > Yes.
:::
`;

describe('the passages of a lesson', () => {
  const passages = passagesOf(splitLesson(lesson)?.pieces ?? []);

  it('hold the words of every block, without citations and marks', () => {
    expect(passages.map(({ block, texts }) => [block, ...texts])).toEqual([
      ['letter', 'She has a letter.'],
      ['text-2', 'Read the code of practice and act.', 'A nurse', 'looks'],
      ['law', 'In England.', 'Here.'],
      ['copies', 'One.', 'Everyone else.'],
      ['check', 'Which?', 'This', 'No.', 'That', 'Yes.'],
    ]);
  });

  it('hold headings, links and the headings of tables', () => {
    expect(passages[0]?.headings).toEqual([{ level: 2, text: 'The letter' }]);
    expect(passages[1]).toMatchObject({
      headings: [{ level: 3, text: 'Under the case' }],
      links: [{ text: 'code of practice', href: 'https://example.org/code' }],
      tables: [['Who', '']],
    });
    expect(adviceOn(passages, null).map(({ block }) => block)).toEqual(['law', 'text-2']);
  });
});

describe('the reading age', () => {
  const easy = 'The cat sat on the mat. The dog ran to the door. ';
  const hard =
    'Notwithstanding the aforementioned considerations, practitioners contemplating discontinuation of life-sustaining interventions must demonstrate comprehensive familiarity with applicable statutory formalities. ';

  it('is higher where sentences and words are longer', () => {
    expect(readingAge([easy.repeat(10)])).toBeLessThan(8);
    expect(readingAge([hard.repeat(6)])).toBeGreaterThan(20);
  });

  it('is not told of a few words', () => {
    expect(readingAge([easy])).toBeNull();
  });
});
