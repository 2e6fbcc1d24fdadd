/**
 * An account was made. Its address is not confirmed yet. `visit` is what the browser carried in the cookie named
 * VISIT_COOKIE (platform/http/cookies.ts) when it sent the form, for whoever set that cookie; null without one.
 */
export class PersonRegistered {
  constructor(
    readonly personId: string,
    readonly visit: string | null,
  ) {}
}

/** The person's current workplace is another one from now on. */
export class WorkplaceChanged {
  constructor(
    readonly personId: string,
    readonly workplaceId: string,
  ) {}
}

/** The person has changed what they say of themselves: their name, profession or registration. */
export class DetailsChanged {
  constructor(readonly personId: string) {}
}

/** It is shown that mail to the person's address reaches them. Published once for each person. */
export class AddressConfirmed {
  constructor(readonly personId: string) {}
}
