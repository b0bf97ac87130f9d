import { CONSENT_TEXT_VERSION } from '@jowi/contracts/http/personal-data';
import { zInvitationMade, zInvitationView } from '@jowi/contracts/http/staff';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { PASSWORD } from '../../../test/support/business.ts';
import { codeOf } from '../../../test/support/registration.ts';
import { WEB_ORIGIN } from '../../../test/support/settings.ts';

describe('an invitation', () => {
  let api: TestApi;
  let owner: Asker;
  let phones = 0;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
  });
  afterAll(() => api.close());

  const employ = async (phone: string | null = `+9989440${String(10_000 + ++phones)}`) => {
    const body = {
      name: 'Nodira',
      phone,
      color: 1,
      roleId: api.a.roles.accountant,
      storeIds: null,
      pin: null,
    };
    const { employee } = (await owner.ask('POST', '/v1/staff', { body })).body;
    return { id: employee.id as string, phone: phone as string };
  };
  const invite = async (id: string, send: 'message' | 'link' = 'link') => {
    const answer = await owner.ask('POST', `/v1/staff/${id}/invitation`, { body: { send, language: 'ru' } });
    if (answer.status !== 200) throw new Error(answer.text);
    const { url, employee } = zInvitationMade.parse(answer.body);
    return { token: url.slice(url.lastIndexOf('/') + 1), url, employee };
  };
  const ask = (path: string, body: object) => api.nobody.ask('POST', `/v1/invitations/${path}`, { body });
  const prove = async (token: string, phone: string) => {
    const sent = await ask('code', { token, language: 'ru' });
    if (sent.status !== 200) throw new Error(sent.text);
    const consent = { textVersion: CONSENT_TEXT_VERSION, language: 'uz' };
    return { token, requestId: sent.body.requestId as string, code: await codeOf(api, phone), consent };
  };
  const codeOfError = (answer: { body: { error: { code: string } } }) => answer.body.error.code;

  it('is a link that says who is asked by whom, and not her whole number', async () => {
    const { id, phone } = await employ();
    const { token, url, employee } = await invite(id);
    expect(url.startsWith(`${WEB_ORIGIN}/invite/`)).toBe(true);
    expect(employee.invitation).toMatchObject({
      expired: false,
      expiresAtMs: api.clock.now() + 72 * 3_600_000,
    });
    const looked = await ask('look', { token });
    expect(zInvitationView.parse(looked.body)).toMatchObject({
      businessName: 'Anor',
      employeeName: 'Nodira',
      roleKind: 'accountant',
    });
    expect(looked.text).not.toContain(phone.slice(-7));
    const kept = await withClient(api.database.adminUrl, (client) =>
      client.query('SELECT * FROM invitation'),
    );
    expect(JSON.stringify(kept.rows)).not.toContain(token);
  });

  it('opens an account for a phone that has none, once', async () => {
    const { id, phone } = await employ();
    const { token } = await invite(id);
    const step = await ask('accept', await prove(token, phone));
    expect(step.body).toEqual({ step: 'password', ticket: expect.any(String) });
    const { ticket } = step.body;
    const weak = await ask('password', { ticket, password: 'password1' });
    expect(weak.status).toBe(422);
    expect(weak.body.error.field).toBe('password');
    expect((await ask('password', { ticket, password: 'kulcha-nok-2026' })).body).toEqual({
      step: 'done',
      phone,
    });
    const person = await api.signIn(phone, 'kulcha-nok-2026');
    expect((await person.ask('GET', '/v1/auth/me')).body).toMatchObject({
      employeeId: id,
      role: 'accountant',
    });
    for (const answer of [
      await ask('look', { token }),
      await ask('password', { ticket, password: 'other-2026-x' }),
    ])
      expect(codeOfError(answer)).toBe('invitations/used');
    expect((await owner.ask('GET', `/v1/staff/${id}`)).body).toMatchObject({
      hasAccount: true,
      invitation: null,
    });
    const again = await owner.ask('POST', `/v1/staff/${id}/invitation`, {
      body: { send: 'link', language: 'ru' },
    });
    expect(codeOfError(again)).toBe('staff/has-account');
  });

  it('joins the account a phone has, whose password stays', async () => {
    const { phone } = api.b.employees.accountant;
    const { id } = await employ(phone);
    const { token } = await invite(id);
    const step = await ask('accept', await prove(token, phone));
    expect(step.body).toEqual({ step: 'done', phone });
    const person = await api.signIn(phone, PASSWORD);
    expect((await person.ask('GET', '/v1/auth/me')).body.businessCount).toBe(2);
  });

  it('goes as a message in her language, with a link that works', async () => {
    const { id, phone } = await employ();
    await invite(id, 'message');
    let text = '';
    for (let i = 0; i < 100 && text === ''; i++) {
      const { body } = await api.nobody.ask('GET', `/v1/dev/messages?to=${encodeURIComponent(phone)}`);
      text = body.items[0]?.text ?? '';
      if (text === '') await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const token = /\/invite\/([\w-]{43})/.exec(text)?.[1];
    expect(text).toContain('Anor');
    expect((await ask('look', { token: token as string })).status).toBe(200);
  });

  it('runs out after seventy-two hours; a new one takes its place; it can be withdrawn', async () => {
    const { id } = await employ();
    const first = await invite(id);
    const second = await invite(id);
    expect(codeOfError(await ask('look', { token: first.token }))).toBe('invitations/used');
    expect((await ask('look', { token: second.token })).status).toBe(200);
    expect((await owner.ask('POST', `/v1/staff/${id}/invitation/withdraw`)).body.invitation).toBeNull();
    expect(codeOfError(await ask('look', { token: second.token }))).toBe('invitations/used');
    const none = await owner.ask('POST', `/v1/staff/${id}/invitation/withdraw`);
    expect(codeOfError(none)).toBe('staff/invitation-none');
    const third = await invite(id);
    api.clock.advance(72 * 3_600_000);
    owner = await api.signIn(api.a.employees.owner.phone);
    expect(codeOfError(await ask('look', { token: third.token }))).toBe('invitations/expired');
    expect((await owner.ask('GET', `/v1/staff/${id}`)).body.invitation).toMatchObject({ expired: true });
  });

  it('ends when she is suspended or her number changes', async () => {
    const one = await employ();
    const suspended = await invite(one.id);
    await owner.ask('POST', `/v1/staff/${one.id}/suspend`, { body: { version: 1 } });
    expect(codeOfError(await ask('look', { token: suspended.token }))).toBe('invitations/used');
    const afterwards = await owner.ask('POST', `/v1/staff/${one.id}/invitation`, {
      body: { send: 'link', language: 'ru' },
    });
    expect(codeOfError(afterwards)).toBe('staff/suspended');

    const two = await employ();
    const renumbered = await invite(two.id);
    const { body } = await owner.ask('GET', `/v1/staff/${two.id}`);
    const { version, name, color, roleId, storeIds } = body;
    const changed = await owner.ask('PUT', `/v1/staff/${two.id}`, {
      body: { version, name, color, roleId, storeIds, phone: '+998944998877' },
    });
    expect(changed.status).toBe(200);
    expect(codeOfError(await ask('look', { token: renumbered.token }))).toBe('invitations/used');
  });

  it('needs the code that went to her phone: not a wrong one, nor one for somebody else', async () => {
    const mine = await employ();
    const other = await employ();
    const invited = await invite(mine.id);
    const proofOfOther = await prove((await invite(other.id)).token, other.phone);
    const foreign = await ask('accept', { ...proofOfOther, token: invited.token });
    expect(codeOfError(foreign)).toBe('codes/spent');
    const proof = await prove(invited.token, mine.phone);
    const wrong = await ask('accept', { ...proof, code: proof.code === '000000' ? '000001' : '000000' });
    expect(codeOfError(wrong)).toBe('codes/wrong');
    expect((await ask('accept', proof)).status).toBe(200);
    expect(codeOfError(await ask('accept', proof))).toBe('codes/spent');
  });

  it('is accepted once, however many do it at the same time', async () => {
    const { id, phone } = await employ();
    const { token } = await invite(id);
    const step = await ask('accept', await prove(token, phone));
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        ask('password', { ticket: step.body.ticket, password: 'kulcha-nok-2026' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const people = await withClient(api.database.adminUrl, (client) =>
      client.query('SELECT FROM auth."user" WHERE "phoneNumber" = $1', [phone]),
    );
    expect(people.rows).toHaveLength(1);
    const consents = await withClient(api.database.adminUrl, (client) =>
      client.query('SELECT kind, text_version, language, source FROM consent WHERE employee_id = $1', [id]),
    );
    expect(consents.rows).toEqual([
      { kind: 'given', text_version: CONSENT_TEXT_VERSION, language: 'uz', source: 'invitation' },
    ]);
  });

  it('is not accepted by somebody who agreed to nothing, or to another text', async () => {
    const { id, phone } = await employ();
    const { token } = await invite(id);
    const { consent, ...proof } = await prove(token, phone);
    expect((await ask('accept', proof)).status).toBe(422);
    const older = { ...consent, textVersion: '2019-07' };
    expect((await ask('accept', { ...proof, consent: older })).status).toBe(422);
    expect((await ask('accept', { ...proof, consent })).status).toBe(200);
  });

  it('is for somebody with a phone; made-up tokens and tickets open nothing', async () => {
    const { id } = await employ(null);
    const answer = await owner.ask('POST', `/v1/staff/${id}/invitation`, {
      body: { send: 'link', language: 'ru' },
    });
    expect(codeOfError(answer)).toBe('staff/phone-needed');
    expect((await ask('look', { token: 'A'.repeat(43) })).status).toBe(404);
    for (const token of ['', 'short', 'A'.repeat(44), `${'A'.repeat(42)}'`])
      expect((await ask('look', { token })).status).toBe(422);
    for (const ticket of ['', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'])
      expect(codeOfError(await ask('password', { ticket, password: 'kulcha-nok-2026' }))).toBe(
        'invitations/ticket-expired',
      );
  });

  it('costs at most five messages a phone and day', async () => {
    const { id } = await employ();
    const send = () =>
      owner.ask('POST', `/v1/staff/${id}/invitation`, { body: { send: 'message', language: 'uz' } });
    for (let i = 0; i < 5; i++) expect((await send()).status).toBe(200);
    const refused = await send();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });
});
