import { useEffect, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { ScanListener } from './keyboard-listener.ts';
import { listenToKeyboard } from './keyboard-listener.ts';

const listeners: { current: ScanListener }[] = [];
let stop: (() => void) | null = null;

/** Scans and characters typed outside any field go to the screen that asked last. */
export function useScanner(listener: ScanListener): void {
  const latest = useRef(listener);
  useLayoutEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    stop ??= listenToKeyboard({
      onScan: (code) => listeners.at(-1)?.current.onScan(code),
      // at once, so that the next character finds the field this one has opened
      onType: (text) => flushSync(() => listeners.at(-1)?.current.onType(text)),
    });
    listeners.push(latest);
    return () => {
      listeners.splice(listeners.indexOf(latest), 1);
      if (listeners.length === 0) {
        stop?.();
        stop = null;
      }
    };
  }, []);
}
