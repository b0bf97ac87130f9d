'use client';

import type { Guide, GuideStep } from '@jowi/contracts/http/guide';
import { GUIDE_STEPS } from '@jowi/contracts/http/guide';
import type { Permission } from '@jowi/contracts/permissions';
import { Badge } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { cn } from '@jowi/ui/cn';
import { Circle, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '../../i18n/use-words.ts';
import { useMay, useMe } from '../../session/session.query.ts';
import { isOptional } from './guide-steps.ts';

type Way = {
  href: string;
  label: 'guide.goods.add' | 'guide.goods.import' | 'guide.delivery.go' | 'guide.pin.go' | 'guide.till.go';
  permission: Permission;
};

/** Where each step is done; the till does its last one itself. */
const WAYS: Readonly<Record<GuideStep, readonly Way[]>> = {
  goods: [
    { href: '/products/import', label: 'guide.goods.import', permission: 'products/edit' },
    { href: '/products/new', label: 'guide.goods.add', permission: 'products/edit' },
  ],
  delivery: [{ href: '/deliveries/new', label: 'guide.delivery.go', permission: 'deliveries/post' }],
  pin: [{ href: '/staff', label: 'guide.pin.go', permission: 'staff/manage' }],
  till: [{ href: '/terminals', label: 'guide.till.go', permission: 'terminals/manage' }],
  sale: [],
};

export function GuideSteps({ done }: { done: Guide['done'] }) {
  const { t } = useWords();
  const next = GUIDE_STEPS.find((step) => !done[step] && !isOptional(step));
  return (
    <ol className="mt-2 divide-y px-5">
      {GUIDE_STEPS.map((step) => (
        <li key={step} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3.5">
          {done[step] ? (
            <CircleCheck size={24} className="shrink-0 text-success-ink" aria-label={t('guide.doneMark')} />
          ) : (
            <Circle
              size={24}
              className={cn('shrink-0', step === next ? 'text-primary-ink' : 'text-ink-faint')}
              aria-label={t('guide.todoMark')}
            />
          )}
          <div className="min-w-0 flex-1 basis-56">
            <p className={cn('font-medium', done[step] && 'text-ink-faint')}>
              {t(`guide.${step}.title`)}
              {isOptional(step) && !done[step] ? (
                <Badge className="ml-2 align-middle">{t('guide.optional')}</Badge>
              ) : null}
            </p>
            {done[step] ? null : <p className="mt-0.5 text-sm text-ink-soft">{t(`guide.${step}.text`)}</p>}
          </div>
          {done[step] ? null : (
            <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:pl-10">
              {WAYS[step].map((way, i) => (
                <WayButton key={way.href} way={way} primary={step === next && i === WAYS[step].length - 1} />
              ))}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function WayButton({ way, primary }: { way: Way; primary: boolean }) {
  const { t } = useWords();
  const me = useMe().data;
  if (!useMay(way.permission)) return null;
  const href = way.label === 'guide.pin.go' && me ? `/staff/${me.employeeId}` : way.href;
  return (
    <Button asChild size="sm" variant={primary ? 'primary' : 'outline'}>
      <Link href={href}>{t(way.label)}</Link>
    </Button>
  );
}
