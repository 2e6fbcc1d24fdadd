import { z } from 'zod';
import { newPasswordField } from '../person/person-fields.form.js';

export const newPasswordForm = z.object({ password: newPasswordField });
