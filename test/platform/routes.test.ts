import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ACCESS } from '../../src/platform/http/allow.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Every handler of every controller, with what it declares. */
function routes(): { name: string; access: unknown }[] {
  const discovery = new DiscoveryService(app.get(ModulesContainer));
  return discovery.getControllers().flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as object;
    return new MetadataScanner()
      .getAllMethodNames(prototype)
      .map((method) => ({ method, handler: (prototype as Record<string, object>)[method] }))
      .filter(({ handler }) => handler && Reflect.hasMetadata(PATH_METADATA, handler))
      .map(({ method, handler }) => ({
        name: `${metatype.name}.${method} (${String(Reflect.getMetadata(METHOD_METADATA, handler as object))})`,
        access:
          (Reflect.getMetadata(ACCESS, handler as object) as unknown) ??
          (Reflect.getMetadata(ACCESS, metatype) as unknown),
      }));
  });
}

describe('routes', () => {
  it('each say who may use them', () => {
    const all = routes();
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter((route) => route.access === undefined).map((route) => route.name)).toEqual([]);
  });

  it('have a strict content security policy, whatever they answer', async () => {
    for (const path of ['/', '/trusts', '/trusts.json', '/health/live', '/no-such-page', '/assets/none.css']) {
      const answer = await app.browser().get(path);
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      expect(answer.headers['content-security-policy']).not.toContain('unsafe-inline');
    }
  });

  it('have a page for what is refused before anybody is known: a form too large', async () => {
    const answer = await fetch(`${app.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'x'.repeat(300_000) }),
    });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('That is too large');
  });
});
