import { z } from 'zod';
import {
  checkRegistration,
  emailField,
  newPasswordField,
  personFields,
  typedPasswordField,
} from '../person/person-fields.form.js';
import { passwordProblem } from '../person/password.rules.js';

export const registrationForm = z
  .object({ ...personFields, email: emailField, password: newPasswordField })
  .superRefine((fields, context) => {
    checkRegistration(fields, context);
    const problem = passwordProblem(fields.password, fields.email);
    if (problem !== null) context.addIssue({ code: 'custom', path: ['password'], message: problem });
  });

/** The form that asks for mail to an address: a link to confirm it, or to choose a new password. */
export const addressForm = z.object({ email: emailField });

export const confirmationForm = z.object({ password: typedPasswordField('Enter the password that you chose') });
