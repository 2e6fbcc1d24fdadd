import type { DocumentRecord } from '../../documents.types.js';
import type { DocumentAttributes } from '../../policies.types.js';

/** What a document says of itself, in the order in which it is shown. */
export const attributeNames: readonly [keyof DocumentAttributes, string][] = [
  ['title', 'Title on the document'],
  ['reference', 'Reference'],
  ['version', 'Version'],
  ['ratifiedOn', 'Ratified'],
  ['effectiveOn', 'In force from'],
  ['reviewOn', 'To be reviewed'],
  ['expiresOn', 'Expires'],
  ['committee', 'Committee'],
  ['sponsorRole', 'Role of its sponsor'],
  ['ownerRole', 'Role of its owner'],
];

/** What one person has read and this one may compare: not what they recorded themselves. */
export function mayVerify(
  document: Pick<DocumentRecord, 'unverified' | 'readBy'>,
  personId: string,
): (keyof DocumentAttributes)[] {
  return document.unverified.filter((key) => document.readBy[key]?.by !== personId);
}
