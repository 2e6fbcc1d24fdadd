import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestApp } from '../support/test-app.js';
import { PublishingService } from '../../src/courses/publishing.service.js';

const course = `---
slug: small
title: A small course
code: BH-TEST-1
summary: A course that exists in tests alone.
minutes: 20
pass_mark: 80
attempts: 3
fact_age_limit_months: 24
audience: Nobody
outcomes:
  - { id: 1, text: Pass a test }
credits:
  - Written for the tests
---

The words that introduce it.
`;

const sources = `- id: mca2005
  kind: law
  title: Mental Capacity Act 2005
  publisher: legislation.gov.uk
  url: https://www.legislation.gov.uk/ukpga/2005/9
  nation: england_wales
  checked_on: 2026-11-01
- id: awia2000
  kind: law
  title: Adults with Incapacity (Scotland) Act 2000
  publisher: legislation.gov.uk
  url: https://www.legislation.gov.uk/asp/2000/4
  nation: scotland
  checked_on: 2026-11-01
`;

const first = (copies: string) => `---
slug: papers
title: Papers
minutes: 5
outcomes: [1]
summary: Copies and originals.
distressing: A man dies in this lesson.
---

::: case "The photograph" distressing {#photograph}
He sent a photograph before he died.
:::

::: law {#the-law}
=== england wales
The Act asks for no original. [@mca2005 s25]
=== scotland
The common law governs. [@awia2000]
=== northern_ireland
No Act governs it yet.
:::

::: tailored copies informs {#copies}
=== variant copy-enough
when:
  question: copy_accepted
  is: copy_ok
--
${copies}
=== variant original
when:
  question: copy_accepted
  is: original_required
--
Here the original is asked for.
=== default
Ask where you work whether a copy is enough.
:::
`;

const second = `---
slug: recording
title: Recording
minutes: 5
outcomes: [1]
summary: Where it is kept.
---

::: case "A paper" {#opening}
Somebody has a paper.
:::

::: check-yourself ordering {#order}
In which order?

- [1] Read it
  > First of all.
- [2] Follow it
  > Then.
- [3] Write it down
  > At the end.
:::

::: check-yourself matching {#match}
What is it for?

- [To refuse] A decision
  > It refuses.
- [To wish] A statement
  > It wishes.
- [To order]
:::

::: check-yourself multiple {#tick}
Which are papers?

- [x] A decision
  > It is.
- [x] A statement
  > It is.
- [ ] A wish
  > It is none.
:::

::: fact record_location {#where}
=== stated
It is kept here: {{answer}}
=== unknown
Nobody knows where it is kept.
:::
`;

const third = `---
slug: doubt
title: Doubt
minutes: 5
outcomes: [1]
summary: What to do in doubt.
---

::: case "A paper" {#opening}
Somebody has a paper.
:::

Ask at once. [@mca2005 s26(5)]
`;

const fourth = `---
slug: family
title: Family
minutes: 5
outcomes: [1]
summary: What families know.
---

::: case "A paper" {#opening}
Somebody has a paper.
:::

Listen to them. [@mca2005 s25]
`;

const question = (key: string) => `## ${key} {outcome=1}
What is right about ${key}?

- [ ] Not this
  > This is wrong. [@mca2005 s25]
- [x] This
  > This is right.
- [ ] Nor this
  > This is wrong as well.
`;

const local = `## local-copy {outcome=1 local=copy_accepted}
What does the policy where you work accept?

- [copy_ok] A copy
  > A copy is read.
- [original_required] The original
  > The original is asked for.
`;

/** A question of each kind but the one that most are of. */
export const questionsOfAllKinds = `## several {outcome=1 kind=multiple}
Which of these does the Act ask for? [@mca2005 s25]

- [x] Writing
  > It asks for writing.
- [x] A witness
  > It asks for a witness.
- [ ] A solicitor
  > It asks for none.
- [ ] A fee
  > It costs nothing.

## in-order {outcome=1 kind=ordering}
In which order?

- [1] Find it
  > First it has to be there.
- [2] Read it
  > Then it is read.
- [3] Follow it
  > Then it is followed.

## pairs {outcome=1 kind=matching}
What does each do?

- [Refuses treatment] An **advance decision**
  > It refuses.
- [Appoints somebody] A lasting power of attorney
  > It appoints.
- [Says what is wished for] An advance statement
  > It says what is wished for.
- [Orders treatment]

## true-or-false {outcome=1 kind=true-false}
It may be made by anybody of 18 with capacity.

- [x] True
  > It may.
- [ ] False
  > It may.
`;

/** A case of three steps behind a question of its own. */
export const questionsOfACase = `## alone {outcome=1}
What is asked outside of the case?

- [x] This
  > This is right.
- [ ] That
  > This is wrong.

## arrives {outcome=1}
case: Mr Fiktiv is brought in
He carries a paper. What first?

- [x] Read it
  > Read it first.
- [ ] Lose it
  > Never.

## daughter {outcome=1 kind=multiple}
after: arrives
His daughter says that it is his. What follows?

- [x] Ask her more
  > She may know.
- [x] Look who witnessed it
  > It has to be witnessed.
- [ ] Throw it away
  > Never.

## worse {outcome=1}
after: daughter
He is worse now. What then?

- [x] Follow it
  > It applies.
- [ ] Wait
  > There is nothing to wait for.
`;

/**
 * Puts a course of three lessons and five core questions into the catalogue; `edition` 2 changes one and adds one.
 * `questions`: others in their place. `settings`: more lines of course.md.
 */
export async function publishSmallCourse(
  app: TestApp,
  edition: 1 | 2 = 1,
  questions?: string,
  settings: string[] = [],
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'small-course-'));
  mkdirSync(path.join(folder, 'lessons'));
  mkdirSync(path.join(folder, 'questions'));
  const files = {
    'course.md': course.replace('attempts: 3', ['attempts: 3', ...settings].join('\n')),
    'sources.yaml': sources,
    'lessons/01-papers.md': first(edition === 1 ? 'Here a copy is enough.' : 'Here a clear copy is enough.'),
    'lessons/02-recording.md': second,
    'lessons/03-doubt.md': third,
    ...(edition === 2 ? { 'lessons/04-family.md': fourth } : {}),
    'questions/01-all.md': questions ?? [...['one', 'two', 'three', 'four', 'five'].map(question), local].join('\n'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  await app.get<PublishingService>(PublishingService).publish(folder);
  rmSync(folder, { recursive: true });
}
