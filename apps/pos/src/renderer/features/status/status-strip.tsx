import { formatTime } from '@jowi/i18n/format';
import { cn } from '@jowi/ui/cn';
import { Notice } from '@jowi/ui/notice';
import { LockKeyhole, Settings2, X } from 'lucide-react';
import { useState } from 'react';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { useClock } from '../../parts/use-clock.ts';
import { useWords } from '../../parts/words.ts';
import { useTill, useTillStore } from '../../state/till-context.ts';
import { type Light, lightsOf } from './lights.ts';
import { ScreenSettings } from './screen-settings.tsx';
import { StatementNotice } from './statement-notice.tsx';

const inkTone: Record<Light['tone'], string> = {
  success: 'text-success-ink',
  info: 'text-info-ink',
  warning: 'text-warning-ink',
  danger: 'text-danger-ink',
};

type Opened = Light['id'] | 'settings' | null;

/** Thin, always there: where, who, when, and five lights that explain themselves on touch. */
export function StatusStrip() {
  const device = useTill((state) => state.device);
  const words = useWords();
  const [opened, setOpened] = useState<Opened>(null);
  if (!device) return null;
  const lights = device.paired ? lightsOf(device, words) : [];
  const light = lights.find(({ id }) => id === opened);
  const toggle = (id: Opened) => setOpened((now) => (now === id ? null : id));
  return (
    <header className="relative z-30 shrink-0 border-b bg-card">
      <div className="flex h-11 items-center gap-1 pr-1 pl-3 text-sm sm:gap-2">
        <Place />
        <span className="flex-1" />
        <Cashier />
        <Clock />
        <fieldset className="flex items-center" aria-label={words.t('status.label')}>
          {lights.map((each) => (
            <LightButton
              key={each.id}
              light={each}
              open={opened === each.id}
              onPress={() => toggle(each.id)}
            />
          ))}
          <button
            type="button"
            aria-label={words.t('status.settings')}
            aria-expanded={opened === 'settings'}
            onClick={() => toggle('settings')}
            className="grid size-11 place-items-center rounded-lg text-ink-soft hover:bg-fill"
          >
            <Settings2 size={20} />
          </button>
        </fieldset>
      </div>
      {opened ? (
        <Below onClose={() => setOpened(null)}>
          {light ? <LightWords light={light} /> : null}
          {opened === 'settings' ? <ScreenSettings keyFingerprint={device.keyFingerprint} /> : null}
        </Below>
      ) : null}
      {device.reconciliation?.verdict === 'differs' ? (
        <StatementNotice reconciliation={device.reconciliation} className="rounded-none" />
      ) : null}
      {device.notices.map((notice) => (
        <Notice key={notice.code} tone="warning" className="rounded-none">
          {words.problem(notice)}
        </Notice>
      ))}
    </header>
  );
}

function Place() {
  const device = useTill((state) => state.device);
  const name = [device?.storeName, device?.terminalName].filter(Boolean).join(' · ');
  return <span className="min-w-0 truncate font-semibold">{name || 'JOWi Shop'}</span>;
}

function Cashier() {
  const store = useTillStore();
  const employee = useTill((state) => state.employee);
  const { t } = useWords();
  useHotkeys({ F1: employee ? () => void store.signOut() : undefined });
  if (!employee) return null;
  return (
    <button
      type="button"
      onClick={() => void store.signOut()}
      aria-label={`${employee.name}: ${t('sale.lock')}`}
      className="flex h-9 min-w-0 items-center gap-1.5 rounded-lg px-2 text-ink-soft hover:bg-fill hover:text-ink"
    >
      <span className="truncate max-sm:hidden">{employee.name}</span>
      <LockKeyhole size={16} className="shrink-0" aria-hidden="true" />
      <kbd className="rounded border border-current/35 px-1 text-xs max-md:hidden">F1</kbd>
    </button>
  );
}

function Clock() {
  const nowMs = useClock();
  return (
    <time className="px-1 font-medium tabular-nums" suppressHydrationWarning>
      {formatTime(nowMs)}
    </time>
  );
}

function LightButton({ light, open, onPress }: { light: Light; open: boolean; onPress: () => void }) {
  const { icon: Icon, tone, name, figure, words } = light;
  return (
    <button
      type="button"
      onClick={onPress}
      aria-expanded={open}
      aria-label={`${name}. ${words.join(' ')}`}
      className={cn(
        'relative flex h-11 min-w-8 items-center justify-center gap-1 rounded-lg px-1.5 hover:bg-fill sm:min-w-10',
        inkTone[tone],
        open && 'bg-fill',
      )}
    >
      <Icon size={20} aria-hidden="true" />
      {figure ? <span className="text-xs font-semibold tabular-nums">{figure}</span> : null}
      {tone === 'danger' ? (
        <span
          className="absolute top-1.5 right-1 size-2 rounded-full bg-danger ring-2 ring-card"
          aria-hidden="true"
        />
      ) : null}
    </button>
  );
}

function Below({ children, onClose }: { children: React.ReactNode; onClose: () => void }) {
  const { t } = useWords();
  useHotkeys({ Escape: onClose });
  return (
    <div className="absolute inset-x-0 top-full flex items-start gap-3 border-b bg-raised px-4 py-3 shadow-float animate-[ui-fade-in_100ms]">
      <div className="min-w-0 flex-1">{children}</div>
      <button
        type="button"
        aria-label={t('common:action.close')}
        onClick={onClose}
        className="grid size-11 shrink-0 place-items-center rounded-lg text-ink-soft hover:bg-fill"
      >
        <X size={20} />
      </button>
    </div>
  );
}

function LightWords({ light }: { light: Light }) {
  const { icon: Icon, tone, name, words } = light;
  return (
    <div role="status" className="flex items-start gap-3 py-1">
      <Icon size={24} className={cn('mt-0.5 shrink-0', inkTone[tone])} aria-hidden="true" />
      <div>
        <p className="font-semibold">{name}</p>
        {words.map((line) => (
          <p key={line} className="text-ink-soft">
            {line}
          </p>
        ))}
      </div>
    </div>
  );
}
