import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server whose addresses answer as their names say, and that keeps what it was asked. */
export async function startLinkServer() {
  const asked: string[] = [];
  const server = http.createServer((req, res) => {
    const path = req.url ?? '/';
    asked.push(`${req.method ?? ''} ${path}`);
    const [, name, target] = path.split('/');
    const to = (status: number, location: string) => res.writeHead(status, { location }).end();
    if (name === 'moved') to(301, '/here');
    else if (name === 'elsewhere') to(302, '/here');
    else if (name === 'round') to(302, '/round');
    else if (name === 'inside') to(302, 'http://169.254.169.254/latest/meta-data');
    else if (name === 'file') to(302, 'file:///etc/passwd');
    else if (name === 'get-only') res.writeHead(req.method === 'HEAD' ? 405 : 200).end('x'.repeat(1_000_000));
    else if (name === 'status') res.writeHead(Number(target)).end();
    else if (name === 'here') res.writeHead(200).end();
    else if (name !== 'silent') res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
