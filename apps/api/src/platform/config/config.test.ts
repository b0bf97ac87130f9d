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

  it('says what is missing', () => {
    expect(() => loadConfig({})).toThrow(/APP_DATABASE_URL.*AUTH_DATABASE_URL.*AUTH_SECRET.*WEB_ORIGIN/);
  });
});
