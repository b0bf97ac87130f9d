'use client';

import { Button } from '@jowi/ui/button';
import { Dialog } from '@jowi/ui/dialog';
import { useRouter } from 'next/navigation';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useWords } from '../i18n/use-words.ts';

type Unsaved = { setDirty: (dirty: boolean) => void };

const UnsavedContext = createContext<Unsaved | null>(null);

/** Tell the guard whether this form holds something not saved yet. */
export function useUnsaved(dirty: boolean): void {
  const unsaved = useContext(UnsavedContext);
  useEffect(() => {
    unsaved?.setDirty(dirty);
    return () => unsaved?.setDirty(false);
  }, [unsaved, dirty]);
}

/**
 * Leaving with unsaved work asks first: closing the tab through the browser's own question, following a link
 * of the app through ours. Links are caught on the way down, before the router sees the click.
 */
export function UnsavedProvider({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const router = useRouter();
  const dirtyRef = useRef(false);
  const [leavingTo, setLeavingTo] = useState<string | null>(null);
  const setDirty = useCallback((dirty: boolean) => {
    dirtyRef.current = dirty;
  }, []);
  const value = useMemo(() => ({ setDirty }), [setDirty]);

  useEffect(() => {
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (dirtyRef.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      if (!dirtyRef.current || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (
        !(link instanceof HTMLAnchorElement) ||
        link.origin !== window.location.origin ||
        link.target === '_blank'
      ) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      setLeavingTo(link.pathname + link.search);
    };
    window.addEventListener('beforeunload', onBeforeUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onBeforeUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, []);

  function leave() {
    const path = leavingTo;
    dirtyRef.current = false;
    setLeavingTo(null);
    if (path) router.push(path);
  }

  return (
    <UnsavedContext value={value}>
      {children}
      <Dialog
        open={leavingTo !== null}
        onOpenChange={(open) => {
          if (!open) setLeavingTo(null);
        }}
        size="sm"
        title={t('form.unsavedTitle')}
        description={t('form.unsavedText')}
        closeLabel={t('common:action.close')}
        footer={
          <>
            <Button variant="ghost" onClick={leave}>
              {t('form.unsavedLeave')}
            </Button>
            <Button onClick={() => setLeavingTo(null)}>{t('form.unsavedStay')}</Button>
          </>
        }
      />
    </UnsavedContext>
  );
}
