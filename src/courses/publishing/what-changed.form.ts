import { z } from 'zod';

const MOST = 600;

/** What a new version changes, for learners on an older one; null when nothing was written. */
export const whatChangedField = z
  .string()
  .trim()
  .max(MOST, `Keep it under ${MOST.toLocaleString('en-GB')} characters`)
  .default('')
  .transform((text) => (text === '' ? null : text));
