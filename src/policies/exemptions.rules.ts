import type { FoiAct } from './requests.types.js';

interface Exemption {
  /** What stands in the database and in files: `foia_43`. */
  code: string;
  act: FoiAct;
  section: string;
  about: string;
}

/**
 * Grounds for refusing by the Freedom of Information Act 2000: ss12, 14 and Part II.
 * https://www.legislation.gov.uk/ukpga/2000/36/part/II
 */
const foia: readonly (readonly [section: string, about: string])[] = [
  ['12', 'cost of compliance'],
  ['14', 'vexatious or repeated requests'],
  ['21', 'reasonably accessible by other means'],
  ['22', 'intended for future publication'],
  ['22A', 'research'],
  ['23', 'security bodies'],
  ['24', 'national security'],
  ['26', 'defence'],
  ['27', 'international relations'],
  ['28', 'relations within the United Kingdom'],
  ['29', 'the economy'],
  ['30', 'investigations and proceedings'],
  ['31', 'law enforcement'],
  ['32', 'court records'],
  ['33', 'audit functions'],
  ['34', 'parliamentary privilege'],
  ['35', 'formulation of government policy'],
  ['36', 'effective conduct of public affairs'],
  ['37', 'communications with the Sovereign, and honours'],
  ['38', 'health and safety'],
  ['39', 'environmental information'],
  ['40', 'personal information'],
  ['41', 'provided in confidence'],
  ['42', 'legal professional privilege'],
  ['43', 'commercial interests'],
  ['44', 'prohibitions on disclosure'],
];

/**
 * Grounds for refusing by the Freedom of Information (Scotland) Act 2002: ss12, 14, 18 and Part 2.
 * https://www.legislation.gov.uk/asp/2002/13/part/2
 */
const foisa: readonly (readonly [section: string, about: string])[] = [
  ['12', 'excessive cost of compliance'],
  ['14', 'vexatious or repeated requests'],
  ['18', 'neither confirmed nor denied'],
  ['25', 'otherwise accessible'],
  ['26', 'prohibitions on disclosure'],
  ['27', 'intended for future publication, and research'],
  ['28', 'relations within the United Kingdom'],
  ['29', 'formulation of Scottish Administration policy'],
  ['30', 'effective conduct of public affairs'],
  ['31', 'national security and defence'],
  ['32', 'international relations'],
  ['33', 'commercial interests and the economy'],
  ['34', 'investigations and proceedings'],
  ['35', 'law enforcement'],
  ['36', 'confidentiality'],
  ['37', 'court records'],
  ['38', 'personal information'],
  ['39', 'health, safety and the environment'],
  ['40', 'audit functions'],
  ['41', 'communications with the Sovereign, and honours'],
];

export const exemptions: readonly Exemption[] = [
  ...foia.map(([section, about]) => ({ code: `foia_${section}`, act: 'foia' as const, section, about })),
  ...foisa.map(([section, about]) => ({ code: `foisa_${section}`, act: 'foisa' as const, section, about })),
];

export const exemptionCodes: readonly string[] = exemptions.map(({ code }) => code);

/** An exemption as people read it: "Section 43 (commercial interests)"; a code that is not known stands as it is. */
export function exemptionInWords(code: string): string {
  const found = exemptions.find((exemption) => exemption.code === code);
  if (!found) return code;
  return `Section ${found.section} (${found.about})${found.act === 'foisa' ? ', FOISA' : ''}`;
}

/** Those that a body under the Act may rely on. */
export function exemptionsUnder(act: FoiAct): readonly Exemption[] {
  return exemptions.filter((exemption) => exemption.act === act);
}
