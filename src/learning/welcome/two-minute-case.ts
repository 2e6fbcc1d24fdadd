import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Nation, nations } from '../../organisations/organisations.types.js';
import { PRODUCT_FOLDER } from '../../platform/shipped-data.js';

const FILE = 'content/welcome/case.yaml';

const law = z.object({
  nations: z.array(z.enum(nations)).nonempty(),
  name: z.string(),
  term: z.string(),
  feedback: z.record(z.string(), z.string()),
  points: z.array(z.object({ text: z.string(), provision: z.string(), url: z.url() })).nonempty(),
});

const caseFile = z
  .object({
    title: z.string(),
    reviewed_by: z.string().nullable(),
    reviewed_on: z.string().nullable(),
    story: z.array(z.string()).nonempty(),
    question: z.string(),
    options: z.array(z.object({ key: z.string(), text: z.string() })).nonempty(),
    best: z.string(),
    laws: z.array(law),
  })
  .superRefine((file, context) => {
    const keys = file.options.map((option) => option.key);
    const complain = (message: string) => {
      context.addIssue({ code: 'custom', message });
    };
    if (!keys.includes(file.best)) complain(`best names "${file.best}", which is no option`);
    for (const nation of nations) {
      const laws = file.laws.filter((one) => one.nations.includes(nation));
      if (laws.length !== 1) complain(`${nation} needs exactly one law, it has ${String(laws.length)}`);
      for (const key of keys)
        if (laws.some((one) => one.feedback[key] === undefined)) complain(`${nation} has no feedback for "${key}"`);
    }
  });

type CaseFile = z.output<typeof caseFile>;

/** The case on the home page: one story, one question, and what each nation's law says to it. */
export class TwoMinuteCase {
  private constructor(readonly file: CaseFile) {}

  /** Reads the shipped file. Throws with every fault of it. */
  static load(): TwoMinuteCase {
    const parsed = caseFile.safeParse(parse(readFileSync(path.join(PRODUCT_FOLDER, FILE), 'utf8')));
    if (!parsed.success) throw new Error(`${FILE}: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
    return new TwoMinuteCase(parsed.data);
  }

  hasOption(key: string): boolean {
    return this.file.options.some((option) => option.key === key);
  }

  /** What the law of the nation says to an answer; undefined when there is no such answer. */
  outcome(nation: Nation, answer: string) {
    const found = this.file.laws.find((one) => one.nations.includes(nation));
    const feedback = found && this.hasOption(answer) ? found.feedback[answer] : undefined;
    if (!found || feedback === undefined) return undefined;
    return { right: answer === this.file.best, feedback, law: found };
  }
}
