import { QUIET_MS, type Verdict, WedgeDecoder } from './wedge-decoder.ts';

export type ScanListener = {
  onScan: (code: string) => void;
  /** Characters a person typed while no field had the focus. May return how to take them back. */
  onType: (text: string) => (() => void) | undefined;
};

/**
 * Puts the decoder between the keyboard and the page: listens before everybody else and keeps from them whatever
 * may belong to a scan. Returns how to stop.
 */
export function listenToKeyboard(listener: ScanListener): () => void {
  const decoder = new WedgeDecoder();
  let takeBack: (() => void) | undefined;
  let timer: number | undefined;

  function act(verdict: Verdict, field: HTMLInputElement | HTMLTextAreaElement | null): void {
    if (verdict.kind === 'release') {
      if (field) insertText(field, verdict.text);
      else takeBack = listener.onType(verdict.text);
    }
    if (verdict.kind === 'scan') {
      if (verdict.leaked > 0) takeBack?.();
      takeBack = undefined;
      if (verdict.code !== '') listener.onScan(verdict.code);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || event.repeat || event.key === 'Shift') return;
    const field = editableOf(document.activeElement);
    const key = { code: event.code, key: event.key, shift: event.shiftKey, ctrl: event.ctrlKey };
    const verdict = decoder.feed({ ...key, alt: event.altKey, atMs: event.timeStamp }, field !== null);
    const swallow =
      verdict.kind === 'hold' ||
      verdict.kind === 'scan' ||
      (verdict.kind === 'release' && verdict.current === 'hold');
    act(verdict, field);
    if (swallow) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (field && event.key.length === 1) {
      // as the field is now, before this very character: it may be the first of a scan
      takeBack = snapshot(field);
    }
    window.clearTimeout(timer);
    timer = window.setTimeout(onQuiet, QUIET_MS + 5);
  }

  function onQuiet(): void {
    const verdict = decoder.quiet(performance.now());
    if (verdict) act(verdict, editableOf(document.activeElement));
  }

  function onKeyUp(event: KeyboardEvent): void {
    if (event.key === 'Alt') decoder.altReleased(event.timeStamp);
  }

  window.addEventListener('keydown', onKeyDown, { capture: true });
  window.addEventListener('keyup', onKeyUp, { capture: true });
  return () => {
    window.clearTimeout(timer);
    window.removeEventListener('keydown', onKeyDown, { capture: true });
    window.removeEventListener('keyup', onKeyUp, { capture: true });
  };
}

type Field = HTMLInputElement | HTMLTextAreaElement;
const TYPED = new Set(['text', 'search', 'tel', 'url', 'number', 'password', 'email']);

function editableOf(element: Element | null): Field | null {
  if (element instanceof HTMLTextAreaElement) return element;
  return element instanceof HTMLInputElement && TYPED.has(element.type) && !element.readOnly ? element : null;
}

/** Remembers the field as it is; the result puts it back so that React hears of it too. */
function snapshot(field: Field): () => void {
  const { value, selectionStart, selectionEnd } = field;
  return () => {
    writeValue(field, value);
    field.setSelectionRange(selectionStart, selectionEnd);
  };
}

function insertText(field: Field, text: string): void {
  const at = field.selectionStart ?? field.value.length;
  const value = field.value.slice(0, at) + text + field.value.slice(field.selectionEnd ?? at);
  writeValue(field, value);
  field.setSelectionRange(at + text.length, at + text.length);
}

function writeValue(field: Field, value: string): void {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  // React replaces the property on the element itself; the prototype's own setter reaches past it
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
