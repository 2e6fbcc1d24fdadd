import { SetMetadata } from '@nestjs/common';
import type { Permission } from './permissions.types.js';

export const ACCESS = 'beforehand.access';

/** Who may use a route: everyone, or those who hold the permission. */
export type Access = 'public' | Permission;

export const UNREAD = 'beforehand.unread';

/**
 * Takes a multipart form without reading it: the secret in the address is all that counts, so there is no token to slip
 * past. For mail programs, which send such forms (RFC 8058).
 */
export const TakesUnread = () => SetMetadata(UNREAD, true);

/** Everyone may use the route, signed in or not. */
export const Public = () => SetMetadata(ACCESS, 'public' satisfies Access);

/** Only people who hold the permission may use the route. */
export const Allow = (permission: Permission) => SetMetadata(ACCESS, permission satisfies Access);
