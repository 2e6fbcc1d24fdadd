import { z } from 'zod';
import { checkRegistration, newPasswordField, personFields, typedPasswordField } from '../person/person-fields.form.js';

export const detailsForm = z.object(personFields).superRefine(checkRegistration);

export const passwordForm = z.object({
  presentPassword: typedPasswordField('Enter your present password'),
  password: newPasswordField,
});
