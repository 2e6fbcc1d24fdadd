import { describe, expect, it } from '@jest/globals';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import type { Source } from '../courses.types.js';
import { splitLesson } from './lesson-source.js';
import { beginningOf, blockWords, plainWords, questionWords, titleOf } from './piece-words.js';
import { splitQuestions } from './question-pieces.js';

const act = { id: 'mca2005', short: 'Mental Capacity Act 2005' } as Source;
const copies = {
  key: 'copy_accepted',
  shortName: 'Copies',
  wording: 'Does the policy accept a copy?',
  options: [{ value: 'copy_ok', label: 'Yes, a copy' }],
} as unknown as PolicyQuestion;
const named = { questions: [copies], sources: new Map([['mca2005', act]]) };
const pieces =
  splitLesson(`---
slug: one
---

::: case "Mr Okafor’s letter" {#okafor}
He wrote **it** _himself_, in file_names_too. See [the page](https://a.example/x).
:::

::: fact copy_accepted {#where}
=== stated
It says {{answer}}.
:::

::: tailored copies informs {#copies}
=== variant copy-enough
when:
  question: copy_accepted
  is: copy_ok
--
Take a copy. [@mca2005 s25(2)]
=== default
Ask.
:::
`)?.pieces ?? [];
const at = (index: number) => pieces[index] ?? { id: '', name: '', args: '', addresses: [], body: '', raw: '' };

describe('a block as it is read', () => {
  it('has a title of its own, or that of its policy question', () => {
    expect(pieces.map((piece) => titleOf(piece, [copies]))).toEqual(['Mr Okafor’s letter', 'Copies', null]);
  });

  it('shows no mark of a file, a rule as a sentence and a citation by its source', () => {
    expect(blockWords(at(2), named)).toBe(
      'For learners whose Trust’s answer to “Does the policy accept a copy?” is “Yes, a copy”: Take a copy. [Mental Capacity Act 2005, s25(2)]\n\nFor everyone else: Ask.',
    );
    expect(blockWords(at(0), named)).toContain(
      'He wrote it himself, in file_names_too. See the page (https://a.example/x).',
    );
    expect(blockWords(at(1), named)).toContain('When the policy says so: It says [the Trust’s answer].');
    expect(beginningOf(at(2), [copies])).not.toMatch(/when:|===|copy_ok|s25/);
  });

  it('says of a question which options are right', () => {
    const [piece] = splitQuestions('## one {outcome=1}\nIs it?\n- [x] Yes\n  > Well done\n- [ ] No\n');
    expect(piece && questionWords(piece, named)).toBe(
      'Outcome 1\n\nIs it?\n\nRight: Yes\nFeedback: Well done\n\nWrong: No',
    );
  });

  it('keeps lists and tables as lines', () => {
    expect(plainWords('## Heading\n\n- one\n- two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |', new Map())).toBe(
      'Heading\n\n• one\n• two\n\na | b\n1 | 2',
    );
  });
});
