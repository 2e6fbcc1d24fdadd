import { z } from 'zod';
import { importFormats, rowOutcomes } from './importing.types.js';

const page = z.coerce.number().int().min(1).max(10_000).catch(1);

export const listQuery = z.object({ page });
export const rowsQuery = z.object({ page, outcome: z.enum(['', ...rowOutcomes]).catch('') });
export const bodyQuery = z.object({ q: z.string().trim().max(100).catch('') });

export const importForm = z.object({
  format: z.enum(importFormats, 'Choose what the file is'),
  campaign: z
    .string('Name the campaign that the file is for')
    .trim()
    .min(1, 'Name the campaign that the file is for')
    .max(120, 'The name of a campaign has 120 characters at most'),
});

export const bodyForm = z.object({
  organisation: z.union([z.literal('none'), z.uuid()], 'Choose the organisation that is meant, or that it is none'),
});

/** Words for what files are. */
export const formatWords: Record<(typeof importFormats)[number], string> = {
  'alaveteli-project': 'Dataset of a project on WhatDoTheyKnow (CSV)',
  'alaveteli-batch': 'Dashboard of a batch on WhatDoTheyKnow (CSV)',
  'alaveteli-authorities': 'List of authorities of WhatDoTheyKnow (CSV)',
  spreadsheet: 'Our own spreadsheet (CSV or XLSX)',
};
