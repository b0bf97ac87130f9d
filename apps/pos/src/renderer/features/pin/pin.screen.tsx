import type { Problem } from '@jowi/contracts/errors';
import { Avatar } from '@jowi/ui/avatar';
import { cn } from '@jowi/ui/cn';
import { EmptyState } from '@jowi/ui/empty-state';
import { PinPad } from '@jowi/ui/pin-pad';
import { CircleUserRound } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Employee } from '../../../bridge/session/contract.ts';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { MAX_PIN, MIN_PIN } from '../../parts/pin-length.ts';
import { play } from '../../parts/sound.ts';
import { useWords } from '../../parts/words.ts';
import { useScanner } from '../../scanner/use-scanner.ts';
import { useTillStore } from '../../state/till-context.ts';

const LAST_KEY = 'jowi.till.last-employee';

/** Who is at the till: a tile and four to six digits. A scan here types nothing, so it can never use up tries. */
export function PinScreen() {
  const store = useTillStore();
  const { t, problem } = useWords();
  const [employees, setEmployees] = useState<readonly Employee[]>([]);
  const [chosen, setChosen] = useState<string | null>(() => localStorage.getItem(LAST_KEY));
  const [pin, setPin] = useState('');
  const [error, setError] = useState<string | Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);

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
    // a try costs: the sixth digit and the Enter after it are one
    if (underWay.current || digits.length < MIN_PIN) return;
    if (!chosen) {
      setError(t('pin.pickFirst'));
      setPin('');
      return;
    }
    underWay.current = true;
    setBusy(true);
    const refusal = await store.signIn(chosen, digits);
    underWay.current = false;
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
    if (digits.length === MAX_PIN) void signIn(digits);
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
      if (digits) type((pin + digits).slice(0, MAX_PIN));
      return undefined;
    },
  });
  useHotkeys({
    ArrowDown: () => move(1),
    ArrowRight: () => move(1),
    ArrowUp: () => move(-1),
    ArrowLeft: () => move(-1),
    Enter: () => void signIn(pin),
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
                    // Enter on the tile one stands on enters with the PIN typed for it
                    onChoose={() => (employee.id === chosen ? void signIn(pin) : choose(employee.id))}
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
          onComplete={(digits) => void signIn(digits)}
          length={MAX_PIN}
          minLength={MIN_PIN}
          submit={{ label: t('pin.submit'), hotkey: 'Enter' }}
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
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn(
        'flex h-20 w-full items-center gap-3 rounded-2xl border-2 bg-card px-3 text-left shadow-card',
        chosen ? 'border-primary bg-primary-quiet' : 'border-transparent hover:border-edge',
      )}
    >
      <Avatar name={employee.name} color={employee.color} size="md" className="size-12 text-lg" />
      <span className="min-w-0">
        <span className="line-clamp-2 leading-tight font-semibold">{employee.name}</span>
        <span className="text-sm text-ink-soft">
          {employee.roleName ?? (employee.role ? t(`common:role.${employee.role}`) : '')}
        </span>
      </span>
    </button>
  );
}
