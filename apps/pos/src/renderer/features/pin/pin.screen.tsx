import type { Problem } from '@jowi/contracts/errors';
import { cn } from '@jowi/ui/cn';
import { EmptyState } from '@jowi/ui/empty-state';
import { PinPad } from '@jowi/ui/pin-pad';
import { CircleUserRound } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Employee } from '../../../bridge/session/contract.ts';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { play } from '../../parts/sound.ts';
import { useWords } from '../../parts/words.ts';
import { useScanner } from '../../scanner/use-scanner.ts';
import { useTillStore } from '../../state/till-context.ts';

const PIN_LENGTH = 4;
const LAST_KEY = 'jowi.till.last-employee';

/** Who is at the till: a tile and four digits. A scan here types nothing, so it can never use up tries. */
export function PinScreen() {
  const store = useTillStore();
  const { t, problem } = useWords();
  const [employees, setEmployees] = useState<readonly Employee[]>([]);
  const [chosen, setChosen] = useState<string | null>(() => localStorage.getItem(LAST_KEY));
  const [pin, setPin] = useState('');
  const [error, setError] = useState<string | Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const load = useCallback(async () => {
    const answer = await store.session.employees();
    if (!answer.ok) return;
    setEmployees(answer.value);
    setChosen((before) => {
      const stillHere = answer.value.some((employee) => employee.id === before);
      return stillHere ? before : answer.value.length === 1 ? (answer.value[0]?.id ?? null) : null;
    });
  }, [store]);
  useEffect(() => {
    void load();
    return store.on('device-changed', () => void load());
  }, [load, store]);

  async function signIn(digits: string) {
    if (!chosen) {
      setError(t('pin.pickFirst'));
      setPin('');
      return;
    }
    setBusy(true);
    const refusal = await store.signIn(chosen, digits);
    setBusy(false);
    if (!refusal) return localStorage.setItem(LAST_KEY, chosen);
    play('error');
    setError(refusal);
    setPin('');
  }

  function type(digits: string) {
    if (busy) return;
    setError(null);
    setPin(digits);
    if (digits.length === PIN_LENGTH) void signIn(digits);
  }

  function move(step: number) {
    const at = employees.findIndex((employee) => employee.id === chosen);
    choose(employees[(at + step + employees.length) % employees.length]?.id ?? null);
  }

  function choose(id: string | null) {
    setChosen(id);
    setPin('');
    setError(null);
  }

  useScanner({
    onScan: () => {
      play('error');
      setError(t('pin.scanRefused'));
    },
    onType: (text) => {
      const digits = text.replace(/\D/g, '');
      if (digits) type((pin + digits).slice(0, PIN_LENGTH));
      return undefined;
    },
  });
  useHotkeys({
    ArrowDown: () => move(1),
    ArrowRight: () => move(1),
    ArrowUp: () => move(-1),
    ArrowLeft: () => move(-1),
    Backspace: () => type(pin.slice(0, -1)),
    Escape: () => type(''),
  });

  return (
    <main className="min-h-0 flex-1 overflow-auto p-4">
      <div className="mx-auto flex min-h-full max-w-5xl flex-col items-center justify-center gap-8 wide:flex-row wide:items-start wide:gap-16 wide:pt-[12vh]">
        <section className="w-full max-w-lg">
          <h1 className="mb-4 text-center text-2xl font-semibold wide:text-left">{t('pin.title')}</h1>
          {employees.length === 0 ? (
            <EmptyState icon={CircleUserRound} title={t('pin.noEmployees')} text={t('pin.noEmployeesText')} />
          ) : (
            <ul className="grid grid-cols-2 gap-3">
              {employees.map((employee) => (
                <li key={employee.id}>
                  <EmployeeTile
                    employee={employee}
                    chosen={employee.id === chosen}
                    onChoose={() => choose(employee.id)}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
        <PinPad
          label={t('pin.enter')}
          value={pin}
          onValueChange={type}
          onComplete={() => {}}
          length={PIN_LENGTH}
          captureKeys={false}
          disabled={busy}
          error={typeof error === 'string' ? error : error ? problem(error) : undefined}
          deleteLabel={t('pin.deleteDigit')}
          clearLabel={t('pin.clear')}
        />
      </div>
    </main>
  );
}

function EmployeeTile({
  employee,
  chosen,
  onChoose,
}: {
  employee: Employee;
  chosen: boolean;
  onChoose: () => void;
}) {
  const { t } = useWords();
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={cn(
        'flex h-20 w-full items-center gap-3 rounded-2xl border-2 bg-card px-3 text-left shadow-card',
        chosen ? 'border-primary bg-primary-quiet' : 'border-transparent hover:border-edge',
      )}
    >
      <span
        className={cn(
          'grid size-11 shrink-0 place-items-center rounded-full text-lg font-semibold',
          chosen ? 'bg-primary text-on-primary' : 'bg-primary-quiet text-on-primary-quiet',
        )}
        aria-hidden="true"
      >
        {initials(employee.name)}
      </span>
      <span className="min-w-0">
        <span className="line-clamp-2 leading-tight font-semibold">{employee.name}</span>
        <span className="text-sm text-ink-soft">
          {employee.roleName ?? (employee.role ? t(`common:role.${employee.role}`) : '')}
        </span>
      </span>
    </button>
  );
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1))
    .join('');
}
