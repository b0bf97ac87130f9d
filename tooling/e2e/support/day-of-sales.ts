import { setTimeout as sleep } from 'node:timers/promises';
import type { Rng } from '@jowi/testkit/rng';
import { urlOf } from '../../dev/stack.ts';
import { spoilFiscal } from './fiscal-memory.ts';
import type { Shop } from './processes.ts';
import type { Cashier } from './selling.ts';
import type { SalePlan } from './shop-day.ts';
import type { TillPage } from './till.page.ts';

/** What goes wrong, by the sale it goes wrong at (from 0). */
const mishaps = {
  fiscalAnswersLost: 3,
  killedWhileRinging: 7,
  paperOut: 9,
  paperIn: 12,
  killedWhilePaying: 11,
  fiscalDies: 13,
  fiscalReturns: 16,
  uzbekFrom: 14,
  uzbekTo: 18,
  shown: [5, 15],
} as const;

export interface DayOfSales {
  readonly shop: Shop;
  readonly rng: Rng;
  readonly cashier: Cashier;
  /** The same page in two languages. */
  readonly till: TillPage;
  readonly tillUz: TillPage;
  readonly signIn: (till: TillPage) => Promise<void>;
  readonly shoot: (name: string) => Promise<void>;
}

/** Sells everything planned while things die. Tells whether the payment during which the till died was on its disk. */
export async function sellThroughMishaps(
  day: DayOfSales,
  sales: readonly SalePlan[],
): Promise<boolean | null> {
  const { shop, till, tillUz, shoot } = day;
  const fiscalUrl = urlOf(shop.ports.fiscal);
  let wasOnDisk: boolean | null = null;
  for (const [nth, plan] of sales.entries()) {
    if (nth === mishaps.fiscalAnswersLost) await spoilFiscal(fiscalUrl, 'drop-answer', 2);
    if (nth === mishaps.paperOut) await setPrinter(shop, 'paper-out');
    if (nth === mishaps.paperIn) await setPrinter(shop, 'ok');
    if (nth === mishaps.fiscalDies) await shop.fiscal.kill();
    if (nth === mishaps.fiscalReturns) await shop.fiscal.start();
    if (nth === mishaps.uzbekFrom) await till.useLanguage('uz');
    if (nth === mishaps.uzbekTo) await tillUz.useLanguage('ru');
    const screen = nth >= mishaps.uzbekFrom && nth < mishaps.uzbekTo ? tillUz : till;

    if (nth === mishaps.killedWhileRinging) await dieWhileRinging(day, plan);
    else if (nth === mishaps.killedWhilePaying) wasOnDisk = await dieWhilePaying(day, plan);
    else
      await sellAndLook(
        day,
        screen,
        plan,
        mishaps.shown.some((shown) => shown === nth),
      );
  }
  await till.peekReceipts(() => shoot('till-receipts'));
  return wasOnDisk;
}

async function sellAndLook({ cashier, shoot }: DayOfSales, till: TillPage, plan: SalePlan, look: boolean) {
  if (!look) return cashier.sell(till, plan);
  await cashier.ring(till, plan);
  await shoot('till-receipt');
  const fact = await cashier.bringToPayment(till, plan);
  await shoot('till-payment');
  await cashier.pay(till, plan, fact);
  await shoot('till-paid');
}

/** Half of the goods are on the receipt when the power goes. They are there again. */
async function dieWhileRinging(day: DayOfSales, plan: SalePlan): Promise<void> {
  const { cashier, till, shoot } = day;
  const half = Math.ceil(plan.lines.length / 2);
  await cashier.ring(till, plan, 0, half);
  await shoot('till-half-a-receipt');
  await killAndRestart(day);
  for (const line of plan.lines.slice(0, half)) await till.seePlanned(cashier.item(line.sku), line);
  await shoot('till-half-a-receipt-is-back');
  await cashier.ring(till, plan, half);
  await cashier.pay(till, plan, await cashier.bringToPayment(till, plan));
}

/** The power goes a moment after the money was taken. Paid or not: one of the two, and the till knows which. */
async function dieWhilePaying(day: DayOfSales, plan: SalePlan): Promise<boolean> {
  const { cashier, till, rng, shoot } = day;
  await cashier.ring(till, plan);
  const fact = await cashier.bringToPayment(till, plan);
  await till.takeCash(cashier.totalOf(fact), fact.tenderedTiyin, plan.tender);
  await sleep(rng.int(0, 25));
  await killAndRestart(day);
  const paid = await till.wasPaid(cashier.item(plan.lines[0]!.sku));
  await shoot('till-after-dying-at-the-payment');
  if (paid) cashier.note(fact, await till.newestReceipt(cashier.totalOf(fact)));
  else await cashier.pay(till, plan, await cashier.bringToPayment(till, plan));
  return paid;
}

async function killAndRestart({ shop, till, signIn, shoot }: DayOfSales): Promise<void> {
  await shop.till.kill();
  await till.seeHostLost();
  await shoot('till-is-dead');
  await shop.till.start();
  await signIn(till);
  await till.seeSaleScreen();
}

async function setPrinter({ ports }: Shop, mode: 'ok' | 'paper-out'): Promise<void> {
  const body = JSON.stringify({ mode });
  const answer = await fetch(`${urlOf(ports.printerPictures)}/control`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`The printer simulator does not know ${mode}`);
}
