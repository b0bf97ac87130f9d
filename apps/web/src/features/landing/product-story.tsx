'use client';

import {
  FileSpreadsheet,
  Hand,
  Link2,
  type LucideIcon,
  Package,
  Scale,
  ScanBarcode,
  ScrollText,
  UsersRound,
  WifiOff,
} from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';
import { ProductShot } from './product-shot.tsx';

const tillPoints = [
  { icon: WifiOff, key: 'offline' },
  { icon: ScanBarcode, key: 'scanner' },
  { icon: Hand, key: 'keys' },
] as const;
const officePoints = [
  { icon: FileSpreadsheet, key: 'import' },
  { icon: Package, key: 'stock' },
  { icon: UsersRound, key: 'roles' },
] as const;
const proofPoints = [
  { icon: Link2, key: 'chain' },
  { icon: Scale, key: 'ledger' },
  { icon: ScrollText, key: 'audit' },
] as const;

/** What the till and the back office do, beside pictures of them. */
export function ProductStory() {
  const { t } = useWords();
  return (
    <>
      <section className="border-y bg-card">
        <div className="mx-auto max-w-6xl px-4 py-14 sm:px-6">
          <h2 className="text-2xl font-semibold tracking-tight text-balance">{t('landing.till.title')}</h2>
          <p className="mt-2 max-w-3xl text-base text-ink-soft">{t('landing.till.text')}</p>
          <ul className="mt-8 grid gap-4 sm:grid-cols-3">
            {tillPoints.map(({ icon, key }) => (
              <Point key={key} icon={icon} text={t(`landing.till.${key}`)} />
            ))}
          </ul>
        </div>
      </section>
      <section className="mx-auto grid max-w-6xl items-center gap-8 px-4 py-14 sm:px-6 lg:grid-cols-[1fr_1.5fr]">
        <div>
          <h2 className="text-2xl font-semibold tracking-tight text-balance">{t('landing.office.title')}</h2>
          <p className="mt-2 text-base text-ink-soft">{t('landing.office.text')}</p>
          <ul className="mt-6 space-y-4">
            {officePoints.map(({ icon, key }) => (
              <Point key={key} icon={icon} text={t(`landing.office.${key}`)} />
            ))}
          </ul>
        </div>
        <ProductShot name="today" />
      </section>
      <section className="mx-auto grid max-w-6xl items-center gap-8 px-4 pb-14 sm:px-6 lg:grid-cols-[1.5fr_1fr]">
        <ProductShot name="lots" className="max-lg:order-2" />
        <div>
          <h2 className="text-2xl font-semibold tracking-tight text-balance">{t('landing.proof.title')}</h2>
          <p className="mt-2 text-base text-ink-soft">{t('landing.proof.text')}</p>
          <ul className="mt-6 space-y-4">
            {proofPoints.map(({ icon, key }) => (
              <Point key={key} icon={icon} text={t(`landing.proof.${key}`)} />
            ))}
          </ul>
        </div>
      </section>
    </>
  );
}

function Point({ icon: Icon, text }: { icon: LucideIcon; text: string }) {
  return (
    <li className="flex items-center gap-3.5 text-base">
      <span className="grid size-11 shrink-0 place-items-center rounded-xl bg-primary-quiet text-on-primary-quiet">
        <Icon size={20} aria-hidden="true" />
      </span>
      {text}
    </li>
  );
}
