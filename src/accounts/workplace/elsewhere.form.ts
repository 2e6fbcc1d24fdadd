import { z } from 'zod';
import { type Area, nations } from '../../organisations/organisations.types.js';
import { workplaceKinds } from '../accounts.types.js';
import { characterCount } from '../person/characters.rules.js';

export const elsewhereKinds = workplaceKinds.filter((kind) => kind !== 'organisation');
const NAME_LONGEST = 200;

/** The fields for a workplace that is not in the directory. Kind and nation are enough. */
const elsewhereFields = z.object({
  kind: z.enum(elsewhereKinds, { error: 'Choose what kind of place it is' }),
  nation: z.enum(nations, { error: 'Choose the nation that you work in, because the law differs' }),
  area: z.string().default(''),
  workplaceName: z
    .string()
    .trim()
    .refine(
      (name) => characterCount(name) <= NAME_LONGEST,
      `Enter a name of at most ${String(NAME_LONGEST)} characters`,
    )
    .refine((name) => !/\p{Cc}/u.test(name), 'Enter the name on one line, with no control characters')
    .default(''),
});

/** What the areas are called in the form: an ICB's code or a region's code, of which no two are the same. */
export function elsewhereForm(areas: { regions: readonly Area[]; icbs: readonly Area[] }) {
  return elsewhereFields.transform((fields, context) => {
    const icb = areas.icbs.find((area) => area.code === fields.area);
    const region = areas.regions.find((area) => area.code === (icb?.regionCode ?? fields.area));
    const complain = (message: string) => {
      context.addIssue({ code: 'custom', path: ['area'], message });
    };
    if (fields.area !== '' && !icb && !region) complain('Choose an area from the list');
    else if (fields.area !== '' && fields.nation !== 'england')
      complain('Choose no area: those in the list are in England');
    return {
      kind: fields.kind,
      name: fields.workplaceName === '' ? null : fields.workplaceName,
      nation: fields.nation,
      regionCode: region?.code ?? icb?.regionCode ?? null,
      icbCode: icb?.code ?? null,
    };
  });
}
