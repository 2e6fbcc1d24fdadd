import type { CivilDate } from '../platform/civil-date.rules.js';
import { patientDataIn, personalDataInWords } from '../platform/personal-data.rules.js';

/** What may tell who somebody is, and in which text. */
export interface Warning {
  where: string;
  found: string;
}

/** What in the texts may tell who somebody is: it may be wrong, so it warns and decides nothing. */
export function warningsIn(texts: readonly { where: string; text: string }[], today: CivilDate): Warning[] {
  return texts.flatMap(({ where, text }) =>
    patientDataIn(text, today).map((one) => ({ where, found: personalDataInWords(one) })),
  );
}
