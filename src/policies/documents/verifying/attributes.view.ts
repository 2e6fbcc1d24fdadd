import type { OrganisationSummary } from '../../../organisations/organisations.types.js';
import { dateInWords } from '../../../platform/civil-date.rules.js';
import type { FieldError } from '../../../platform/http/form.js';
import { definePage } from '../../../platform/views/page.js';
import type { DocumentRecord } from '../../documents.types.js';
import { documentsPaths } from '../../paths.js';
import { attributeNames, mayVerify } from './attributes-to-verify.rules.js';

interface AttributesView {
  title: string;
  back: { href: string; text: string };
  organisation: string;
  fictional: boolean;
  fileHref: string | null;
  sourceHref: string | null;
  /** What this person may compare. */
  options: { value: string; text: string }[];
  /** What they recorded themselves, so that somebody else has to. */
  own: string[];
  action: string;
  reading: string;
  correctHref: string;
  errors: FieldError[];
}

export const attributesPage = definePage<AttributesView>('documents/verification');

export function attributesView(
  document: DocumentRecord,
  organisation: OrganisationSummary,
  personId: string,
  errors: FieldError[],
): AttributesView {
  const may = mayVerify(document, personId);
  const shown = attributeNames.filter(([key]) => document.unverified.includes(key));
  const words = (key: (typeof shown)[number][0]) => {
    const value = document.attributes[key] ?? '';
    return key.endsWith('On') ? dateInWords(value) : value;
  };
  return {
    title: 'Compare what it says of itself',
    back: { href: documentsPaths.document(document.id), text: document.attributes.title ?? document.title },
    organisation: organisation.name,
    fictional: organisation.fictional,
    fileHref: document.file && documentsPaths.file(document.id),
    sourceHref: document.url,
    options: shown
      .filter(([key]) => may.includes(key))
      .map(([key, name]) => ({ value: key, text: `${name}: ${words(key)}` })),
    own: shown.filter(([key]) => !may.includes(key)).map(([key, name]) => `${name}: ${words(key)}`),
    action: documentsPaths.verifications(document.id),
    reading: document.id,
    correctHref: documentsPaths.newCorrection(document.id),
    errors,
  };
}
