import type { Problem } from '@jowi/contracts/errors';
import { type PairResponse, zPairRequest, zPairResponse } from '@jowi/contracts/http/terminals';
import { TillError } from '../result.ts';
import { raiseNumbers } from '../store/counter.store.ts';
import { MAX_ANSWER_BYTES, readProblem } from '../sync/api-client.ts';
import { readJson } from '../sync/bounded-body.ts';
import { obstacleOf, strangerOf } from '../sync/obstacle.ts';
import type { TillContext } from '../till-context.ts';

const PAIR_TIMEOUT_MS = 20_000;

/**
 * Binds this till's key to a terminal of the shop. The key is made here and only its public half is sent. What the till
 * holds of the catalogue and of the people is fetched anew, in case the server or the disk was exchanged. Throws what
 * the server says (`terminals/pairing-code-invalid`, `-expired`), `till/server-unreachable`, `common/conflict`
 * for the code of another terminal.
 */
export async function pairDevice(till: TillContext, code: string, serverUrl: string): Promise<void> {
  const server = serverUrl.replace(/\/+$/, '');
  const before = till.meta.findIdentity();
  const request = zPairRequest.safeParse({
    code,
    publicKey: till.keys.ensurePublicKey(),
    ...(before && { terminalId: before.settings.terminalId }),
  });
  if (!request.success) throw new TillError('terminals/pairing-code-invalid');
  const paired = await askServer(till, server, request.data);
  const { settings, epoch, lastNumbers, serverTimeMs } = paired;
  // Its journal belongs to the terminal that wrote it; another shop's sales must not be sent under this name.
  if (before && before.settings.terminalId !== settings.terminalId) throw new TillError('common/conflict');
  till.trusted.learn(serverTimeMs);
  till.db.transaction(() => {
    till.meta.saveIdentity({ serverUrl: server, epoch: till.journal.freshEpoch(epoch), settings });
    till.journal.offerEnds();
    raiseNumbers(till.db, lastNumbers);
    till.meta.forgetCursor();
    till.notices.clear('auth/terminal-revoked');
    till.notices.clear('auth/assertion-invalid');
  });
  till.events.emit('paired', 'device-changed');
}

async function askServer(till: TillContext, server: string, request: object): Promise<PairResponse> {
  const abort = new AbortController();
  const cancel = till.scheduler(() => abort.abort(), PAIR_TIMEOUT_MS);
  let problem: Problem = { code: 'till/server-unreachable' };
  try {
    const response = await till.http(`${server}/v1/terminals/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal: abort.signal,
      redirect: 'manual',
    });
    const stranger = strangerOf(response, 'application/json');
    if (stranger) {
      problem = stranger;
      await response.body?.cancel();
    } else if (response.ok) {
      const answer = zPairResponse.safeParse(await readJson(response, MAX_ANSWER_BYTES));
      if (answer.success) return answer.data;
      problem = { code: 'till/server-foreign' };
    } else if (response.status < 500) {
      problem = (await readProblem(response)).problem;
    }
  } catch (error) {
    problem = obstacleOf(error) ?? problem;
    till.log('warn', 'pairing did not reach the server', { error: String(error) });
  } finally {
    cancel();
  }
  throw new TillError(problem.code, problem.params);
}
