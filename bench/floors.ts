import { createServer } from 'node:http';
import connectPgSimple from 'connect-pg-simple';
import express from 'express';
import session from 'express-session';
import pg from 'pg';

/**
 * What the machine can do with nothing of ours in it. `http`: a bare server that answers a short text. `session`: Express,
 * the session and the person behind it looked up, a page without rows.
 */
const [, , name] = process.argv;
const port = Number(process.env['PORT']);
const page = `<!DOCTYPE html><html lang="en-GB"><head><title>Floor</title></head><body><p>${'A page without rows. '.repeat(100)}</p></body></html>`;

if (name === 'http') {
  createServer((_req, res) => res.end('A bare answer.')).listen(port, () => {
    console.log('ready');
  });
} else {
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
  const Store = connectPgSimple(session);
  const app = express();
  app.use(
    session({
      store: new Store({ pool, tableName: 'session', disableTouch: true, pruneSessionInterval: false }),
      name: 'beforehand',
      secret: process.env['SESSION_SECRET'] ?? '',
      resave: false,
      saveUninitialized: false,
    }),
  );
  app.get('/', async (req, res) => {
    const id = (req.session as { passport?: { user?: string } }).passport?.user;
    const { rows } = await pool.query<{ name: string }>(
      'select p.id, p.name, p.email, array(select r.role from person_role r where r.person_id = p.id) as roles from person p where p.id = $1',
      [id],
    );
    if (rows.length === 0) res.status(401).end();
    else res.send(page);
  });
  app.listen(port, () => {
    console.log('ready');
  });
}
