import { z } from 'zod';
import { mailboxDoubt, roleDoubt } from './team-mailbox.rules.js';

export const contactForm = z
  .object({
    role: z
      .string()
      .trim()
      .min(1, 'Give the role or team, such as “Mental Capacity Act lead”')
      .max(120, 'Keep the role under 120 characters')
      .superRefine((role, context) => {
        const message = role === '' ? null : roleDoubt(role);
        if (message !== null) context.addIssue({ code: 'custom', message });
      }),
    email: z
      .string()
      .trim()
      .toLowerCase()
      .max(254, 'This address is too long')
      .pipe(z.email('Give the team’s email address, such as mca.team@trust.example')),
    is_team: z.literal('yes').optional(),
  })
  .superRefine(({ email, is_team }, context) => {
    const doubt = mailboxDoubt(email);
    if (doubt === 'person')
      context.addIssue({
        code: 'custom',
        path: ['email'],
        message: 'This looks like one person’s address. Give a mailbox that the team shares',
      });
    if (doubt === 'unsure' && is_team === undefined)
      context.addIssue({
        code: 'custom',
        path: ['is_team'],
        message: 'Nothing in this address says that it is a team’s. Tick the box if you have made sure of it',
      });
  });
