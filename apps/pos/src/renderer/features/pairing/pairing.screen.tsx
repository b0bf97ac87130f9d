import type { Problem } from '@jowi/contracts/errors';
import { PAIRING_CODE_LENGTH, readPairingCode } from '@jowi/domain/pairing-code';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Notice } from '@jowi/ui/notice';
import { TextField } from '@jowi/ui/text-field';
import { type FormEvent, useEffect, useState } from 'react';
import { useWords } from '../../parts/words.ts';
import { useScanner } from '../../scanner/use-scanner.ts';
import { useTill, useTillStore } from '../../state/till-context.ts';

/**
 * First start: the code from the back office, typed or scanned, ties this computer to a terminal. `locked`: it is one
 * already and was switched off in the back office; a new code opens it again.
 */
export function PairingScreen({ locked }: { locked: boolean }) {
  const store = useTillStore();
  const unsent = useTill((state) => state.device?.unsent ?? 0);
  const { t, problem } = useWords();
  const [serverUrl, setServerUrl] = useState('');
  const [code, setCode] = useState('');
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    void store.device.serverUrl().then((known) => {
      if (known.ok && known.value) setServerUrl((typed) => typed || (known.value ?? ''));
    });
  }, [store]);

  const codeBad = code.length !== PAIRING_CODE_LENGTH;
  const serverBad = !/^https?:\/\/.+/.test(serverUrl);

  useScanner({
    onScan: (text) => {
      const scanned = readPairingCode(text);
      setCode(scanned);
      void pair(scanned);
    },
    onType: () => undefined,
  });

  async function pair(wanted: string) {
    setAsked(true);
    setRefusal(null);
    if (wanted.length !== PAIRING_CODE_LENGTH || serverBad || busy) return;
    setBusy(true);
    setRefusal(await store.pair(wanted, serverUrl.trim()));
    setBusy(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void pair(code);
  }

  return (
    <main className="min-h-0 flex-1 overflow-auto p-4">
      <div className="mx-auto flex min-h-full max-w-xl items-center">
        <Card className="w-full p-6 sm:p-8">
          <h1 className="text-2xl font-semibold">{t(locked ? 'pairing.lockedTitle' : 'pairing.title')}</h1>
          {locked ? (
            <Notice tone="warning" className="mt-4">
              {t('pairing.lockedText')}{' '}
              {unsent > 0 ? t('pairing.lockedUnsent', { count: unsent }) : t('pairing.lockedSent')}
            </Notice>
          ) : null}
          <ol className="mt-4 space-y-2 text-ink-soft">
            {(['step1', 'step2', 'step3'] as const).map((step, i) => (
              <li key={step} className="flex gap-3">
                <span className="grid size-6 shrink-0 place-items-center rounded-full bg-primary-quiet text-sm font-semibold text-on-primary-quiet">
                  {i + 1}
                </span>
                {t(`pairing.${step}`)}
              </li>
            ))}
          </ol>
          <form className="mt-6 space-y-4" onSubmit={submit} noValidate>
            <TextField
              label={t('pairing.code')}
              size="till"
              autoFocus
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              className="h-16 text-center font-mono text-3xl tracking-[0.3em] uppercase"
              value={code}
              onChange={(event) => setCode(readPairingCode(event.target.value))}
              error={asked && codeBad ? t('pairing.codeShort') : undefined}
            />
            <TextField
              label={t('pairing.server')}
              size="till"
              type="url"
              inputMode="url"
              spellCheck={false}
              value={serverUrl}
              onChange={(event) => setServerUrl(event.target.value)}
              error={asked && serverBad ? t('pairing.serverBad') : undefined}
            />
            {refusal ? <Notice tone="danger">{problem(refusal)}</Notice> : null}
            <Button type="submit" size="till-lg" block busy={busy} hotkey="Enter">
              {busy ? t('pairing.working') : t('pairing.submit')}
            </Button>
          </form>
        </Card>
      </div>
    </main>
  );
}
