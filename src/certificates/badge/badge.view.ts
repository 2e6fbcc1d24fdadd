import { definePage } from '../../platform/views/page.js';
import { certificatesPaths } from '../paths.js';
import type { achievement, issuerProfile } from './credential.rules.js';

export interface AchievementView {
  title: string;
  sample: boolean;
  description: string;
  /** In paragraphs. */
  criteria: string[];
  outcomes: string[];
  issuer: string;
  issuerHref: string;
  courseHref: string;
  jsonHref: string;
  verifyHref: string;
}

export interface IssuerView {
  title: string;
  did: string;
  email: string | null;
  didHref: string;
  jsonHref: string;
  verifyHref: string;
  /** Public keys that verify, the current one first. */
  keys: string[];
}

export const achievementPage = definePage<AchievementView>('certificates/achievement');
export const issuerPage = definePage<IssuerView>('certificates/issuer');

export function achievementView(
  of: ReturnType<typeof achievement>,
  shown: { slug: string; number: number; sample: boolean; issuer: string; courseHref: string },
): AchievementView {
  const [criteria = '', , learned = ''] = of.criteria.narrative.split('\n\n');
  return {
    title: of.name,
    sample: shown.sample,
    description: of.description,
    criteria: [criteria],
    outcomes: learned.split('\n').map((line) => line.replace(/^\d+\. /, '')),
    issuer: shown.issuer,
    issuerHref: certificatesPaths.issuer(),
    courseHref: shown.courseHref,
    jsonHref: certificatesPaths.achievementJson(shown.slug, shown.number, shown.sample),
    verifyHref: certificatesPaths.verify(),
  };
}

export function issuerView(profile: ReturnType<typeof issuerProfile>, keys: string[]): IssuerView {
  return {
    title: `Badges of ${profile.name}`,
    did: profile.id,
    email: profile.email ?? null,
    didHref: certificatesPaths.didDocument(),
    jsonHref: certificatesPaths.issuerJson(),
    verifyHref: certificatesPaths.verify(),
    keys,
  };
}
