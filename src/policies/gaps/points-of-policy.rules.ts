import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { Gap, GapKind, Severity } from '../gaps.types.js';
import type { PolicyProfile, ProfileFact } from '../policies.types.js';
import { gapFrom, knowledgeGap, notTheirOwn } from './sureness.rules.js';

/** A point on which a policy should speak. */
export interface PolicyPoint {
  key: string;
  severity: Severity;
  why: string;
  severityReason: string;
  /** What its silence is called. */
  silence: Extract<GapKind, 'silent' | 'no_contact' | 'no_training'>;
}

const lower: Record<Severity, Severity> = { high: 'medium', medium: 'low', low: 'low' };

/** What the Trust's answer on one point leaves open; nothing when it is answered, or asked no more. */
export function gapOnPoint(point: PolicyPoint, profile: PolicyProfile, on: CivilDate): Gap[] {
  const question = profile.questions[point.key];
  if (!question) return [];
  const fact = profile.facts[point.key];
  const about = question.shortName;
  if (!fact) return [knowledgeGap('unknown', [point.key], [`Nothing is known on “${about}”.`, point.why])];
  const foreign = notTheirOwn(fact);
  if (foreign !== null) return [knowledgeGap('weak_source', [point.key], [foreign, point.why], [fact.factId])];
  if (fact.conflicting)
    return [
      gapFrom(
        [fact],
        {
          kind: 'contradiction',
          severity: point.severity,
          severityReason: point.severityReason,
          reasons: [`Two equally good sources disagree on “${about}”.`, point.why],
        },
        on,
      ),
    ];
  return gapOfState(point, fact, about, on);
}

function gapOfState(point: PolicyPoint, fact: ProfileFact, about: string, on: CivilDate): Gap[] {
  const gap = (kind: GapKind, severity: Severity, found: string, severityReason = point.severityReason) => [
    gapFrom([fact], { kind, severity, severityReason, reasons: [found, point.why] }, on),
  ];
  const eased = `${point.severityReason} One step less severe, because it says something.`;
  switch (fact.state) {
    case 'refused':
      return [knowledgeGap('unanswered', [point.key], [`The Trust declined to answer on “${about}”.`], [fact.factId])];
    case 'awaiting':
      return [
        knowledgeGap(
          'unanswered',
          [point.key],
          [`The Trust was asked on “${about}” and has not answered.`],
          [fact.factId],
        ),
      ];
    case 'absent':
      return gap(point.silence, point.severity, `The policy was read and does not speak on “${about}”.`);
    case 'not_held':
      return gap(
        point.silence === 'silent' ? 'not_held' : point.silence,
        point.severity,
        `The Trust says that it holds nothing on “${about}”.`,
      );
    case 'unclear':
      return gap('unclear', lower[point.severity], `What the policy says on “${about}” cannot be understood.`, eased);
    case 'partial':
      return fact.value === 'no'
        ? gap(
            point.silence,
            lower[point.severity],
            `As far as could be read, the policy does not cover “${about}”.`,
            eased,
          )
        : gap(
            'in_part',
            lower[point.severity],
            `The policy speaks on “${about}” in part, or only a part was read.`,
            eased,
          );
    case 'stated':
      if (fact.value === 'no') return gap(point.silence, point.severity, `The answer on “${about}” is no.`);
      return fact.value === 'partly'
        ? gap('in_part', lower[point.severity], `The policy covers “${about}” in part.`, eased)
        : [];
  }
}
