import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MailServer } from '../../../../test/simulators/mail-server.ts';
import { outgoing } from '../../../../test/support/message.ts';
import { SmtpProvider } from './smtp.provider.ts';

describe('SmtpProvider', () => {
  let mail: MailServer;
  const providers: SmtpProvider[] = [];

  beforeEach(async () => {
    mail = await MailServer.start();
  });
  afterEach(async () => {
    for (const provider of providers.splice(0)) provider.close();
    await mail.close();
  });

  const open = (url = mail.url) => {
    const provider = new SmtpProvider({ url, from: 'JOWi Shop <no-reply@shop.example>', timeoutMs: 500 });
    providers.push(provider);
    return provider;
  };
  const letter = () =>
    outgoing({
      to: 'manager@shop.uz',
      code: null,
      subject: 'Taklif: Anor',
      text: 'Anor sizni JOWi Shop dasturiga taklif qilyapti: https://shop.example/i/1',
    });

  it('sends a letter in plain text', async () => {
    const message = letter();
    const sent = await open().send(message);
    expect(sent).toEqual({ outcome: 'accepted', ref: `<${message.id}@jowi.shop>` });
    expect(mail.mails[0]).toMatchObject({ from: 'no-reply@shop.example', to: ['manager@shop.uz'] });
    expect(mail.mails[0]?.source).toContain('Subject: Taklif: Anor');
    expect(mail.mails[0]?.source).toContain('Content-Language: uz');
    expect(mail.mails[0]?.source).toContain('https://shop.example/i/1');
  });

  it('writes a Russian subject so that any program reads it, and lets no header in through a name', async () => {
    await open().send({ ...letter(), subject: 'Приглашение: Анор\r\nBcc: thief@example.com' });
    expect(mail.mails[0]?.to).toEqual(['manager@shop.uz']);
    expect(mail.mails[0]?.source).not.toMatch(/^Bcc:/m);
    expect(mail.mails[0]?.source).toMatch(/^Subject: =\?UTF-8\?/m);
  });

  it('tells a mailbox that is not there from a server that is busy', async () => {
    mail.refusesRecipient = 550;
    expect(await open().send(letter())).toEqual({ outcome: 'refused', reason: 'rejected' });
    mail.refusesRecipient = 451;
    expect(await open().send(letter())).toEqual({ outcome: 'down', reason: 'bad-answer' });
  });

  it('is down with a wrong password, and when nobody listens', async () => {
    expect(await open(mail.url.replace(mail.password, 'wrong')).send(letter())).toEqual({
      outcome: 'down',
      reason: 'unauthorized',
    });
    expect(await open('smtp://127.0.0.1:9').send(letter())).toEqual({ outcome: 'down', reason: 'no-answer' });
  });

  it('gives up on a server that says nothing', async () => {
    const silent: Server = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    expect(await open(`smtp://127.0.0.1:${port}`).send(letter())).toEqual({
      outcome: 'down',
      reason: 'no-answer',
    });
    silent.close();
  });

  it('takes e-mail addresses only', () => {
    expect(open().canSend(letter())).toBe(true);
    expect(open().canSend(outgoing())).toBe(false);
  });
});
