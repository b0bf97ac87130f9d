import { useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

/** Key (`event.key`, with `Ctrl+` in front where held) -> what to do. */
export type Hotkeys = Readonly<Record<string, (() => void) | undefined>>;

type Layer = { keys: Hotkeys };
const layers: Layer[] = [];

function onKeyDown(event: KeyboardEvent): void {
  const name = `${event.ctrlKey ? 'Ctrl+' : ''}${event.key}`;
  const inField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  // a field keeps the keys it edits with
  if (inField && /^(.|Backspace|Delete|ArrowLeft|ArrowRight|Home|End)$/.test(event.key)) return;
  // Enter on a focused button is that button's own press
  if (event.key === 'Enter' && event.target instanceof HTMLButtonElement) return;
  // a key held down repeats: harmless for moving about, never for paying or removing
  if (event.repeat && !/^(Arrow|Backspace|Page)/.test(event.key)) return;
  const layer = layers.findLast(({ keys }) => Object.hasOwn(keys, name) && keys[name] !== undefined);
  if (!layer) return;
  event.preventDefault();
  // at once: the next key, a millisecond later, must already meet the panel this one opened
  flushSync(() => layer.keys[name]?.());
}

/** Keys of a screen or a panel; what is opened later is asked first, so Esc always closes the top one. */
export function useHotkeys(keys: Hotkeys): void {
  const layer = useRef<Layer>({ keys });
  useLayoutEffect(() => {
    layer.current.keys = keys;
  });
  // With the picture and not after it: a panel that an answer opened is seen, and the next key must be its own.
  useLayoutEffect(() => {
    const mine = layer.current;
    if (layers.length === 0) window.addEventListener('keydown', onKeyDown);
    layers.push(mine);
    return () => {
      layers.splice(layers.indexOf(mine), 1);
      if (layers.length === 0) window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
