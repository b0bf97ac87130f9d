import type { Problem } from '@jowi/contracts/errors';
import type { TFunction } from 'i18next';
import {
  Boxes,
  CloudAlert,
  CloudCheck,
  CloudOff,
  CloudUpload,
  type LucideIcon,
  Printer,
  ReceiptText,
  Wifi,
  WifiOff,
} from 'lucide-react';
import type { DeviceState } from '../../../bridge/device/contract.ts';
import { statementWords } from './statement-words.ts';

export type Light = {
  id: 'network' | 'catalogue' | 'fiscal' | 'printer' | 'unsent';
  icon: LucideIcon;
  tone: 'success' | 'info' | 'warning' | 'danger';
  name: string;
  /** Shown beside the sign: a count or a percentage; empty where the sign says enough. */
  figure: string;
  /** What it means, what is safe, what to do. */
  words: string[];
};

type Words = { t: TFunction<['pos', 'common', 'errors']>; problem: (refusal: Problem) => string };

/** The five lights of the strip, in words. */
export function lightsOf(device: DeviceState, words: Words): Light[] {
  return [
    networkLight(device, words),
    catalogueLight(device, words),
    deviceLight('fiscal', device.fiscal, ReceiptText, words),
    deviceLight('printer', device.printer, Printer, words),
    unsentLight(device, words),
  ];
}

function networkLight(device: DeviceState, { t, problem }: Words): Light {
  const last = device.lastSyncAtMs;
  return {
    id: 'network',
    icon: device.online ? Wifi : WifiOff,
    tone: device.online ? 'success' : 'warning',
    name: t('status.network'),
    figure: '',
    words: [
      ...(device.obstacle ? [problem(device.obstacle)] : []),
      device.online ? t('status.networkOk') : t('status.networkOff'),
      last === null ? t('status.neverSynced') : t('status.lastSync', { at: last }),
    ],
  };
}

function catalogueLight({ catalogue }: DeviceState, { t }: Words): Light {
  const { complete, have, total } = catalogue;
  const text = complete
    ? t('status.catalogueOk', { have })
    : total === null
      ? t('status.catalogueStart', { have })
      : t('status.cataloguePart', { have, total });
  return {
    id: 'catalogue',
    icon: Boxes,
    tone: complete ? 'success' : 'warning',
    name: t('status.catalogue'),
    figure: complete ? '' : total ? `${Math.floor((have * 100) / total)} %` : '…',
    words: [text],
  };
}

function deviceLight(
  id: 'fiscal' | 'printer',
  light: DeviceState['fiscal'],
  icon: LucideIcon,
  { t, problem }: Words,
): Light {
  const tone = { ok: 'success', busy: 'info', trouble: 'danger' } as const;
  const texts = {
    ok: [t(`status.${id}Ok`)],
    busy: [t(`status.${id}Busy`, { count: light.queue })],
    trouble: [
      problem(light.problem ?? { code: id === 'fiscal' ? 'fiscal/unreachable' : 'printer/offline' }),
      ...(light.queue > 0 ? [t('status.queue', { count: light.queue })] : []),
    ],
  };
  return {
    id,
    icon,
    tone: tone[light.state],
    name: t(`status.${id}`),
    figure: light.queue > 0 ? String(light.queue) : '',
    words: texts[light.state],
  };
}

function unsentLight(device: DeviceState, { t }: Words): Light {
  const { unsent, online, head, serverHead, reconciliation } = device;
  const said = reconciliation && statementWords(reconciliation, t);
  const isWrong = said?.tone === 'danger';
  const salesAreSaid = !isWrong && (reconciliation?.unsentReceipts ?? 0) > 0;
  const proven = serverHead !== null && serverHead.hash === head.hash && unsent === 0;
  return {
    id: 'unsent',
    icon: isWrong ? CloudAlert : unsent === 0 ? CloudCheck : online ? CloudUpload : CloudOff,
    tone: isWrong ? 'danger' : unsent === 0 ? 'success' : online ? 'info' : 'warning',
    name: t('status.unsent'),
    figure: unsent === 0 ? '' : String(unsent),
    words: [
      ...(unsent === 0 ? [t('status.unsentNone')] : []),
      // Sales say more than entries, where any of them wait.
      ...(unsent > 0 && !salesAreSaid ? [t('status.unsentSome', { count: unsent })] : []),
      ...(proven && head.seq > 0 ? [t('status.proof', { seq: head.seq })] : []),
      ...(said ? [said.title, said.text] : []),
    ],
  };
}
