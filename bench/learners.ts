import { createHmac, randomBytes } from 'node:crypto';
import argon2 from 'argon2';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { Request } from './load.js';
import type { Ground } from './product.js';

export const LEARNERS = 2_000;
export const ORGANISATIONS = 250;
export const PASSWORD = 'a password for measuring only';

/** A learner who is signed in: what their browser sends. */
export interface Learner {
  id: string;
  email: string;
  /** Code of the organisation they work at. */
  worksAt: string;
  cookie: string;
  /** Seems to come from an address of its own, so that limits for one address are not what is measured. */
  headers: Record<string, string>;
}

/**
 * Fills up to 250 organisations (fictional ones beside the shipped directory's open ones) and makes learners with a
 * session each, spread over them, numbered on from so many that there are.
 */
export async function makeLearners(ground: Ground, count = LEARNERS, after = 0): Promise<Learner[]> {
  const client = new pg.Client({ connectionString: ground.databaseUrl });
  await client.connect();
  try {
    const organisations = await fillUpOrganisations(client);
    const passwordHash = await argon2.hash(PASSWORD);
    const learners = Array.from({ length: count }, (_none, place) => {
      const index = after + place;
      const organisation = organisations[index % organisations.length];
      return { ...learner(index, ground.sessionSecret), ...(organisation ?? { organisationId: '', worksAt: '' }) };
    });
    const rows = JSON.stringify(learners);
    const shape = `jsonb_to_recordset($1) as l(id uuid, email text, name text, sid text, "organisationId" uuid)`;
    await client.query(
      `insert into person (id, email, password_hash, name, profession, confirmed_at, created_at, search_key)
       select id, email, $2, name, 'nurse', now(), now(), lower(name) from ${shape}`,
      [rows, passwordHash],
    );
    await client.query(
      `insert into person_role (person_id, role, granted_at) select id, 'learner', now() from ${shape}`,
      [rows],
    );
    await client.query(
      `insert into workplace (id, person_id, organisation_id, kind, nation, region_code, icb_code, started_at, is_current)
       select gen_random_uuid(), l.id, o.id, 'organisation', o.nation, o.region_code, o.icb_code, now(), true
       from ${shape} join organisation o on o.id = l."organisationId"`,
      [rows],
    );
    await client.query(
      `insert into session (sid, sess, expire)
       select sid, json_build_object('cookie', json_build_object('originalMaxAge', 43200000, 'httpOnly', true, 'path', '/'),
         'passport', json_build_object('user', id), 'touchedAt', $2::bigint), now() + interval '12 hours' from ${shape}`,
      [rows, Date.now()],
    );
    await client.query('vacuum analyze');
    return learners;
  } finally {
    await client.end();
  }
}

async function fillUpOrganisations(client: pg.Client): Promise<{ organisationId: string; worksAt: string }[]> {
  const open =
    'select id as "organisationId", code as "worksAt" from organisation where closed_on is null order by code';
  const { rows: known } = await client.query<{ organisationId: string; worksAt: string }>(open);
  const missing = Math.max(0, ORGANISATIONS - known.length);
  const made = Array.from({ length: missing }, (_none, index) => ({
    id: uuid(),
    code: `ZZ${String(index + 100)}`,
    name: `Fictional Trust ${String(index + 1)}`,
  }));
  await client.query(
    `insert into organisation (id, code, ods_code, slug, name, kind, nation, fictional, search_key)
     select id, code, code, lower(code), name, 'trust', 'england', true, lower(name) from jsonb_to_recordset($1) as o(id uuid, code text, name text)`,
    [JSON.stringify(made)],
  );
  return (await client.query<{ organisationId: string; worksAt: string }>(open)).rows.slice(0, ORGANISATIONS);
}

function learner(index: number, secret: string) {
  const sid = randomBytes(24).toString('base64url');
  const signature = createHmac('sha256', secret).update(sid).digest('base64').replace(/=+$/, '');
  const cookie = `beforehand=${encodeURIComponent(`s:${sid}.${signature}`)}`;
  const number = String(index + 1);
  return {
    id: uuid(),
    sid,
    name: `Fictional Learner ${number}`,
    email: `learner${number}@bench.example`,
    cookie,
    headers: {
      cookie,
      'x-forwarded-for': `10.${String(index >> 16)}.${String((index >> 8) & 255)}.${String(index & 255)}`,
    },
  };
}

/** Each learner's browser has been to the site before: it holds the cookie that its forms go with. */
export async function visit(url: string, learners: readonly Learner[]): Promise<void> {
  for (const group of chunks(learners, 20))
    await Promise.all(
      group.map(async (one) => {
        const answer = await fetch(`${url}/cookies`, { headers: one.headers });
        await answer.arrayBuffer();
        const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
        one.headers['cookie'] = [one.headers['cookie'], ...cookies].join('; ');
      }),
    );
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_none, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

/** The same page asked by every learner. */
export function asEach(learners: readonly Learner[], path: string | ((learner: Learner) => string)): Request[] {
  return learners.map((one) => ({
    path: typeof path === 'string' ? path : path(one),
    headers: one.headers,
  }));
}

/** Sends a form as the learner: fetches a page for its token first. Answers where it leads. */
export async function submit(
  url: string,
  one: Pick<Learner, 'headers'>,
  page: string,
  action: string,
  fields: Record<string, string> = {},
): Promise<string> {
  const form = await prepareForm(url, one, page, action, fields);
  const answer = await fetch(url + action, { ...form, redirect: 'manual' });
  const location = answer.headers.get('location');
  if (answer.status !== 303 || location === null)
    throw new Error(
      `${action} answered ${String(answer.status)}, expected a redirect: ${(await answer.text()).slice(0, 400)}`,
    );
  return location;
}

/** A form ready to be sent: its token, the token's cookie, and every hidden field of the page's form. */
export async function prepareForm(
  url: string,
  one: Pick<Learner, 'headers'>,
  page: string,
  action: string,
  fields: Record<string, string> = {},
): Promise<Request> {
  const answer = await fetch(url + page, { headers: one.headers });
  const html = await answer.text();
  const form = [...html.matchAll(/<form[^>]*action="([^"]*)"[\s\S]*?<\/form>/g)].find(
    ([, to]) => unescaped(to ?? '') === action,
  );
  if (!form) throw new Error(`${page} (${String(answer.status)}) has no form that leads to ${action}`);
  const hidden = [...form[0].matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name, value]): [string, string] => [name ?? '', unescaped(value ?? '')],
  );
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  return {
    method: 'POST',
    path: action,
    headers: {
      ...one.headers,
      cookie: [one.headers['cookie'], ...cookies].filter(Boolean).join('; '),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }).toString(),
  };
}

function unescaped(html: string): string {
  return html.replaceAll('&#x3D;', '=').replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
}
