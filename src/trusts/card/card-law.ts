import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Nation, nations } from '../../organisations/organisations.types.js';
import { PRODUCT_FOLDER } from '../../platform/shipped-data.js';

const FILE = 'content/card/card.yaml';

const nationLaw = z.object({
  nations: z.array(z.enum(nations)).nonempty(),
  law: z.string(),
  url: z.url(),
  steps: z.array(z.object({ title: z.string(), text: z.string(), provision: z.string() })).nonempty(),
  doubt: z.array(z.string()).nonempty(),
});

const cardFile = z
  .object({
    reviewed_by: z.string().nullable(),
    reviewed_on: z.string().nullable(),
    nations: z.array(nationLaw),
  })
  .refine(
    (file) => nations.every((nation) => file.nations.filter((one) => one.nations.includes(nation)).length === 1),
    {
      message: 'Every nation stands in exactly one entry.',
    },
  );

export type NationLaw = z.output<typeof nationLaw>;

/** The law on the card, nation by nation. */
export class CardLaw {
  private constructor(private readonly file: z.output<typeof cardFile>) {}

  /** Reads the shipped file. Throws with every fault of it. */
  static load(): CardLaw {
    const parsed = cardFile.safeParse(parse(readFileSync(path.join(PRODUCT_FOLDER, FILE), 'utf8')));
    if (!parsed.success) throw new Error(`${FILE}: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
    return new CardLaw(parsed.data);
  }

  of(nation: Nation): NationLaw {
    const found = this.file.nations.find((one) => one.nations.includes(nation));
    if (!found) throw new Error(`${FILE} has no law for ${nation}.`);
    return found;
  }

  /** Who reviewed it and when, in words; null until somebody has. */
  get reviewed(): string | null {
    const { reviewed_by: by, reviewed_on: on } = this.file;
    return by === null || on === null ? null : `Reviewed by ${by} on ${on}.`;
  }
}
