import type { PlaceCondition, TailoringContext, Truth } from './tailoring.types.js';

/** Whether a condition on where and as what the learner works holds. */
export function placeTruth(condition: PlaceCondition, context: TailoringContext): Truth {
  switch (condition.kind) {
    case 'nation':
      return isAmong(condition.values, context.nation);
    case 'profession':
      return isAmong(condition.values, context.profession);
    case 'region':
      return areaTruth(condition.values, context.regionCode, context);
    case 'icb':
      return areaTruth(condition.values, context.icbCode, context);
    case 'organisation':
      return isAmong(condition.values, context.profile?.organisation.code ?? null);
    case 'sector':
      return isAmong(condition.values, context.profile?.organisation.sector ?? null);
  }
}

/** Only England has regions and integrated care boards: elsewhere, having none is known. */
function areaTruth(values: readonly string[], code: string | null, context: TailoringContext): Truth {
  return code === null && context.nation !== 'england' ? 'false' : isAmong(values, code);
}

function isAmong(values: readonly string[], value: string | null): Truth {
  if (value === null) return 'unknown';
  return values.includes(value) ? 'true' : 'false';
}
