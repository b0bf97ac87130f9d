import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BridgeEvent } from '../bridge/wire.ts';
import type { ElectronApi, IpcEvent, WebContents, WindowOptions } from './electron-api.ts';
import { runApp } from './run-app.ts';

const files = new Map([
  ['/index.html', { body: Buffer.from('<head></head>'), type: 'text/html; charset=utf-8', immutable: false }],
  ['/assets/a.js', { body: Buffer.from('1'), type: 'text/javascript', immutable: true }],
]);
const paths = { preload: '/app/preload.cjs', engine: '/app/engine-process.js' };
const ourPage = { url: 'jowi-till://app/', parent: null };

type Listener = (...given: never[]) => void;

/** Records what the app asks of Electron; behaves as Electron does where the app depends on it. */
function fakeElectron({ lock = true, engineStarts = true } = {}) {
  const appListeners = new Map<string, Listener>();
  const engineListeners = new Map<string, ((value: unknown) => void)[]>();
  const engineSays = (event: string, value: unknown) => {
    for (const listener of engineListeners.get(event) ?? []) listener(value);
  };
  const toEngine: unknown[] = [];
  const sent: [string, unknown][] = [];
  let answerScheme: ((request: { url: string; method: string }) => Response) | undefined;
  let onRequest: ((event: IpcEvent, raw: unknown) => Promise<unknown>) | undefined;
  let options: WindowOptions | undefined;
  const contents = fakeContents((channel, message) => sent.push([channel, message]));
  const window = {
    loadURL: vi.fn(async () => {}),
    webContents: contents.api,
    isMinimized: () => true,
    restore: vi.fn(),
    focus: vi.fn(),
    show: vi.fn(),
    once: vi.fn(),
    isDestroyed: () => false,
  };
  const api: ElectronApi = {
    app: {
      requestSingleInstanceLock: () => lock,
      quit: vi.fn(),
      exit: vi.fn(),
      relaunch: vi.fn(),
      whenReady: async () => {},
      enableSandbox: vi.fn(),
      on: ((event: string, listener: Listener) => appListeners.set(event, listener)) as never,
    },
    protocol: {
      registerSchemesAsPrivileged: vi.fn(),
      handle: (_scheme, handler) => {
        answerScheme = handler;
      },
    },
    ipcMain: {
      handle: (_channel, listener) => {
        onRequest = listener;
      },
    },
    openWindow: (given) => {
      options = given;
      appListeners.get('web-contents-created')?.(...([{}, contents.api] as never[]));
      return window;
    },
    forkEngine: () => ({
      postMessage: (message) => {
        toEngine.push(message);
      },
      on: ((event: string, listener: (value: unknown) => void) => {
        const before = engineListeners.get(event) ?? [];
        engineListeners.set(event, [...before, listener]);
        if (event === 'exit' && before.length === 0) {
          const notice = engineStarts
            ? { notice: 'ready' }
            : { notice: 'failed', message: 'till: already running' };
          queueMicrotask(() => engineSays('message', notice));
        }
      }) as never,
      kill: vi.fn(() => true),
    }),
  };
  return {
    api,
    window,
    contents,
    toEngine,
    sent,
    fromEngine: (message: unknown) => engineSays('message', message),
    engineDies: () => engineSays('exit', 1),
    appEvent: (event: string) => appListeners.get(event)?.(),
    get: (url: string, method = 'GET') => answerScheme!({ url, method }),
    ask: (senderFrame: IpcEvent['senderFrame'], raw: unknown) => onRequest!({ senderFrame }, raw),
    options: () => options!,
  };
}

function fakeContents(send: (channel: string, message: unknown) => void) {
  const listeners = new Map<string, (event: { preventDefault: () => void; url?: string }) => void>();
  const permissions = { request: vi.fn(), check: vi.fn(), device: vi.fn(), open: vi.fn() };
  const api: WebContents = {
    setWindowOpenHandler: permissions.open,
    on: (event, listener) => listeners.set(event, listener),
    send,
    session: {
      setPermissionRequestHandler: permissions.request,
      setPermissionCheckHandler: permissions.check,
      setDevicePermissionHandler: permissions.device,
    },
  };
  return {
    api,
    permissions,
    navigates: (event: string, url: string) => {
      const preventDefault = vi.fn();
      listeners.get(event)?.({ preventDefault, url });
      return preventDefault.mock.calls.length === 0;
    },
  };
}

let electron: ReturnType<typeof fakeElectron>;
const run = (fake: ReturnType<typeof fakeElectron>) => runApp(fake.api, async () => files, paths, true);

beforeEach(() => {
  electron = fakeElectron();
});

describe('the window', () => {
  it('is isolated, sandboxed and without Node', async () => {
    await run(electron);
    expect(electron.api.app.enableSandbox).toHaveBeenCalled();
    expect(electron.options().webPreferences).toEqual({
      preload: paths.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    });
    expect(electron.window.loadURL).toHaveBeenCalledWith('jowi-till://app/');
  });

  it('cannot be led anywhere else', async () => {
    await run(electron);
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      expect(electron.contents.navigates(event, 'https://evil.example/')).toBe(false);
      expect(electron.contents.navigates(event, 'jowi-till://app.evil.example/')).toBe(false);
      expect(electron.contents.navigates(event, 'file:///etc/passwd')).toBe(false);
      expect(electron.contents.navigates(event, 'jowi-till://app/')).toBe(true);
    }
    expect(electron.contents.navigates('will-attach-webview', 'jowi-till://app/')).toBe(false);
  });

  it('opens no windows and is granted nothing', async () => {
    await run(electron);
    const { open, request, check, device } = electron.contents.permissions;
    expect(open.mock.calls[0]?.[0]({ url: 'https://evil.example' })).toEqual({ action: 'deny' });
    const granted = vi.fn();
    request.mock.calls[0]?.[0]({}, 'media', granted);
    expect(granted).toHaveBeenCalledWith(false);
    expect(check.mock.calls[0]?.[0]()).toBe(false);
    expect(device.mock.calls[0]?.[0]()).toBe(false);
  });
});

describe('the page', () => {
  it('comes from memory under its own scheme with a strict policy', async () => {
    await run(electron);
    const page = electron.get('jowi-till://app/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'none'");
    expect(await page.text()).toContain('jowi-nonce');
    expect(electron.get('jowi-till://app/assets/a.js').status).toBe(200);
  });

  it.each([
    ['jowi-till://app/../../etc/passwd', 404],
    ['jowi-till://app/%2e%2e/secret', 404],
    ['jowi-till://other/', 403],
    ['https://app/', 403],
    ['nonsense', 403],
  ])('is all there is: %s', async (url, status) => {
    await run(electron);
    expect(electron.get(url).status).toBe(status);
    expect(electron.get('jowi-till://app/', 'POST').status).toBe(403);
  });
});

describe('IPC', () => {
  const request = { id: 5, domain: 'sale', method: 'cart', params: {} };

  it('passes a request on under a number of its own and brings the answer back', async () => {
    await run(electron);
    const first = electron.ask(ourPage, request);
    const second = electron.ask(ourPage, request);
    expect(electron.toEngine).toEqual([
      { ...request, id: 1 },
      { ...request, id: 2 },
    ]);
    electron.fromEngine({ id: 2, result: 'second' });
    electron.fromEngine({ id: 1, result: 'first' });
    expect(await first).toEqual({ id: 5, result: 'first' });
    expect(await second).toEqual({ id: 5, result: 'second' });
  });

  it.each([
    ['no frame', null],
    ['a frame inside our page', { url: 'jowi-till://app/', parent: {} }],
    ['another address', { url: 'https://evil.example/', parent: null }],
    ['a look-alike', { url: 'jowi-till://app.evil/', parent: null }],
    ['another file of ours', { url: 'jowi-till://app/assets/a.js', parent: null }],
  ])('is refused from %s', async (_name, frame) => {
    await run(electron);
    await expect(electron.ask(frame, request)).rejects.toThrow('refused');
    expect(electron.toEngine).toEqual([]);
  });

  it.each([null, 'text', [], { id: 1 }, { ...request, extra: 1 }, { ...request, id: 'x' }])(
    'sends no broken message to the engine: %j',
    async (raw) => {
      await run(electron);
      expect(await electron.ask(ourPage, raw)).toBeNull();
      expect(electron.toEngine).toEqual([]);
    },
  );

  it('forwards events that are events, and nothing else', async () => {
    await run(electron);
    const event: BridgeEvent = { event: 'cart-changed' };
    electron.fromEngine(event);
    electron.fromEngine({ event: 'made-up' });
    electron.fromEngine('noise');
    electron.fromEngine({ id: 99, result: 'nobody asked' });
    expect(electron.sent).toEqual([['till:event', event]]);
  });

  it('tells the page when the engine dies under a request', async () => {
    await run(electron);
    const answer = electron.ask(ourPage, request);
    electron.engineDies();
    await expect(answer).rejects.toThrow('stopped');
  });
});

describe('an engine that dies', () => {
  it('brings the whole till up again', async () => {
    await run(electron);
    electron.engineDies();
    expect(electron.api.app.relaunch).toHaveBeenCalledTimes(1);
    expect(electron.api.app.exit).toHaveBeenCalledWith(1);
  });

  it('is no crash when the till is being closed', async () => {
    await run(electron);
    electron.appEvent('before-quit');
    electron.engineDies();
    expect(electron.api.app.relaunch).not.toHaveBeenCalled();
  });
});

describe('starting', () => {
  it('a second time only brings the first window forward', async () => {
    const second = fakeElectron({ lock: false });
    await run(second);
    expect(second.api.app.quit).toHaveBeenCalled();
    expect(second.window.loadURL).not.toHaveBeenCalled();
    await run(electron);
    electron.appEvent('second-instance');
    expect(electron.window.restore).toHaveBeenCalled();
    expect(electron.window.focus).toHaveBeenCalled();
  });

  it('ends with a code when the engine cannot open', async () => {
    const broken = fakeElectron({ engineStarts: false });
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    await run(broken);
    expect(said).toHaveBeenCalledWith('till: already running');
    expect(broken.api.app.exit).toHaveBeenCalledWith(1);
    expect(broken.window.loadURL).not.toHaveBeenCalled();
    said.mockRestore();
  });
});
