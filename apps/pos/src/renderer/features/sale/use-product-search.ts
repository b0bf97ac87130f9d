import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProductView } from '../../../bridge/catalogue/contract.ts';
import { useTillStore } from '../../state/till-context.ts';

const LIMIT = 40;
const NOBODY: readonly ProductView[] = [];

type Found = { text: string; products: readonly ProductView[] };

/** Results for the text as it stands; an answer that comes late for an older text is dropped. */
export function useProductSearch(text: string) {
  const store = useTillStore();
  const [shown, setShown] = useState<Found>({ text: '', products: NOBODY });
  const asked = useRef<{ text: string; answer: Promise<readonly ProductView[]> } | null>(null);
  const [edition, setEdition] = useState(0);
  const wanted = text.trim();

  // a catalogue that changed under an open list: ask again, what was known is old
  useEffect(
    () =>
      store.on('catalogue-changed', () => {
        asked.current = null;
        setEdition((before) => before + 1);
      }),
    [store],
  );

  const answerFor = useCallback(
    (sought: string): Promise<readonly ProductView[]> => {
      if (asked.current?.text === sought) return asked.current.answer;
      const answer = store.catalogue
        .search(sought, LIMIT)
        .then((result) => (result.ok ? result.value : NOBODY));
      asked.current = { text: sought, answer };
      return answer;
    },
    [store],
  );

  // another edition of the catalogue is another answer
  useEffect(() => {
    if (wanted === '') return setShown({ text: '', products: NOBODY });
    let late = false;
    void answerFor(wanted).then((products) => {
      if (!late) setShown({ text: wanted, products });
    });
    return () => {
      late = true;
    };
  }, [wanted, answerFor, edition]);

  return { found: shown.products, settled: shown.text === wanted, answerFor };
}
