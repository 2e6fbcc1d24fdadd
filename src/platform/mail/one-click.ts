/** Below it, each with the secret of one person and one kind of mail, stand the addresses that end it. */
export const UNSUBSCRIBE_PATH = '/unsubscribe/';
const FIELD = 'List-Unsubscribe';
const PRESSED = 'One-Click';

/** What a mail program needs to offer a button that ends mail of this kind with one press (RFC 8058). */
export function oneClickHeaders(url: string): Record<string, string> {
  return { [FIELD]: `<${url}>`, [`${FIELD}-Post`]: `${FIELD}=${PRESSED}` };
}

/**
 * Whether a request is such a press. It comes from a mail provider, which has no form token and no session: the secret in
 * its address is all that it brings, and all that it needs.
 */
export function isOneClick(path: string, body: unknown): boolean {
  return path.startsWith(UNSUBSCRIBE_PATH) && (body as Record<string, unknown> | undefined)?.[FIELD] === PRESSED;
}
