import { z } from 'zod';

const optional = (most: number, message: string) =>
  z
    .string()
    .trim()
    .max(most, message)
    .default('')
    .transform((text) => (text === '' ? null : text));

export const correctionForm = z.object({
  name: z
    .string({ error: 'Enter the name as it is to stand on the certificate' })
    .trim()
    .min(1, 'Enter the name as it is to stand on the certificate')
    .max(300, 'Enter a name of at most 300 characters'),
  registrationNumber: optional(40, 'Enter a registration number of at most 40 characters'),
  workplace: optional(300, 'Enter a workplace of at most 300 characters'),
  note: optional(1000, 'Enter a note of at most 1,000 characters'),
});

export type Correction = z.output<typeof correctionForm>;
