import { z } from 'zod';
import { professions } from '../../accounts/accounts.types.js';
import { nations, sectors } from '../../organisations/organisations.types.js';
import { isPartialDate } from '../../platform/civil-date.rules.js';
import type { AudienceRule, QuestionTest } from '../../tailoring/tailoring.types.js';

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.union([item.transform((one) => [one]), z.array(item).nonempty()]) as z.ZodType<z.output<Item>[]>;

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  listOf(z.enum(values, `It is one of ${values.join(', ')}.`));

const code = listOf(z.string().min(1));
// YAML reads yes and no without quotation marks as words here, but 2018 as a number and 2018-03-14 as words.
const option = z.union([z.string(), z.boolean().transform((value) => (value ? 'yes' : 'no'))]);
const date = z
  .union([z.string(), z.number().transform(String)])
  .refine(isPartialDate, 'It is a day, month or year such as 2018-03-14, 2018-03 or 2018.');

const questionFields = {
  question: z.string(),
  or_partial: z.boolean().default(false),
  is: option.optional(),
  is_one_of: z.array(option).nonempty().optional(),
  is_known: z.literal(true).optional(),
  is_unknown: z.literal(true).optional(),
  before: date.optional(),
  after: date.optional(),
  older_than: z.number().int().positive('It is a number of months.').optional(),
};

const questionRule = z.strictObject(questionFields).transform((given, context): AudienceRule => {
  const tests: QuestionTest[] = [];
  if (given.is !== undefined) tests.push({ kind: 'is', values: [given.is] });
  if (given.is_one_of) tests.push({ kind: 'is', values: given.is_one_of });
  if (given.is_known) tests.push({ kind: 'is_known' });
  if (given.is_unknown) tests.push({ kind: 'is_unknown' });
  if (given.before !== undefined) tests.push({ kind: 'before', date: given.before });
  if (given.after !== undefined) tests.push({ kind: 'after', date: given.after });
  if (given.older_than !== undefined) tests.push({ kind: 'older_than', months: given.older_than });
  const [test, ...others] = tests;
  if (!test || others.length > 0) {
    const message =
      'A question is compared in exactly one way: is, is_one_of, is_known, is_unknown, before, after or older_than.';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
  return { question: given.question, orPartial: given.or_partial, ...test };
});

const conditions = {
  all: z.lazy(() => z.array(audienceRule).nonempty()).transform((rules): AudienceRule => ({ kind: 'all', rules })),
  any: z.lazy(() => z.array(audienceRule).nonempty()).transform((rules): AudienceRule => ({ kind: 'any', rules })),
  not: z.lazy(() => audienceRule).transform((rule): AudienceRule => ({ kind: 'not', rule })),
  nation: oneOf(nations).transform((values): AudienceRule => ({ kind: 'nation', values })),
  region: code.transform((values): AudienceRule => ({ kind: 'region', values })),
  icb: code.transform((values): AudienceRule => ({ kind: 'icb', values })),
  organisation: code.transform((values): AudienceRule => ({ kind: 'organisation', values })),
  sector: oneOf(sectors).transform((values): AudienceRule => ({ kind: 'sector', values })),
  profession: oneOf(professions).transform((values): AudienceRule => ({ kind: 'profession', values })),
};

/** What stands under `when:`: one condition, or `all`, `any`, `not` over conditions. */
export const audienceRule: z.ZodType<AudienceRule> = z.lazy(() =>
  z.unknown().transform((given, context): AudienceRule => {
    const keys = typeof given === 'object' && given !== null ? Object.keys(given) : [];
    const [key] = keys;
    const schema = keys.includes('question')
      ? questionRule
      : key !== undefined && keys.length === 1 && Object.hasOwn(conditions, key)
        ? z
            .strictObject({ [key]: conditions[key as keyof typeof conditions] })
            .transform((one) => one[key] as AudienceRule)
        : undefined;
    if (!schema) {
      const message = `A rule is one of ${[...Object.keys(conditions), 'question'].join(', ')}, and each stands alone; put several under all: or any:.`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      context.addIssue({ code: 'custom', message: issue.message, path: issue.path });
    return z.NEVER;
  }),
);
