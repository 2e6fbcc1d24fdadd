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
