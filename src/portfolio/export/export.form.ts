import { z } from 'zod';
import { audiences } from './export.types.js';

export const exportQuery = z.object({ for: z.enum(audiences).nullable().catch(null).default(null) });
