import { connect, createServer } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type Certificate, makeCertificate } from '@jowi/testkit/certificate';
import { TlsFront } from '@jowi/testkit/tls-front';
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

async function openTls(server: { readonly url: string }): Promise<TlsFront> {
  const { port } = new URL(server.url);
  const front = await TlsFront.open(() => Number(port), good);
  bench.later(() => front.close());
  return front;
}

it('a certificate that is not the server\u2019s: nothing is said to whoever shows it, a person is told why, nothing is lost', async () => {
  const server = await bench.server();
  const tls = await openTls(server);
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
  const tls = await openTls(server);
  const { till } = await bench.onlineTill(tls, { scheduler: hasty });
  await allSent(till);
  // The same name and port, and HTTP without TLS behind it.
  const { port } = new URL(tls.url);
  await tls.close();
  const asked = server.requests.length;
  const plain = createServer((near) => {
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
