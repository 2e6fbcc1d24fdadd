import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ACCESS, type Access, UNREAD } from './allow.js';
import { UPLOAD } from './upload.js';

/** Thrown when a page needs somebody to sign in first; the error filter sends them to the sign-in page and back. */
export class SignInNeeded extends ForbiddenException {
  constructor() {
    super('Sign in to see this page.');
  }
}

/** Denies by default: a handler that declares neither @Public nor @Allow is open to nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const req = context.switchToHttp().getRequest<Request>();
    const takes = [UPLOAD, UNREAD].some((key) => this.reflector.get<unknown>(key, context.getHandler()) !== undefined);
    if (req.is('multipart/form-data') && !takes)
      throw new UnsupportedMediaTypeException('This form does not take files.');
    if (access === 'public') return true;
    const { person } = req;
    if (!person) throw new SignInNeeded();
    if (access !== undefined && person.permissions.has(access)) return true;
    throw new ForbiddenException(
      'Your account is not allowed to do this. If you need it for your work, ask an administrator.',
    );
  }
}
