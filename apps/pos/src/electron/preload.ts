import { contextBridge, ipcRenderer } from 'electron';
import type { PreloadBridge } from '../renderer/host/connect.ts';
import { EVENT_CHANNEL, REQUEST_CHANNEL } from './channels.ts';

/** Two functions and nothing else: the page never sees ipcRenderer, an event object or a channel's name. */
const bridge: PreloadBridge = {
  request: (raw) => ipcRenderer.invoke(REQUEST_CHANNEL, raw),
  onMessage: (listener) => {
    const forward = (_event: unknown, raw: unknown) => listener(raw);
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => ipcRenderer.removeListener(EVENT_CHANNEL, forward);
  },
};

contextBridge.exposeInMainWorld('jowiTill', bridge);
