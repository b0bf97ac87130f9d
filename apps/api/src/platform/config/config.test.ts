import { describe, expect, it } from 'vitest';
import { loadConfig } from './config.ts';

const good = {
  APP_DATABASE_URL: 'postgresql://jowi_app:secret-one@127.0.0.1/jowi',
  AUTH_DATABASE_URL: 'postgresql://jowi_auth:secret-two@127.0.0.1/jowi',
  AUTH_SECRET: 'x'.repeat(32),
  WEB_ORIGIN: 'http://localhost:3000',
};

describe('loadConfig', () => {
  it('fills in what has a usual value, and both names of this machine', () => {
    expect(loadConfig(good)).toMatchObject({
      port: 4000,
      logLevel: 'info',
      webOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
    });
    expect(
      loadConfig({ ...good, WEB_ORIGIN: 'https://shop.example/, http://127.0.0.1:3000' }).webOrigins,
    ).toEqual(['https://shop.example', 'http://127.0.0.1:3000', 'http://localhost:3000']);
  });

  it('names everything that is wrong in one line, without showing a secret', () => {
    const wrong = {
      ...good,
      AUTH_SECRET: 'short-secret',
      APP_DATABASE_URL: 'mysql://me:pass@x/y',
      API_PORT: 'ten',
    };
    let message = '';
    try {
      loadConfig(wrong);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain('AUTH_SECRET');
    expect(message).toContain('APP_DATABASE_URL');
    expect(message).toContain('API_PORT');
    expect(message).not.toMatch(/short-secret|pass|ten\b/);
    expect(message).not.toContain('\n');
  });

  it('names what a provider of messages cannot do without', () => {
    expect(() => loadConfig({ ...good, MESSAGE_PROVIDERS: 'telegram,eskiz,playmobile,smtp' })).toThrow(
      /TELEGRAM_GATEWAY_TOKEN.*ESKIZ_EMAIL.*ESKIZ_PASSWORD.*PLAYMOBILE_LOGIN.*PLAYMOBILE_PASSWORD.*PLAYMOBILE_ORIGINATOR.*SMTP_URL.*SMTP_FROM/,
    );
    expect(() => loadConfig({ ...good, MESSAGE_PROVIDERS: 'eskiz,eskiz' })).toThrow(/MESSAGE_PROVIDERS/);
    expect(() => loadConfig({ ...good, MESSAGE_PROVIDERS: 'pigeon' })).toThrow(/MESSAGE_PROVIDERS/);
    expect(() => loadConfig({ ...good, REDIS_URL: 'http://127.0.0.1:6379' })).toThrow(/REDIS_URL/);
    expect(
      loadConfig({
        ...good,
        MESSAGE_PROVIDERS: 'eskiz',
        ESKIZ_EMAIL: 'a@b.uz',
        ESKIZ_PASSWORD: 'x',
        REDIS_URL: '',
      }).messages,
    ).toMatchObject({ providers: ['eskiz'], redisUrl: null, showsMessages: false });
  });

  it('shows codes to everybody in a demo only', () => {
    expect(loadConfig({ ...good, DEV_MESSAGES: '1' }).messages.showsMessages).toBe(true);
    expect(loadConfig(good).messages.showsMessages).toBe(false);
    expect(() => loadConfig({ ...good, DEV_MESSAGES: '1', NODE_ENV: 'production' })).toThrow(
      /DEV_MESSAGES.*NODE_ENV=production/,
    );
    expect(() =>
      loadConfig({
        ...good,
        DEV_MESSAGES: '1',
        MESSAGE_PROVIDERS: 'smtp',
        SMTP_URL: 'smtp://h',
        SMTP_FROM: 'a@b',
      }),
    ).toThrow(/DEV_MESSAGES.*MESSAGE_PROVIDERS/);
  });

  it('says what is missing', () => {
    expect(() => loadConfig({})).toThrow(/APP_DATABASE_URL.*AUTH_DATABASE_URL.*AUTH_SECRET.*WEB_ORIGIN/);
  });
});
