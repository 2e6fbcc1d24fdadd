import { gapName } from '../../policies/gap-words.rules.js';
import type { Gap } from '../../policies/gaps.types.js';
import type { PolicyProfile } from '../../policies/policies.types.js';
import type { LegalReview, ShownPoint } from '../partnerships.types.js';
import { pointKey } from '../publicity.rules.js';

export type NewPoint = Omit<ShownPoint, 'answer' | 'answerText'>;

/**
 * Everything that might be said of a Trust, each as its contact would read it: its own gaps, what a legal review found,
 * and that it is compared with others. What we do not know is not among them, and no severity is: that is ours.
 */
export function pointsOf(profile: PolicyProfile, gaps: readonly Gap[], reviews: readonly LegalReview[]): NewPoint[] {
  const name = (key: string) => profile.questions[key]?.shortName ?? key;
  const own = gaps.filter(({ whose }) => whose === 'trust');
  const points = own.map((gap): NewPoint => {
    const about = gap.questionKeys.slice(0, 3).map(name).join(', ');
    return {
      kind: 'gap',
      key: gap.key,
      title: about === '' ? gapName(gap.kind) : `${gapName(gap.kind)}: ${about}`,
      reasons: gap.reasons,
      questionKeys: gap.questionKeys,
    };
  });
  const law = reviews.map((review): NewPoint => {
    const gap = own.find(({ key }) => key === review.gapKey);
    return {
      kind: 'law',
      key: pointKey({ kind: 'law', key: review.gapKey }),
      title: `Appears inconsistent with the law: ${review.provision}`,
      reasons: [...(gap?.reasons ?? []), `A legal review by our ${review.reviewerRole} found: ${review.finding}`],
      questionKeys: gap?.questionKeys ?? [],
    };
  });
  const known = Object.keys(profile.facts);
  const comparison: NewPoint[] =
    known.length === 0
      ? []
      : [
          {
            kind: 'comparison',
            key: pointKey({ kind: 'comparison' }),
            title: 'Your answers beside those of other Trusts',
            reasons: [
              'Your Trust would be named in comparisons with other Trusts, on the answers that are listed below.',
            ],
            questionKeys: known,
          },
        ];
  // Two reviews of one gap are one point: the later one counts.
  const seen = new Set<string>();
  return [...points, ...law, ...comparison].filter(({ key }) => !seen.has(key) && seen.add(key));
}
