import S3rver from 's3rver';

const KEY = 'S3RVER';
const SECRET = 'S3RVER';

/** A real S3 server on a free port of this machine, with one bucket. */
export async function startS3(directory: string) {
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    resetOnClose: true,
    configureBuckets: [{ name: 'policies', configs: [] }],
  });
  const { port } = await server.run();
  return {
    url: `s3+http://${KEY}:${SECRET}@127.0.0.1:${String(port)}/policies?region=us-east-1`,
    stop: () => server.close(),
  };
}
