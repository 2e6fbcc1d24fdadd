import { dateInWords } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { courseParts, type Pilot, partName } from '../accreditation.rules.js';
import type { AccreditationFacts } from '../accreditation-records.service.js';
import { coursesPaths } from '../paths.js';

export interface AccreditationView {
  title: string;
  caption: string;
  back: { text: string; href: string };
  pdfHref: string;
  zipHref: string;
  gaps: string[];
  declarations: { id: string; name: string; part: string; credentials: string; interests: string; on: string }[];
  declareAction: string;
  endDeclarationAction: string;
  parts: { value: string; text: string }[];
  pilots: { id: string; title: string; minutes: string; note: string | null }[];
  pilotAction: string;
  endPilotAction: string;
  typed: Record<string, string>;
  errors: FieldError[];
}

export const accreditationPage = definePage<AccreditationView>('courses/accreditation');

/** What accreditors are given of a course, and what of it is still missing. */
export function accreditationView(
  { version, declarations, pilots, gaps }: AccreditationFacts,
  typed: Record<string, string>,
  errors: FieldError[],
): AccreditationView {
  const { slug, title, number } = version;
  return {
    title: 'Accreditation',
    caption: `${title}, version ${String(number)}`,
    back: { text: title, href: coursesPaths.keeping(slug) },
    pdfHref: coursesPaths.accreditationPdf(slug),
    zipHref: coursesPaths.accreditationZip(slug),
    gaps,
    declarations: declarations.map(({ id, name, part, credentials, interests, declaredOn }) => ({
      id,
      name,
      part: partName(part),
      credentials,
      interests,
      on: dateInWords(declaredOn),
    })),
    declareAction: coursesPaths.declarations(slug),
    endDeclarationAction: coursesPaths.declarationEnds(slug),
    parts: courseParts.map((part) => ({ value: part, text: partName(part) })),
    pilots: pilots.map((pilot) => ({
      id: pilot.id,
      title: `Version ${String(pilot.version)}, ${dateInWords(pilot.heldOn)}`,
      minutes: pilotInWords(pilot),
      note: pilot.note,
    })),
    pilotAction: coursesPaths.pilots(slug),
    endPilotAction: coursesPaths.pilotEnds(slug),
    typed: { version: String(number), ...typed },
    errors,
  };
}

/** "12 people took 50 minutes in the median, from 35 to 80." */
export function pilotInWords({ people, medianMinutes, shortestMinutes, longestMinutes }: Pilot): string {
  const who = people === 1 ? '1 person' : `${String(people)} people`;
  return `${who} took ${String(medianMinutes)} minutes in the median, from ${String(shortestMinutes)} to ${String(longestMinutes)}.`;
}
