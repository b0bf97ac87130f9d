import type { StaticFiles } from '../host/static-files.ts';
import { answerApp } from './app-protocol.ts';
import { APP_ORIGIN, APP_SCHEME, APP_URL, EVENT_CHANNEL, REQUEST_CHANNEL } from './channels.ts';
import type { ElectronApi, IpcEvent, WebContents, Window } from './electron-api.ts';
import { linkEngine } from './engine-link.ts';

export type AppPaths = { preload: string; engine: string };

/**
 * The whole of the Electron host: one window, one page of our own scheme, one engine process, two IPC channels.
 * A second start brings the first one's window forward and ends.
 */
export async function runApp(
  electron: ElectronApi,
  loadFiles: () => Promise<StaticFiles>,
  paths: AppPaths,
  kiosk: boolean,
): Promise<void> {
  const { app, protocol, ipcMain } = electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let window: Window | null = null;
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true } },
  ]);
  app.on('web-contents-created', (_event, contents) => confine(contents));
  app.on('second-instance', () => comeForward(window));
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();

  const files = await loadFiles();
  protocol.handle(APP_SCHEME, (request) => answerApp(files, request));

  const engine = electron.forkEngine(paths.engine);
  const link = linkEngine(engine, (event) => {
    if (window && !window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  });
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
    engine.kill();
  });
  ipcMain.handle(REQUEST_CHANNEL, (event, raw) => {
    if (!isOurPage(event)) return Promise.reject(new Error('refused'));
    return link.request(raw);
  });
  try {
    await link.ready;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    app.exit(1);
    return;
  }

  // An engine that dies while selling: everything it answered is on the disk, so a fresh start shows the same receipt.
  engine.on('exit', () => {
    if (quitting) return;
    app.relaunch();
    app.exit(1);
  });

  window = electron.openWindow({
    show: false,
    kiosk,
    autoHideMenuBar: true,
    backgroundColor: '#f5f5f5',
    webPreferences: {
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
    },
  });
  const opened = window;
  opened.once('ready-to-show', () => opened.show());
  await opened.loadURL(APP_URL);
}

/** Only the top page of our scheme may speak: not a frame, not a page of another origin. */
function isOurPage(event: IpcEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url === APP_URL;
}

/** No way out of the page and nothing granted to it, for whatever contents ever come to be. */
function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
    contents.on(event, (navigation, url) => {
      const target = navigation.url ?? String(url ?? '');
      if (!target.startsWith(`${APP_ORIGIN}/`)) navigation.preventDefault();
    });
  }
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  contents.session.setPermissionCheckHandler(() => false);
  contents.session.setDevicePermissionHandler(() => false);
}

function comeForward(window: Window | null): void {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
