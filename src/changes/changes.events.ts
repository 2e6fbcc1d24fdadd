/** A trainer decided that people should hear of a change of policy. Published in the transaction of the decision. */
export class PolicyChangeDecided {
  constructor(readonly impactId: string) {}
}

/**
 * Something that the person learned differs where they work now: what they hold certificates for, by their numbers.
 * Published once the change of workplace was compared; perhaps more than once for one workplace.
 */
export class NewWorkplaceDiffers {
  constructor(
    readonly personId: string,
    readonly workplaceId: string,
    readonly certificateNumbers: readonly string[],
  ) {}
}
