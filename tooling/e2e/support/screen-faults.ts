import { loadCatalogue, NAMESPACES } from '@jowi/i18n/catalogues';

/** First words of every key: `products` of `products.title`, `sales` of `sales/cart-empty`. */
export interface KeyGroups {
  readonly words: readonly string[];
  readonly errors: readonly string[];
}

export async function loadKeyGroups(): Promise<KeyGroups> {
  const words = new Set<string>();
  let errors: string[] = [];
  for (const namespace of NAMESPACES) {
    const groups = Object.keys(await loadCatalogue('ru', namespace));
    if (namespace === 'errors') errors = groups;
    else for (const group of groups) words.add(group);
  }
  return { words: [...words], errors };
}

/** As much of a page as is looked at: the browser's own types would hold for every file of this room. */
interface PageElement {
  readonly tagName: string;
  readonly id: string;
  readonly lang: string;
  readonly textContent: string | null;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly labels?: Iterable<PageElement> | null;
  getAttribute(name: string): string | null;
  matches(selector: string): boolean;
  closest(selector: string): PageElement | null;
  checkVisibility(options: object): boolean;
  getBoundingClientRect(): { right: number };
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const document: PageElement & {
  readonly documentElement: PageElement;
  readonly body: PageElement & { readonly innerText: string };
  getElementById(id: string): PageElement | null;
};

/** Runs inside the page, so it may use nothing from outside itself. Empty = nothing wrong that a program can see. */
export function findFaults({ words, errors }: KeyGroups): string[] {
  const faults: string[] = [];
  const isShown = (element: PageElement) => element.checkVisibility({ visibilityProperty: true });
  const portray = (element: PageElement) =>
    `<${element.tagName.toLowerCase()} class="${(element.getAttribute('class') ?? '').slice(0, 60)}"> ${(element.textContent ?? '').slice(0, 40)}`;

  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const widest = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5)
      .at(-1);
    faults.push(
      `${root.scrollWidth - root.clientWidth} px wider than the screen: ${widest ? portray(widest) : ''}`,
    );
  }

  // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts
  const text = document.body.innerText;
  const key = new RegExp(
    `\\b(?:(?:${words.join('|')})(?:\\.[A-Za-z][A-Za-z0-9_]*)+|(?:${errors.join('|')})/[a-z]+(?:-[a-z]+)*)\\b`,
    'g',
  );
  const spoken = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].map((element) =>
    ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? '').join('\n'),
  );
  for (const each of [text, ...spoken]) {
    for (const [found] of each.matchAll(key)) faults.push(`a key instead of a text: ${found}`);
    const hole = /\{\{|\bundefined\b|\bNaN\b|\[object |Invalid Date/.exec(each);
    if (hole) faults.push(`a hole in a text: ${each.slice(Math.max(0, hole.index - 20), hole.index + 30)}`);
  }

  const nameOf = (element: PageElement): string => {
    const labelled = (element.getAttribute('aria-labelledby') ?? '')
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
    const labels = [...(element.labels ?? [])].map((label) => label.textContent ?? '');
    const own = element.matches('input, select, textarea') ? '' : (element.textContent ?? '');
    const named = ['aria-label', 'title', 'alt'].map((name) => element.getAttribute(name) ?? '');
    return [labelled, ...labels, own, ...named].join('').trim();
  };
  const controls =
    'button, a[href], input:not([type=hidden]), select, textarea, [role=button], [role=combobox], [role=radio], [role=checkbox], [role=menuitem], [role=dialog], [role=img]';
  for (const control of document.querySelectorAll(controls)) {
    if (control.closest('[aria-hidden=true]') || !isShown(control)) continue;
    if (nameOf(control) === '') faults.push(`a control without a name: ${portray(control)}`);
  }

  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  for (const id of new Set(ids.filter((each, nth) => ids.indexOf(each) !== nth)))
    faults.push(`two elements are called ${id}`);
  if (!root.lang) faults.push('the page does not say its language');
  return faults;
}
