import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The files of the smallest course that can be published. Tests change one and see what is said. */
export const smallestCourse: Record<string, string> = {
  'course.md': `---
slug: smallest
title: The smallest course
code: BH-TEST-2
summary: It exists in tests alone.
minutes: 10
pass_mark: 80
attempts: unlimited
fact_age_limit_months: 24
audience: Nobody
outcomes:
  - { id: 1, text: Pass a test }
---

What introduces it.
`,
  'sources.yaml': `- id: mca2005
  kind: law
  title: Mental Capacity Act 2005
  publisher: legislation.gov.uk
  url: https://www.legislation.gov.uk/ukpga/2005/9
  nation: england_wales
  checked_on: 2026-11-01
`,
  'lessons/01-first.md': `---
slug: first
title: The first lesson
minutes: 5
outcomes: [1]
summary: There is only one.
---

::: case "A case" {#opening}
Somebody has a paper.
:::

The Act says so. [@mca2005 s25(5)-(6)]

::: law {#law}
=== england wales
It must be in writing. [@mca2005 s25(6)]
=== scotland northern_ireland
No Act says how.
:::

::: tailored copies informs {#copies}
=== variant copy
when:
  question: copy_accepted
  is: copy_ok
--
A copy is accepted.
=== default
Nobody knows.
:::

::: fact record_location {#where}
=== stated
It is kept here: {{answer}}.
:::

::: check-yourself {#check}
Which?

- [ ] This
  > No.
- [x] That
  > Yes.
:::
`,
  'questions/01.md': `## one {outcome=1}
Which is right?

- [ ] The first
  > No, because.
- [x] The second
  > Yes. [@mca2005 s26(1)]

## local-one {outcome=1 local=copy_accepted}
What does your policy accept?

- [copy_ok] A copy
  > Then read it.
- [original_required] The original
  > Then ask for it.
`,
};

/** Writes the smallest course, with these files otherwise (null: without it), into a folder of its own. */
export async function courseFolder(changes: Record<string, string | null> = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'course-'));
  for (const [name, content] of Object.entries({ ...smallestCourse, ...changes })) {
    if (content === null) continue;
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** One of the course's files with a piece of it replaced; throws when the piece is not in it. */
export function changed(file: string, piece: string, by: string): Record<string, string> {
  const content = smallestCourse[file];
  if (!content?.includes(piece)) throw new Error(`${file} does not hold ${piece}`);
  return { [file]: content.replace(piece, by) };
}
