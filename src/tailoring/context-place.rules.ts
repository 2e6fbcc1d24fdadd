import type { PolicyProfile } from '../policies/policies.types.js';
import type { TailoringContext } from './tailoring.types.js';

type Place = Pick<TailoringContext, 'nation' | 'regionCode' | 'icbCode'>;

/** Where somebody works: what the revision says of the organisation wins, so that the revision alone explains the page. */
export function placeOf(profile: PolicyProfile | null, otherwise: Place): Place {
  const { nation, regionCode, icbCode } = profile?.organisation ?? otherwise;
  return { nation, regionCode, icbCode };
}
