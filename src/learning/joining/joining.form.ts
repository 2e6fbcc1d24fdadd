import { z } from 'zod';
import { typedDay } from '../../platform/http/typed-day.js';

const WRONG_DAY = 'Enter the last day as day, month and year, such as 28 2 2027';
const WRONG_USES = 'Enter a number of people from 1 to 100,000, or leave it empty';
const MOST_DOMAINS = 20;
const DOMAIN = /^(?=.{4,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

export const codeForm = z.preprocess(
  (body) => ({ ...(body as object), expiresOn: typedDay(body, 'expiresOn') }),
  z.object({
    expiresOn: z.string(WRONG_DAY).min(1, 'Enter the last day on which the code works'),
    mostUses: z
      .string()
      .trim()
      .default('')
      .refine(
        (text) => text === '' || (/^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= 100_000),
        WRONG_USES,
      )
      .transform((text) => (text === '' ? null : Number(text))),
    domains: z
      .string()
      .default('')
      .transform((text) => [
        ...new Set(
          text
            .toLowerCase()
            .split(/[\s,;]+/)
            .map((one) => one.replace(/^@/, ''))
            .filter(Boolean),
        ),
      ])
      .refine((all) => all.every((one) => DOMAIN.test(one)), 'Enter domains such as nhs.net, one on each line')
      .refine((all) => all.length <= MOST_DOMAINS, `Enter at most ${String(MOST_DOMAINS)} domains`),
  }),
);

export const stopForm = z.object({ code: z.string().default('') });

/** What is no id is no cohort. */
export const departureForm = z.object({ cohort: z.string().default('') });

export const typedCodeForm = z.object({
  code: z
    .string('Enter the code that you were given')
    .trim()
    .min(1, 'Enter the code that you were given')
    .max(100, 'A code has 17 letters and digits, such as 7K3M-9QXT-4HNC-R2WV-E'),
});
