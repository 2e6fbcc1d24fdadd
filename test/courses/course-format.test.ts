import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readCourse } from '../../src/courses/format/course-folder.js';
import { problemInWords } from '../../src/courses/format/problems.js';
import { readDirectory } from '../../src/courses/portable/course-directory.js';
import type { PolicyQuestion } from '../../src/policies/policies.types.js';
import { changed, courseFolder } from './course-files.js';
import { questionsOfAllKinds } from '../learning/small-course.js';

const root = path.resolve(import.meta.dirname, '../..');
const catalogue = (
  parse(readFileSync(path.join(root, 'data/policies/questions.yaml'), 'utf8')) as {
    key: string;
    kind: PolicyQuestion['kind'];
    options?: Record<string, string>;
  }[]
).map(({ key, kind, options }): PolicyQuestion => ({
  id: key,
  key,
  wording: key,
  shortName: key,
  topic: 'policy',
  kind,
  options: Object.entries(options ?? {}).map(([value, label]) => ({ value, label })),
  retired: false,
}));

async function read(changes: Record<string, string | null> = {}) {
  const { folder, remove } = await courseFolder(changes);
  try {
    return readCourse((await readDirectory(folder)).files, catalogue);
  } finally {
    await remove();
  }
}

async function problems(changes: Record<string, string | null>): Promise<string[]> {
  const answer = await read(changes);
  return 'problems' in answer ? answer.problems.map(problemInWords) : [];
}

describe('the files of a course', () => {
  it('say which policy questions a lesson or a block addresses, and no others than there are', async () => {
    const declared = (keys: string) =>
      changed('lessons/01-first.md', 'summary: There', `addresses: [${keys}]\nsummary: There`);
    const block = { ...declared('mca_lead') };
    const file = block['lessons/01-first.md'] ?? '';
    const both = { 'lessons/01-first.md': file.replace('{#law}', '{#law addresses=emergency_rule,mca_lead}') };
    const answer = await read(both);
    if (!('course' in answer)) throw new Error(answer.problems.map(problemInWords).join('\n'));
    expect(answer.course.lessons[0]?.addresses).toEqual(['mca_lead', 'emergency_rule']);
    const [fault = ''] = await problems(declared('nothing_such'));
    expect(fault).toContain('lessons/01-first.md:6: There is no policy question "nothing_such". The questions are ');
    const [inBlock = ''] = await problems({
      'lessons/01-first.md': file.replace('{#law}', '{#law addresses=nothing_such}'),
    });
    expect(inBlock).toMatch(/lessons\/01-first\.md:16: There is no policy question "nothing_such"/);
  });

  it('make lessons with blocks, citations and sources, and questions', async () => {
    const answer = await read();
    if (!('course' in answer)) throw new Error(answer.problems.map(problemInWords).join('\n'));
    const { lessons, questions, coreQuestionCount } = answer.course;
    expect(lessons[0]?.blocks.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'case opening',
      'text text-2',
      'law law',
      'tailored copies',
      'fact where',
      'check_yourself check',
    ]);
    expect(lessons[0]?.blocks[1]).toMatchObject({
      html: '<p>The Act says so. <a class="bh-cite" href="#source-mca2005">Mental Capacity Act 2005, s25(5)-(6)</a></p>',
    });
    expect(lessons[0]?.references.map(({ id }) => id)).toEqual(['mca2005']);
    expect(
      questions.map(({ key, core, options }) => [key, core, options.map(({ id, correct }) => [id, correct])]),
    ).toEqual([
      [
        'one',
        true,
        [
          ['a', false],
          ['b', true],
        ],
      ],
      [
        'local-one',
        false,
        [
          ['copy_ok', false],
          ['original_required', false],
        ],
      ],
    ]);
    expect(coreQuestionCount).toEqual({ england: 1, wales: 1, scotland: 1, northern_ireland: 1 });
  });

  it('make questions of every kind, with the places, the matches and what belongs to nothing', async () => {
    const answer = await read({ 'questions/01.md': questionsOfAllKinds });
    if (!('course' in answer)) throw new Error(answer.problems.map(problemInWords).join('\n'));
    const [several, order, pairs, statement] = answer.course.questions;
    expect(several).toMatchObject({ kind: 'multiple', core: true });
    expect(several?.options.map(({ correct }) => correct)).toEqual([true, true, false, false]);
    expect(order?.options.map(({ place, correct }) => [place, correct])).toEqual([
      [1, false],
      [2, false],
      [3, false],
    ]);
    expect(pairs?.choices?.map(({ text }) => text)).toEqual([
      'Refuses treatment',
      'Appoints somebody',
      'Says what is wished for',
      'Orders treatment',
    ]);
    expect(pairs?.options.map(({ html, match }) => [html, match])).toEqual([
      ['An <strong>advance decision</strong>', 'a'],
      ['A lasting power of attorney', 'b'],
      ['An advance statement', 'c'],
    ]);
    expect(statement).toMatchObject({ kind: 'true_false', options: [{ correct: true }, { correct: false }] });
  });

  it('count the questions that a draw leaves', async () => {
    const lone = (key: string) => `## ${key} {outcome=1 tags=few}\nWhat?\n\n- [x] A\n  > A.\n- [ ] B\n  > B.\n\n`;
    const settings = 'check: { shuffle: true, draw: [{ tag: few, count: 2 }] }\n---\n\nWhat introduces';
    const answer = await read({
      ...changed('course.md', '---\n\nWhat introduces', settings),
      'questions/01.md': ['one', 'two', 'three'].map(lone).join('') + lone('always').replace(' tags=few', ''),
    });
    if (!('course' in answer)) throw new Error(answer.problems.map(problemInWords).join('\n'));
    expect(answer.course.coreQuestionCount).toEqual({ england: 3, wales: 3, scotland: 3, northern_ireland: 3 });
    expect(answer.course.fields.check).toEqual({ shuffle: true, draws: [{ tag: 'few', count: 2 }] });
  });

  it('are the same course with other line ends, and another with one other letter', async () => {
    const sha = async (changes: Record<string, string>) => {
      const answer = await read(changes);
      return 'course' in answer ? answer.course.sha256 : null;
    };
    const windows = Object.fromEntries(
      Object.entries((await import('./course-files.js')).smallestCourse).map(([name, text]) => [
        name,
        text.replaceAll('\n', '\r\n'),
      ]),
    );
    expect(await sha(windows)).toBe(await sha({}));
    expect(await sha(changed('lessons/01-first.md', 'There is only one', 'There is just one'))).not.toBe(await sha({}));
  });

  it('cannot bring a script into a page', async () => {
    const nasty = 'A <script>alert(1)</script> [link](javascript:alert(1)) <img src=x onerror=alert(1)>';
    const answer = await read(changed('lessons/01-first.md', 'Somebody has a paper.', nasty));
    if (!('course' in answer)) throw new Error('It should be readable');
    const html = JSON.stringify(answer.course.lessons[0]?.blocks[0]);
    expect(html).not.toMatch(/<script|<img|href=\\"javascript/);
  });

  const lesson = (piece: string, by: string) => changed('lessons/01-first.md', piece, by);
  const question = (piece: string, by: string) => changed('questions/01.md', piece, by);
  /** Two questions with these lines under their headings. */
  const twoQuestions = (first: string, second: string): Record<string, string> => {
    const options = 'What?\n\n- [x] A\n  > A.\n- [ ] B\n  > B.\n';
    return { 'questions/01.md': `## one {outcome=1}\n${first}${options}\n## two {outcome=1}\n${second}${options}` };
  };
  it.each<[string, Record<string, string | null>, string]>([
    ['a file that is missing', { 'course.md': null }, 'course.md:1: The file is missing.'],
    [
      'front matter without an end',
      lesson('---\n\n:::', '\n\n:::'),
      'lessons/01-first.md:1: The file begins with front matter',
    ],
    ['a pass mark above 100', changed('course.md', 'pass_mark: 80', 'pass_mark: 120'), 'course.md:7: pass_mark:'],
    ['a pause of a month', changed('course.md', 'pass_mark: 80', 'pass_mark: 80\npause_minutes: 43200'), 'course.md:'],
    ['feedback at no time', changed('course.md', 'pass_mark: 80', 'pass_mark: 80\nfeedback: never'), 'course.md:'],
    ['a field that nobody knows', changed('course.md', 'audience:', 'listeners:'), 'course.md:'],
    [
      'a lesson that is too long',
      lesson('minutes: 5', 'minutes: 25'),
      'lessons/01-first.md:4: minutes: A lesson takes at most ten minutes',
    ],
    ['lessons longer than the course', changed('course.md', 'minutes: 10', 'minutes: 4'), 'The lessons take 5 minutes'],
    ['an outcome that is none', lesson('outcomes: [1]', 'outcomes: [7]'), 'There is no outcome 7'],
    [
      'a lesson without a case first',
      lesson('::: case "A case" {#opening}', 'Words.\n\n::: case "A case" {#opening}'),
      'lessons/01-first.md:9: A lesson opens with a case',
    ],
    [
      'a distressing case without notice',
      lesson('"A case"', '"A case" distressing'),
      'say in the front matter, under distressing',
    ],
    [
      'a block that is not closed',
      lesson('No Act says how.\n:::', 'No Act says how.'),
      'lessons/01-first.md:15: The block law is not closed.',
    ],
    ['a block without a key', lesson(' {#law}', ''), 'lessons/01-first.md:15: The block law needs a key'],
    ['a key used twice', lesson('{#law}', '{#opening}'), 'The key opening stands in line 9 already'],
    ['a block that does not exist', lesson('::: law', '::: lore'), 'There is no block "lore"'],
    ['a nation that is none', lesson('england wales', 'england cornwall'), 'There is no nation "cornwall"'],
    [
      'a nation told twice',
      lesson('scotland northern_ireland', 'scotland england'),
      'england stands in a part above already',
    ],
    ['a source that is not listed', lesson('[@mca2005 s25(5)-(6)]', '[@mca2006 s25]'), 'There is no source "mca2006"'],
    [
      'a rule that compares twice',
      lesson('  is: copy_ok', '  is: copy_ok\n  is_known: true'),
      'compared in exactly one way',
    ],
    ['a rule of nothing known', lesson('  question: copy_accepted', '  moon: full'), 'A rule is one of'],
    ['a policy question that is none', lesson('question: copy_accepted', 'question: shoe_size'), 'shoe_size'],
    ['an answer that is none', lesson('is: copy_ok', 'is: copy_perhaps'), 'copy_perhaps'],
    ['a variant without a default', lesson('=== default\nNobody knows.', ''), 'needs a part === default'],
    ['a variant without its rule', lesson('--\nA copy', 'A copy'), 'needs a line -- between its rule and its words'],
    [
      'a fact on nothing',
      lesson('::: fact record_location', '::: fact hat_size'),
      'There is no policy question "hat_size"',
    ],
    [
      'two right options',
      question('- [ ] The first', '- [x] The first'),
      'Exactly one option is right, marked - [x]; here 2 are',
    ],
    [
      'an option without feedback',
      question('  > No, because.\n', ''),
      'questions/01.md:4: Every option needs feedback',
    ],
    [
      'a draw of more than there are',
      changed(
        'course.md',
        '---\n\nWhat introduces',
        'check: { draw: [{ tag: few, count: 2 }] }\n---\n\nWhat introduces',
      ),
      '2 questions with the tag few are to be drawn, and there are fewer in England, Wales, Scotland, Northern Ireland.',
    ],
    [
      'a step of a case that may be drawn',
      {
        ...changed(
          'course.md',
          '---\n\nWhat introduces',
          'check: { draw: [{ tag: few, count: 1 }] }\n---\n\nWhat introduces',
        ),
        'questions/01.md': (twoQuestions('case: A case\n', 'after: one\n')['questions/01.md'] ?? '').replace(
          'outcome=1}',
          'outcome=1 tags=few}',
        ),
      },
      'A step of a case is never drawn',
    ],
    [
      'a case of one step',
      question('## one {outcome=1}', '## one {outcome=1}\ncase: A case'),
      'A case unfolds in steps: write the next one behind it, with after: one.',
    ],
    [
      'a step that goes on from nothing',
      question('## one {outcome=1}', '## one {outcome=1}\nafter: nothing'),
      'after names nothing, and there is no such question.',
    ],
    [
      'a step that goes on from what begins no case',
      twoQuestions('', 'after: one\n'),
      'It goes on from one, which begins no case',
    ],
    [
      'a step in another nation',
      twoQuestions('case: A case\n', 'after: one\nnations: [england]\n'),
      'Each step of a case is asked in the same nations. Here they differ: Wales, Scotland, Northern Ireland.',
    ],
    [
      'a local step',
      {
        'questions/01.md': `${twoQuestions('case: A case\n', '')['questions/01.md'] ?? ''}\n## three {outcome=1 local=copy_accepted}\nafter: two\nWhat?\n\n- [copy_ok] A\n  > A.\n- [original_required] B\n  > B.\n`,
      },
      'A local question may be left out, so that it is no step of a case.',
    ],
    [
      'a kind that is none',
      question('## one {outcome=1}', '## one {outcome=1 kind=essay}'),
      'The kind of a question is one of single, true-false, multiple, ordering, matching.',
    ],
    [
      'a kind on a local question',
      question('local=copy_accepted}', 'local=copy_accepted kind=multiple}'),
      'A local question has one right answer',
    ],
    [
      'several answers of which none is right',
      question(
        '## one {outcome=1}',
        '## one {outcome=1 kind=multiple}\n\n- [ ] A\n  > No.\n- [ ] B\n  > No.\n## two {outcome=1}',
      ),
      'Of several options at least one is right',
    ],
    [
      'true after false',
      question('## one {outcome=1}', '## one {outcome=1 kind=true-false}'),
      'A true/false question has two options, True and then False',
    ],
    [
      'places out of order',
      question('## one {outcome=1}', '## one {outcome=1 kind=ordering}'),
      'questions/01.md:4: Items stand in their right order, numbered from - [1]; here [] is where [1] belongs.',
    ],
    [
      'an item that is matched with nothing',
      question('## one {outcome=1}', '## one {outcome=1 kind=matching}'),
      'Say in [ ] what belongs to this item',
    ],
    [
      'a question without outcome',
      question('## one {outcome=1}', '## one'),
      'questions/01.md:1: A question begins with',
    ],
    [
      'a local answer that is none',
      question('- [copy_ok]', '- [copy_fine]'),
      'copy_fine is no answer to copy_accepted',
    ],
    [
      'a nation that is asked less',
      question('## one {outcome=1}', '## one {outcome=1}\nnations: [england]'),
      'Every nation is asked as many core questions',
    ],
    [
      'a version of nothing',
      question('## one {outcome=1}', '## one {outcome=1}\nvariant_of: two'),
      'there is no such question',
    ],
  ])('say where and how to mend %s', async (_what, changes, told) => {
    expect((await problems(changes)).join('\n')).toContain(told);
  });

  it('tell everything at once', async () => {
    expect(await problems({ ...lesson('minutes: 5', 'minutes: 25'), ...question('- [x]', '- [ ]') })).toHaveLength(2);
  });
});
