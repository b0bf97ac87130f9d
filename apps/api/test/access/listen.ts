import type { AddressInfo } from 'node:net';
import type { TestApi } from '../support/api.ts';
import type { FilledRequest } from './fill-request.ts';
import type { World } from './foreign-world.ts';
import type { Operation } from './operations.ts';

const MOMENT_MS = 400;

/** What an answer without end says for a moment while something happens in the other business. */
export async function listen(
  { api, own, foreign }: { readonly api: TestApi; readonly own: World; readonly foreign: World },
  { audience }: Operation,
  { method, path }: FilledRequest,
): Promise<string> {
  const server = api.app.getHttpServer();
  if (!server.listening) await api.app.listen(0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  const headers: Record<string, string> =
    audience === 'terminal' ? { authorization: own.till.bearer() } : { cookie: own.owner.jar.header };
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers,
    signal: AbortSignal.timeout(MOMENT_MS),
  });
  let heard = JSON.stringify([...response.headers]);
  // Two readings of the same product: the second is a change that the other business's own tills are told of.
  const product = await foreign.owner.ask('GET', `/v1/products/${foreign.productId}`);
  const { id: _, version, archived: __, ...fields } = product.body;
  const changed = await foreign.owner.ask('PUT', `/v1/products/${foreign.productId}`, {
    body: { ...fields, version },
  });
  if (changed.status !== 200) throw new Error(`Nothing happened to be heard of: ${changed.text}`);
  try {
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) heard += decoder.decode(chunk, { stream: true });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TimeoutError') throw error;
  }
  return heard;
}
