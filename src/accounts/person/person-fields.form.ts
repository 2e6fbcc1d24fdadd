import { z } from 'zod';
import { professionName, registrationBodyName } from '../account-words.rules.js';
import { type Profession, professions, registrationBodies, type RegistrationBody } from '../accounts.types.js';
import { characterCount } from './characters.rules.js';
import { passwordProblem } from './password.rules.js';
import { checkRegistrationNumber } from './registration-number.rules.js';

const NAME_LONGEST = 300;
const EMAIL_LONGEST = 254;

/** An address, in small letters. */
export const emailField = z
  .string({ error: 'Enter your email address' })
  .trim()
  .min(1, 'Enter your email address')
  .max(EMAIL_LONGEST, 'Enter an email address of at most 254 characters')
  .toLowerCase()
  .pipe(z.email('Enter an email address in the form name@example.nhs.uk'));

/** A password as it is typed to sign in: whatever it is, it is right or wrong. */
export const typedPasswordField = (message: string) => z.string({ error: message }).min(1, message).max(1000, message);

/** A password that is being chosen. Whether it is made of the person's address is checked where that is known. */
export const newPasswordField = z.string({ error: 'Enter a password' }).superRefine((password, context) => {
  const problem = passwordProblem(password, '');
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});

/** A name as its bearer writes it. Only what cannot be printed is refused. */
const nameField = z
  .string({ error: 'Enter your full name' })
  .trim()
  .min(1, 'Enter your full name')
  .refine((name) => characterCount(name) <= NAME_LONGEST, `Enter a name of at most ${String(NAME_LONGEST)} characters`)
  .refine((name) => !/\p{Cc}/u.test(name), 'Enter your name on one line, with no control characters');

export const personFields = {
  name: nameField,
  profession: z.enum(professions, { error: 'Choose your profession' }),
  registrationBody: z.enum(['', ...registrationBodies], { error: 'Choose the body from the list' }).default(''),
  registrationNumber: z
    .string({ error: 'Enter your registration number' })
    .trim()
    .max(60, 'Enter a registration number of at most 30 characters')
    .default(''),
};

type Registration = Pick<
  z.output<z.ZodObject<typeof personFields>>,
  'profession' | 'registrationBody' | 'registrationNumber'
>;

/** The register in which every member of a profession is. The others have none, or one of several. */
const usualBodies: Partial<Record<Profession, RegistrationBody>> = {
  nurse: 'nmc',
  midwife: 'nmc',
  paramedic: 'hcpc',
  doctor: 'gmc',
};

/** Whose number it is: a nurse who gives one and no register means the NMC's. */
const bodyOf = ({ profession, registrationBody: body, registrationNumber: number }: Registration) =>
  body === '' && number !== '' ? (usualBodies[profession] ?? '') : body;

/** Adds what is wrong with body and number together. Both or neither. */
export function checkRegistration(fields: Registration, context: z.RefinementCtx): void {
  const complain = (field: string, message: string) => {
    context.addIssue({ code: 'custom', path: [field], message });
  };
  const { registrationNumber: number } = fields;
  const body = bodyOf(fields);
  if (body === '' && number !== '') complain('registrationBody', 'Choose whose register the number is in');
  if (body !== '' && number === '')
    complain('registrationNumber', 'Enter your registration number, or choose no register');
  if (body === '' || number === '') return;
  const checked = checkRegistrationNumber(body, number);
  if (!checked.ok) complain('registrationNumber', checked.problem);
}

/** Body and number as they are stored. */
export function registrationOf(fields: Registration) {
  const { registrationNumber: typed } = fields;
  const body = bodyOf(fields);
  if (body === '') return { registrationBody: null, registrationNumber: null };
  const checked = checkRegistrationNumber(body, typed);
  return { registrationBody: body, registrationNumber: checked.ok ? checked.number : typed };
}

export const professionOptions = professions.map((value) => ({ value, text: professionName(value) }));
export const registrationBodyOptions = registrationBodies.map((value) => ({
  value,
  text: registrationBodyName(value),
}));

/** The choices of the fields that every form about a person has. */
export interface PersonOptions {
  professions: typeof professionOptions;
  bodies: typeof registrationBodyOptions;
}
export const personOptions: PersonOptions = { professions: professionOptions, bodies: registrationBodyOptions };
