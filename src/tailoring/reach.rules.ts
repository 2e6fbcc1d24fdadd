import { choose } from './choose.rules.js';
import { DEFAULT_VARIANT, type LearnerGroup, type TailoredBlock, type VariantReach } from './tailoring.types.js';

/** Who gets which variant, in the order of the block and the default last; a variant that nobody gets is there too. */
export function reach(block: TailoredBlock, population: readonly LearnerGroup[]): VariantReach[] {
  const groups = Map.groupBy(population, (group) => choose(block, group.context).variant);
  return [...block.variants.map(({ key }) => key), DEFAULT_VARIANT].map((variant) => {
    const organisations = byOrganisation(groups.get(variant) ?? []);
    return { variant, learners: organisations.reduce((sum, { learners }) => sum + learners, 0), organisations };
  });
}

function byOrganisation(groups: readonly LearnerGroup[]): VariantReach['organisations'] {
  return [...Map.groupBy(groups, ({ organisation }) => organisation.code)]
    .map(([code, same]) => ({
      code,
      name: same[0]?.organisation.name ?? code,
      learners: same.reduce((sum, { learners }) => sum + learners, 0),
    }))
    .sort((a, b) => b.learners - a.learners || a.name.localeCompare(b.name));
}
