import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { makeCertificate } from '@jowi/testkit/certificate';
import { TlsFront } from '@jowi/testkit/tls-front';
import type { Scenario } from '../scenario.ts';
import { ShopTill } from '../shop-till.ts';
import { judge } from '../verdict.ts';

const SALES = 10;

/** Somebody else answers at the till's address for a while. */
const stranger = (name: string, says: string, answer: RequestListener): Scenario => ({
  name: `stranger: ${name}`,
  what: `the till says ${says}`,
  async play(stage) {
    await using till = await ShopTill.open(stage);
    const server = createServer(answer);
    await till.line.cut();
    await new Promise<void>((resolve) => server.listen(till.line.port, '127.0.0.1', resolve));
    await till.sell(SALES);
    await till.tells(says);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await till.line.heal();
    await till.drained();
    return await judge(stage, [till]);
  },
});

const authority = { name: 'Sinov CA', ...makeCertificate({ name: 'Sinov CA', isAuthority: true }) };
const good = makeCertificate({ name: 'localhost', issuer: authority });

export const strangers: readonly Scenario[] = [
  stranger('Wi-Fi page', 'till/network-portal', (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Free Wi-Fi</title>'),
  ),
  stranger('Wi-Fi redirect', 'till/network-portal', (_, response) => {
    const { port } = (response.socket?.address() ?? {}) as AddressInfo;
    response.writeHead(302, { location: `http://127.0.0.1:${port}/login` }).end();
  }),
  stranger('another service', 'till/server-foreign', (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}'),
  ),
  {
    name: 'stranger: certificates',
    what: 'expired, not yet valid, self-signed, of another name: refused, each said',
    async play(stage) {
      const known = getCACertificates('default');
      setDefaultCACertificates([...known, authority.cert]);
      const front = await TlsFront.open(() => stage.apiPort, good);
      try {
        await using till = await ShopTill.open(stage, { serverUrl: front.url });
        for (const [wrong, says] of [
          [{ issuer: authority, fromMs: 0, untilMs: Date.now() - 1_000 }, 'till/certificate-date'],
          [
            { issuer: authority, fromMs: Date.now() + 1e9, untilMs: Date.now() + 2e9 },
            'till/certificate-date',
          ],
          [{}, 'till/certificate-foreign'],
          [{ issuer: authority, name: 'wifi.example' }, 'till/certificate-foreign'],
        ] as const) {
          front.present(makeCertificate({ name: 'localhost', ...wrong }));
          await till.sell(SALES);
          await till.tells(says);
          front.present(good);
          await till.drained();
        }
        return await judge(stage, [till]);
      } finally {
        await front.close();
        setDefaultCACertificates(known);
      }
    },
  },
];
