import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import type { TestApp } from './test-app.js';

/** A page of a new browser session in which a sample person has signed in. */
export async function signedInPage(
  { app, browser }: { app: TestApp; browser: Browser },
  email: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).press('Enter');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return page;
}
