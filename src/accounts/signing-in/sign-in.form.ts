import { z } from 'zod';
import { emailField, typedPasswordField } from '../person/person-fields.form.js';

export const signInForm = z.object({
  email: emailField,
  password: typedPasswordField('Enter your password'),
  next: z.string().optional(),
});
