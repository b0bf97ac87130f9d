import { type AddressInfo, connect, createServer as createPlainServer } from 'node:net';
import { createServer, getCACertificates, type Server, setDefaultCACertificates } from 'node:tls';
import { type Certificate, makeCertificate } from '@jowi/testkit/certificate';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import { allSent, Bench, refusal, sell, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

const hasty: typeof nodePorts.scheduler = (callback, delayMs) => nodePorts.scheduler(callback, delayMs / 20);
const DAY_MS = 86_400_000;

const authority = { name: 'Sinov CA', ...makeCertificate({ name: 'Sinov CA', isAuthority: true }) };
const stranger = { name: 'Begona CA', ...makeCertificate({ name: 'Begona CA', isAuthority: true }) };
const good = makeCertificate({ name: 'localhost', issuer: authority });

const known = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...known, authority.cert]));
afterAll(() => setDefaultCACertificates(known));

const WRONG: readonly (readonly [string, Certificate, string])[] = [
  [
    'expired',
    makeCertificate({ name: 'localhost', issuer: authority, untilMs: Date.now() - DAY_MS, fromMs: 0 }),
    'till/certificate-date',
  ],
  [
    'not valid yet',
    makeCertificate({ name: 'localhost', issuer: authority, fromMs: Date.now() + DAY_MS }),
    'till/certificate-date',
  ],
  ['of its own making', makeCertificate({ name: 'localhost' }), 'till/certificate-foreign'],
  [
    'of another name',
    makeCertificate({ name: 'wifi.example', issuer: authority }),
    'till/certificate-foreign',
  ],
  [
    'vouched for by a stranger',
    makeCertificate({ name: 'localhost', issuer: stranger }),
    'till/certificate-foreign',
  ],
];

/** TLS in front of a plain port; whoever cannot prove itself never gets through to it. */
async function openTls(
  port: number,
): Promise<{ server: Server; url: string; present(it: Certificate): void }> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer(good, (near) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          near.destroy();
          far.destroy();
        });
    }
    near.pipe(far).pipe(near);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  bench.later(() => {
    hangUp();
    return new Promise((resolve) => server.close(resolve));
  });
  return {
    server,
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    present(it) {
      server.setSecureContext(it);
      hangUp();
    },
  };
}

it('a certificate that is not the server\u2019s: nothing is said to whoever shows it, a person is told why, nothing is lost', async () => {
  const server = await bench.server();
  const tls = await openTls(Number(new URL(server.url).port));
  const { till } = await bench.onlineTill(tls, { scheduler: hasty });
  await allSent(till);
  const codes = async () => (await value(till.device.state())).notices.map(({ code }) => code);
  const sold = [];
  for (const [what, certificate, code] of WRONG) {
    tls.present(certificate);
    await waitFor(async () => !(await value(till.device.state())).online, { what: `the light (${what})` });
    const asked = server.requests.length;
    sold.push(await sell(till, 1));
    await waitFor(async () => (await codes()).includes(code as never), { what: `${code} (${what})` });
    expect(await refusal(till.device.pair({ code: 'ABCD2345', serverUrl: tls.url }))).toBe(code);
    expect(server.requests.length).toBe(asked);
    expect(await value(till.device.serverUrl())).toBe(tls.url);
    tls.present(good);
    await allSent(till);
    await waitFor(async () => (await codes()).length === 0, { what: 'an end of the notice' });
  }
  expect(sold.map(({ receiptId }) => server.posted.get(receiptId))).toEqual(sold.map(() => 1));
});

it('a port that speaks no TLS any more is not spoken to without', async () => {
  const server = await bench.server();
  const tls = await openTls(Number(new URL(server.url).port));
  const { till } = await bench.onlineTill(tls, { scheduler: hasty });
  await allSent(till);
  // The same name and port, and HTTP without TLS behind it.
  const { port } = new URL(tls.url);
  tls.present(good);
  await new Promise((resolve) => {
    tls.server.close(resolve);
    tls.present(good);
  });
  const asked = server.requests.length;
  const plain = createPlainServer((near) => {
    near.pipe(connect(Number(new URL(server.url).port), '127.0.0.1')).pipe(near);
    near.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => plain.listen(Number(port), resolve));
  bench.later(() => new Promise((resolve) => plain.close(resolve)));
  await sell(till, 1);
  await waitFor(async () => (await value(till.device.state())).obstacle?.code === 'till/server-foreign', {
    what: 'the notice',
  });
  expect(server.requests.length).toBe(asked);
  expect((await value(till.device.state())).unsent).toBeGreaterThan(0);
});
