import { type ClsService, ClsServiceManager } from 'nestjs-cls';

/** Who acts, and under which request: carried by the asynchronous context through services, jobs and log lines. */
export interface RequestContext {
  requestId: string;
  actor: { kind: 'person'; id: string } | { kind: 'operator' } | { kind: 'system' };
}

const KEY = 'beforehand.request';

function service(): ClsService {
  return ClsServiceManager.getClsService();
}

/** The context of the running request, job or command; undefined outside any. */
export function currentContext(): RequestContext | undefined {
  const cls = service();
  return cls.isActive() ? cls.get<RequestContext | undefined>(KEY) : undefined;
}

/** Runs the work under the context. */
export function runInContext<T>(context: RequestContext, work: () => T): T {
  return service().run(() => {
    service().set(KEY, context);
    return work();
  });
}

/** The signed-in person who acts; null for an operator and for the product itself. */
export function actingPersonId(): string | null {
  const actor = currentContext()?.actor;
  return actor?.kind === 'person' ? actor.id : null;
}
