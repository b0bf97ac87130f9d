import {
  PERMISSIONS,
  type Permission,
  ROLE_KINDS,
  ROLE_TEMPLATES,
  type RoleKind,
} from '@jowi/contracts/permissions';
import type { Answer, Asker, AskOptions, TestApi } from '../support/api.ts';
import { WEB_ORIGIN } from '../support/settings.ts';
import type { TestTill } from '../support/test-till.ts';
import { type FilledRequest, fillRequest, type Ids, type Slot, slotsOf } from './fill-request.ts';
import { type Fingerprint, fingerprint, markersOf, storeFingerprint, type World } from './foreign-world.ts';
import { listen } from './listen.ts';
import type { Operation } from './operations.ts';
import { KINDS_OF_A_STORE } from './real-ids.ts';
import { HER_OWN, PECULIAR } from './routes.ts';

/** Everybody there is, and what they could name. */
export interface Stage {
  readonly api: TestApi;
  readonly own: World;
  readonly ownIds: Ids;
  /** Another business. */
  readonly foreign: World;
  readonly foreignIds: Ids;
  /** Another store of one's own business. */
  readonly elsewhere: World;
  readonly elsewhereIds: Ids;
  /** What nobody who is limited to one's own first store may read. */
  readonly elsewhereMarkers: readonly string[];
  /** May do everything, but in one's own first store only. */
  readonly limited: Asker;
  /** By her role. */
  readonly people: Readonly<Record<RoleKind, Asker>>;
  /** In a session of her own each time; may do everything. For what a person does to herself and her sessions. */
  signInVolunteer(): Promise<Asker>;
  readonly suspended: Asker;
  readonly revokedTill: TestTill;
  /** Somebody with these permissions, in all stores. */
  withPermissions(permissions: readonly Permission[]): Promise<Asker>;
}

export type AttackKind =
  | 'other business'
  | 'other store'
  | 'role without it'
  | 'each permission but one'
  | 'no permission'
  | 'suspended'
  | 'anonymous'
  | 'till'
  | 'revoked till'
  | 'person'
  | 'another site';

/** One request that should have got nothing, and what is wrong with its answer; null = nothing is. */
export interface Verdict {
  readonly operation: string;
  readonly attack: AttackKind;
  readonly fault: string | null;
}

const OTHER_SITES = ['https://evil.example', 'null', 'http://localhost:3001', `${WEB_ORIGIN}.evil.example`];
const SAFE = new Set(['GET', 'HEAD']);

/** Tries everything on one operation. */
export async function attack(stage: Stage, operation: Operation): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const note = (kind: AttackKind, fault: string | null) =>
    void verdicts.push({ operation: operation.name, attack: kind, fault });
  if (PECULIAR[operation.name]?.isNotTried === undefined) {
    for (const fault of await asOtherBusiness(stage, operation)) note('other business', fault);
    if (operation.audience === 'person')
      for (const fault of await asOtherStore(stage, operation)) note('other store', fault);
  }
  // These are refused before anything is read, so any request will do.
  const request = requestFor(stage, operation, stage.foreignIds);
  const refusal = async (
    kind: AttackKind,
    who: { ask: Asker['ask'] },
    expected: { status: number; code?: string },
    headers: Record<string, string> = {},
  ) => {
    const { method, path } = request;
    const answer = await who.ask(method, path, optionsOf(request, headers));
    note(kind, faultOfRefusal(answer, expected) ?? taintOf(answer, markersOf(stage.foreign)));
  };
  const { api } = stage;
  const till = (it: TestTill): { ask: Asker['ask'] } => ({
    ask: (method, path, options) => api.askAs(it, method, path, options),
  });
  const fromOurSite = { origin: WEB_ORIGIN };
  if (operation.audience === 'person') {
    await refusal('anonymous', api.nobody, { status: 401, code: 'auth/required' }, fromOurSite);
    await refusal('till', till(stage.own.till), { status: 401 }, fromOurSite);
    await refusal('suspended', stage.suspended, { status: 401, code: 'auth/required' });
    const forbidden = { status: 403, code: 'auth/forbidden' };
    for (const missing of operation.permissions) {
      const others = PERMISSIONS.filter((it) => it !== missing);
      await refusal('each permission but one', await stage.withPermissions(others), forbidden);
    }
    if (operation.permissions.length > 0)
      await refusal('no permission', await stage.withPermissions([]), forbidden);
    for (const role of rolesWithout(operation.permissions))
      await refusal('role without it', stage.people[role], forbidden);
  }
  if (operation.audience === 'terminal') {
    await refusal('anonymous', api.nobody, { status: 401, code: 'auth/required' });
    await refusal('person', stage.own.owner, { status: 401, code: 'auth/required' });
    await refusal('revoked till', till(stage.revokedTill), { status: 401 });
  }
  if (operation.audience !== 'terminal' && !SAFE.has(operation.method))
    for (const origin of OTHER_SITES)
      await refusal('another site', stage.own.owner, { status: 403, code: 'auth/origin' }, { origin });
  return verdicts;
}

/** Of the five, those whose role does not carry all of it. */
export function rolesWithout(permissions: readonly Permission[]): RoleKind[] {
  return ROLE_KINDS.filter((role) =>
    permissions.some((it) => !ROLE_TEMPLATES[role].permissions.includes(it)),
  );
}

/** It changes something, and reading is all one needs for it. */
export function asksTooLittle({ name, path, method, audience, permissions }: Operation): boolean {
  if (audience !== 'person' || SAFE.has(method)) return false;
  if (path.startsWith(HER_OWN) || PECULIAR[name]?.changesForEverybody !== undefined) return false;
  return permissions.every((it) => it.endsWith('/read'));
}

async function asOtherBusiness(stage: Stage, operation: Operation): Promise<(string | null)[]> {
  const { api, foreign } = stage;
  const before = await fingerprint(api.database, foreign.business.tenantId);
  const faults: (string | null)[] = [];
  for (const attempt of attemptsWith(operation, stage.ownIds, stage.foreignIds, () => true)) {
    const request = requestFor(stage, operation, attempt.ids);
    faults.push(
      await tryAttempt(
        stage,
        operation,
        request,
        attempt,
        await askerOf(stage, operation),
        markersOf(foreign),
      ),
    );
  }
  // To be heard of at all, something has to change over there.
  if (!PECULIAR[operation.name]?.isStream)
    faults.push(changeOf(before, await fingerprint(api.database, foreign.business.tenantId)));
  return faults;
}

/** A person limited to one store, with the ids of another. */
async function asOtherStore(stage: Stage, operation: Operation): Promise<(string | null)[]> {
  const { api, elsewhere } = stage;
  const isOfStore = ({ kind }: Slot) => KINDS_OF_A_STORE.includes(kind);
  // Without anything of a store in it, a change is the business's: another test's matter.
  if (!SAFE.has(operation.method) && !slotsOf(operation).some(isOfStore)) return [];
  const before = await storeFingerprint(api.database, elsewhere);
  const faults: (string | null)[] = [];
  for (const attempt of attemptsWith(operation, stage.ownIds, stage.elsewhereIds, isOfStore)) {
    const request = requestFor(stage, operation, attempt.ids);
    faults.push(await tryAttempt(stage, operation, request, attempt, stage.limited, stage.elsewhereMarkers));
  }
  return [...faults, changeOf(before, await storeFingerprint(api.database, elsewhere))];
}

interface Attempt {
  readonly ids: (slot: Slot) => string | undefined;
  /** Where the strangest of its ids stands. */
  readonly reach: 'path' | 'body' | 'query' | 'nothing';
}

/** All ids of somebody else; then each of them alone among one's own. */
function* attemptsWith(
  operation: Operation,
  own: Ids,
  others: Ids,
  isOthers: (slot: Slot) => boolean,
): Generator<Attempt> {
  const slots = slotsOf(operation).filter(isOthers);
  const reachOf = (some: readonly Slot[]): Attempt['reach'] =>
    (['path', 'body', 'query'] as const).find((where) => some.some((it) => it.where === where)) ?? 'nothing';
  yield { ids: (slot) => (isOthers(slot) ? others : own)[slot.kind], reach: reachOf(slots) };
  if (slots.length < 2) return;
  for (const one of slots)
    yield { ids: (slot) => (sameSlot(slot, one) ? others : own)[slot.kind], reach: reachOf([one]) };
}

function sameSlot(a: Slot, b: Slot): boolean {
  return a.where === b.where && a.name === b.name;
}

async function tryAttempt(
  stage: Stage,
  operation: Operation,
  request: FilledRequest,
  { reach }: Attempt,
  who: { ask: Asker['ask'] },
  markers: readonly string[],
): Promise<string | null> {
  const { alsoAnswers = [], isStream, repeats } = PECULIAR[operation.name] ?? {};
  if (isStream) return taintOf({ text: await listen(stage, operation, request), headers: {} }, markers);
  const answer = await who.ask(request.method, request.path, optionsOf(request));
  const told = `${request.method} ${request.path} -> ${answer.status} ${answer.text.slice(0, 300)}`;
  if (answer.status >= 500) return `falls over: ${told}`;
  if (answer.status === 401 && operation.audience !== 'public') return `does not know who asks: ${told}`;
  // What is open to everybody is opened by a code or a token: a wrong one is refused in its own words.
  const isOpen = operation.audience === 'public';
  const allowed = {
    path: isOpen ? [403, 404, 422] : [403, 404],
    body: isOpen ? [401, 403, 404, 409, 422, 429] : [403, 404, 409, 422],
    query: null,
    nothing: null,
  }[reach];
  if (allowed && ![...allowed, ...alsoAnswers].includes(answer.status)) return `takes ids of others: ${told}`;
  const sent = repeats ? JSON.stringify(request) : '';
  return taintOf(
    answer,
    markers.filter((marker) => !sent.includes(marker)),
  );
}

/**
 * The same request with one's own ids. When it is refused for its shape, the attacks above proved nothing: they were
 * refused for it as well.
 */
export async function control(stage: Stage, operation: Operation): Promise<string | null> {
  const { isNotTried, isStream } = PECULIAR[operation.name] ?? {};
  if (isNotTried !== undefined || isStream) return null;
  const request = requestFor(stage, operation, (slot) => stage.ownIds[slot.kind], true);
  const answer = await (await askerOf(stage, operation)).ask(
    request.method,
    request.path,
    optionsOf(request),
  );
  const code = answer.body?.error?.code;
  const isUnknown = operation.audience !== 'public' && [401, 403].includes(answer.status);
  const isHollow = isUnknown || [400, 415].includes(answer.status) || code === 'common/validation';
  return isHollow
    ? `is hollow: ${request.method} ${request.path} ${JSON.stringify(request.body)} -> ${answer.status} ${answer.text.slice(0, 400)}`
    : null;
}

async function askerOf(
  stage: Stage,
  { audience, method, permissions }: Operation,
): Promise<{ ask: Asker['ask'] }> {
  const { api, own } = stage;
  if (audience === 'terminal')
    return { ask: (verb, path, options) => api.askAs(own.till, verb, path, options) };
  const isAboutHerself = audience === 'person' && permissions.length === 0 && !SAFE.has(method);
  return isAboutHerself ? stage.signInVolunteer() : own.owner;
}

/** @throws Error that says what is missing for a route whose ids cannot be filled in */
function requestFor(
  { own, foreign }: Stage,
  operation: Operation,
  ids: Ids | Attempt['ids'],
  isOwn = false,
): FilledRequest {
  const { body, query } = PECULIAR[operation.name] ?? {};
  const example = { ...(body && { body: body(isOwn ? own : foreign, own) }), ...(query && { query }) };
  return fillRequest(
    operation,
    (slot) => {
      const id = typeof ids === 'function' ? ids(slot) : ids[slot.kind];
      if (id !== undefined) return id;
      throw new Error(
        `${operation.name}: ${slot.where} ${slot.name} names a ${slot.kind}, and the worlds have none. Make one in makeWorld() (foreign-world.ts), or say in ALIASES (fill-request.ts) what it is kept as.`,
      );
    },
    example,
  );
}

function optionsOf({ body, contentType }: FilledRequest, headers: Record<string, string> = {}): AskOptions {
  return {
    ...(body !== undefined && { body }),
    headers: { ...(contentType && { 'content-type': contentType }), ...headers },
  };
}

function faultOfRefusal(answer: Answer, { status, code }: { status: number; code?: string }): string | null {
  const got = answer.body?.error?.code;
  if (answer.status === status && (code === undefined || got === code)) return null;
  return `answers ${answer.status} ${got ?? answer.text.slice(0, 200)} instead of ${status} ${code ?? ''}`;
}

function taintOf(answer: Pick<Answer, 'text' | 'headers'>, markers: readonly string[]): string | null {
  const whole = answer.text + JSON.stringify(answer.headers);
  const shown = markers.find((marker) => whole.includes(marker));
  return shown === undefined ? null : `shows ${shown}: ${answer.text.slice(0, 300)}`;
}

function changeOf(before: Fingerprint, after: Fingerprint): string | null {
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  return changed.length > 0 ? `changes rows of others in ${changed.join(', ')}` : null;
}
