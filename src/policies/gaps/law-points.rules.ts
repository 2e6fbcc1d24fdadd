import type { Nation, Sector } from '../../organisations/organisations.types.js';
import type { Severity } from '../gaps.types.js';

/** A point on which the law of a nation makes it matter that a policy speaks. */
export interface LawPoint {
  key: string;
  severity: Severity;
  /** Why the law makes it matter, as a sentence with its provision. */
  why: string;
  /** Why it is so severe, as a sentence. */
  severityReason: string;
  /** Only for these sectors; null for all. A sector that nobody recorded counts as none of them. */
  sectors: Sector[] | null;
}

const harm = 'Staff could treat somebody against a refusal that binds, or set aside one that does.';
const delay = 'Staff would lose time in finding out, at a moment when there may be little.';

const point = (key: string, severity: Severity, why: string, sectors: Sector[] | null = null): LawPoint => ({
  key,
  severity,
  why,
  severityReason: severity === 'high' ? harm : delay,
  sectors,
});

const mentalHealth: Sector[] = ['mental_health', 'integrated'];

const englandAndWales: LawPoint[] = [
  point(
    'lst_formalities_stated',
    'high',
    'A refusal of life-sustaining treatment binds only when it is in writing, signed, witnessed, and says that it applies even if life is at risk (Mental Capacity Act 2005, s25(5)–(6)).',
  ),
  point(
    'lpa_check_required',
    'high',
    'A lasting power of attorney that was made later and covers the treatment undoes an advance decision; one without that authority does not (Mental Capacity Act 2005, s25(2)(b) and s25(7)).',
  ),
  point(
    'dispute_escalation',
    'high',
    'While a court’s decision is sought, life-sustaining treatment may be given (Mental Capacity Act 2005, s26(5)): so somebody has to start to settle a doubt at once, and staff need to know who.',
  ),
  point(
    'emergency_rule',
    'high',
    'In an emergency somebody has to know that they may treat until they are satisfied that a valid and applicable refusal exists, and not after (Mental Capacity Act 2005, s26(2)–(3)).',
  ),
  point(
    'validity_check_role',
    'medium',
    'An advance decision has effect only when it is valid and applies, so somebody has to check both (Mental Capacity Act 2005, s25).',
  ),
  point(
    'record_location',
    'medium',
    'Nobody is liable for treating unless they are satisfied that a valid and applicable refusal exists (Mental Capacity Act 2005, s26(2)): one that cannot be found protects nobody.',
  ),
  point(
    'covers_lpa',
    'medium',
    'An attorney decides on life-sustaining treatment only with express authority (Mental Capacity Act 2005, s11(8)), so staff need to know how attorneys are involved.',
  ),
  point(
    'mha_interplay',
    'high',
    'Detention concerns treatment for mental disorder; refusals of other treatment still bind (Mental Capacity Act 2005, s28).',
    mentalHealth,
  ),
];

const scotland: LawPoint[] = [
  point(
    'dispute_escalation',
    'high',
    'Scotland has a procedure of its own for disputes about medical treatment (Adults with Incapacity (Scotland) Act 2000, s50).',
  ),
  point(
    'validity_check_role',
    'medium',
    'An advance directive rests on common law, and the person’s past and present wishes have to be considered (Adults with Incapacity (Scotland) Act 2000): somebody has to weigh it.',
  ),
  point(
    'record_location',
    'medium',
    'Past wishes have to be considered (Adults with Incapacity (Scotland) Act 2000): ones that cannot be found are not.',
  ),
  point(
    'covers_advance_statements',
    'medium',
    'In Scotland an advance statement is something of its own, on treatment for mental disorder, to which regard must be had (Mental Health (Care and Treatment) (Scotland) Act 2003, s275–276).',
    mentalHealth,
  ),
];

const northernIreland: LawPoint[] = [
  point(
    'dispute_escalation',
    'high',
    'Advance decisions rest on common law in Northern Ireland, so a doubt may have to go to the court: staff need to know who starts that.',
  ),
  point(
    'emergency_rule',
    'high',
    'Advance decisions rest on common law in Northern Ireland: a valid refusal binds, and in an emergency somebody has to know what to do while that is in doubt.',
  ),
  point(
    'validity_check_role',
    'medium',
    'Advance decisions rest on common law in Northern Ireland: somebody has to judge whether one is valid and applies.',
  ),
  point('record_location', 'medium', 'A refusal that binds under common law protects nobody when it cannot be found.'),
];

const points: Record<Nation, LawPoint[]> = {
  england: englandAndWales,
  wales: englandAndWales,
  scotland,
  northern_ireland: northernIreland,
};

/** The points on which a policy should speak in that nation and sector. */
export function lawPoints(nation: Nation, sector: Sector | null): LawPoint[] {
  return points[nation].filter(({ sectors }) => sectors === null || (sector !== null && sectors.includes(sector)));
}

/** Why no particular form may be asked for, by nation. */
export function formLaw(nation: Nation): string {
  return nation === 'england' || nation === 'wales'
    ? 'The Mental Capacity Act 2005 (s24–26) prescribes no form: a decision that meets it binds on whatever paper it stands.'
    : `In ${nation === 'scotland' ? 'Scotland' : 'Northern Ireland'} advance decisions rest on common law, which prescribes no form.`;
}
