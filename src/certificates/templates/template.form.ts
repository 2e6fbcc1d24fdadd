import { z } from 'zod';
import { isCivilDate } from '../../platform/civil-date.rules.js';
import type { Accreditation, CertificateWording, TemplateContent } from '../certificates.types.js';

/** So many accreditors and logos have room on a certificate. */
export const MOST_ACCREDITATIONS = 3;
export const MOST_LOGOS = 3;

const words = (most: number, missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(most, `Use at most ${String(most)} characters`);

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Use at most ${String(most)} characters`)
    .default('')
    .transform((text) => (text === '' ? null : text));

const base = z.coerce.number().int().min(1);

export const templateName = words(80, 'Give the template a name by which you know it');
export const newTemplateForm = z.object({ name: templateName });
export const numberForm = z.object({ number: base });
export const logoForm = z.object({
  description: words(120, 'Say what the logo shows, such as “Logo of the Fictional Trust”'),
  base,
});
export const logoRemovalForm = z.object({ base });

type Accredited = Accreditation & { validFrom: string };

const accreditationFields = ['body', 'reference', 'validFrom', 'validUntil'] as const;
/** The name of a field of the accreditor at this place, counted from 1. */
export const accreditationField = (place: number, field: (typeof accreditationFields)[number]) =>
  `accreditation-${String(place)}-${field}`;

/** What a person writes into a template; its logos are sent one by one. */
export const templateForm = z
  .looseObject({
    base,
    name: templateName,
    heading: words(120, 'Enter the heading'),
    opening: words(120, 'Enter what stands before the name, such as “This certifies that”'),
    achievement: words(120, 'Enter what stands between name and date, such as “completed on”'),
    closing: optional(300),
    signatoryName: optional(120),
    signatoryRole: optional(160),
  })
  .transform((values, context): Written => {
    const accreditations: Accredited[] = [];
    for (let place = 1; place <= MOST_ACCREDITATIONS; place += 1) {
      const given = readAccreditation(values, place);
      if ('field' in given) context.addIssue({ code: 'custom', message: given.message, path: [given.field] });
      else if (given.accredited) accreditations.push(given.accredited);
    }
    if (values.signatoryName === null && values.signatoryRole !== null)
      context.addIssue({ code: 'custom', message: 'Enter the name of who signs, too', path: ['signatoryName'] });
    const { heading, opening, achievement, closing, signatoryName, signatoryRole } = values;
    return {
      base: values.base,
      name: values.name,
      content: {
        wording: { heading, opening, achievement, closing },
        signatory: signatoryName === null ? null : { name: signatoryName, role: signatoryRole },
        accreditations,
      },
    };
  });

export interface Written {
  base: number;
  name: string;
  content: Omit<TemplateContent, 'logos'>;
}

/** A template as it stands in the fields of its form. */
export function typedTemplate(name: string, content: TemplateContent): Record<string, string> {
  const { wording, signatory, accreditations } = content;
  const typed: Record<keyof CertificateWording, string> = { ...wording, closing: wording.closing ?? '' };
  return {
    name,
    ...typed,
    signatoryName: signatory?.name ?? '',
    signatoryRole: signatory?.role ?? '',
    ...Object.fromEntries(
      accreditations.flatMap((accreditation, index) =>
        accreditationFields.map((field) => [accreditationField(index + 1, field), accreditation[field]]),
      ),
    ),
  };
}

/** One accreditor: nothing where its four fields are empty, else all of them. */
function readAccreditation(
  values: Record<string, unknown>,
  place: number,
): { accredited: Accredited | null } | { field: string; message: string } {
  const [body = '', reference = '', validFrom = '', validUntil = ''] = accreditationFields.map((field) => {
    const value = values[accreditationField(place, field)];
    return typeof value === 'string' ? value.trim() : '';
  });
  const wrong = (field: (typeof accreditationFields)[number], message: string) => ({
    field: accreditationField(place, field),
    message,
  });
  if (body + reference + validFrom + validUntil === '') return { accredited: null };
  if (body === '' || body.length > 120) return wrong('body', 'Enter who accredits, in at most 120 characters');
  if (reference === '' || reference.length > 60)
    return wrong('reference', 'Enter the accreditor’s reference, in at most 60 characters');
  if (!isCivilDate(validFrom)) return wrong('validFrom', 'Enter the first day of the accreditation');
  if (!isCivilDate(validUntil)) return wrong('validUntil', 'Enter the last day of the accreditation');
  if (validUntil < validFrom) return wrong('validUntil', 'Enter a last day that is not before the first');
  return { accredited: { body, reference, validFrom, validUntil } };
}
