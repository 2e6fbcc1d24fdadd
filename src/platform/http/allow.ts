import { SetMetadata } from '@nestjs/common';
import type { Permission } from './permissions.types.js';

export const ACCESS = 'beforehand.access';

/** Who may use a route: everyone, or those who hold the permission. */
export type Access = 'public' | Permission;

/** Everyone may use the route, signed in or not. */
export const Public = () => SetMetadata(ACCESS, 'public' satisfies Access);

/** Only people who hold the permission may use the route. */
export const Allow = (permission: Permission) => SetMetadata(ACCESS, permission satisfies Access);
