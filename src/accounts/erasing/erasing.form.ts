import { z } from 'zod';
import { typedPasswordField } from '../person/person-fields.form.js';

export const erasingForm = z.object({
  understood: z.literal('yes', 'Tick that you know it cannot be undone'),
  password: typedPasswordField('Enter your password'),
});
