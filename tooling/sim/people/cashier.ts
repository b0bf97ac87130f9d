import type { Problem } from '@jowi/contracts/errors';
import type { Till } from '@jowi/till/till';
import type { CartView, PaidView } from '@jowi/till/views';
import { hold } from '../check/broken.ts';
import { Died } from '../disk/sim-disk.ts';
import type { Machine } from '../machine/machine.ts';
import type { Step } from '../plan/steps.ts';
import type { Simulation } from '../run/simulation.ts';
import { barcodeOf, MANAGER_PIN } from '../run/tenants.ts';

type Sale = Extract<Step, { kind: 'sale' }>;
type Answered<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Somebody at a till. Whatever she is refused she takes it and goes on with the next customer. */
export class Cashier {
  readonly #sim: Simulation;
  readonly #machine: Machine;
  readonly #till: Till;
  readonly #isHere: () => boolean;

  constructor(sim: Simulation, machine: Machine) {
    const incarnation = machine.incarnation!;
    this.#sim = sim;
    this.#machine = machine;
    this.#till = incarnation.till;
    this.#isHere = () => incarnation.alive;
  }

  async sell(sale: Sale): Promise<void> {
    if (!(await this.#ready()) || !(await this.#emptyCart())) return;
    for (const item of sale.items) await this.#add(item);
    if (sale.discount) await this.#discount(sale.discount);
    if (sale.abandoned) return void (await this.#ask(this.#till.sale.clear()));
    const cart = await this.#ask(this.#till.sale.cart());
    if (!cart.ok || cart.value.lines.length === 0) return;
    await this.#pay(cart.value, sale.overTiyin);
  }

  async nextShift(): Promise<void> {
    if (!(await this.#ready()) || !(await this.#emptyCart())) return;
    const report = await this.#ask(this.#till.shift.report());
    if (!report.ok) return;
    const counted =
      BigInt(report.value.expectedTiyin) + BigInt(this.#machine.rng.pick([0, 0, 0, -100, 5_000]));
    const closed = await this.#ask(
      this.#till.shift.close({ countedTiyin: String(counted < 0n ? 0n : counted) }),
    );
    if (closed.ok) await this.#openShift();
  }

  async reprint(): Promise<void> {
    if (!(await this.#ready())) return;
    const receipts = await this.#ask(this.#till.sale.receipts({ limit: 5 }));
    const receipt = receipts.ok ? receipts.value[0] : undefined;
    if (receipt) await this.#ask(this.#till.sale.reprint({ receiptId: receipt.receiptId }));
  }

  async mistypePin(): Promise<void> {
    const employees = await this.#ask(this.#till.session.employees());
    const employee = employees.ok ? employees.value[0] : undefined;
    if (!employee) return;
    const answer = await this.#ask(this.#till.session.signIn({ employeeId: employee.id, pin: '0000' }));
    hold('sign-in', !answer.ok, () => `${this.#machine.name}: a wrong PIN opened the till`);
  }

  /** Signed in, with a shift open. */
  async #ready(): Promise<boolean> {
    const session = await this.#ask(this.#till.session.current());
    if (!session.ok) return false;
    if (!session.value && !(await this.#signIn())) return false;
    const shift = await this.#ask(this.#till.shift.current());
    if (!shift.ok) return false;
    return shift.value !== null || this.#openShift();
  }

  async #signIn(): Promise<boolean> {
    const employees = await this.#ask(this.#till.session.employees());
    if (!employees.ok) return false;
    const pins = new Map(this.#tenant.employees.map((it) => [it.id, it.pin]));
    const able = employees.value.filter((it) => it.role === 'cashier');
    const [employee] = able.length > 0 ? able : employees.value;
    const pin = employee && pins.get(employee.id);
    if (!pin) return false;
    return (await this.#ask(this.#till.session.signIn({ employeeId: employee.id, pin }))).ok;
  }

  async #openShift(): Promise<boolean> {
    const floatTiyin = String(this.#machine.rng.int(0, 50) * 10_000);
    return (await this.#ask(this.#till.shift.open({ floatTiyin }))).ok;
  }

  /** What a crash left in the cart is gone on with or put back. */
  async #emptyCart(): Promise<boolean> {
    const cart = await this.#ask(this.#till.sale.cart());
    if (!cart.ok) return false;
    if (cart.value.lines.length === 0) return true;
    if (this.#machine.rng.chance(0.5)) await this.#pay(cart.value, 0);
    return (await this.#ask(this.#till.sale.clear())).ok;
  }

  async #add({ product, how, qtyMilli }: Sale['items'][number]): Promise<void> {
    const { sale } = this.#till;
    const productId = this.#tenant.products[product]!.id;
    const added = await this.#allowed(() =>
      how === 'scan'
        ? sale.scan({ code: barcodeOf(product) })
        : sale.addProduct({ productId, qtyMilli: String(qtyMilli) }),
    );
    if (!added.ok || how === 'pick') return;
    const { lineId } = added.value;
    await this.#allowed(() => sale.setQuantity({ lineId, qtyMilli: String(qtyMilli) }));
  }

  async #discount({ on, bps }: NonNullable<Sale['discount']>): Promise<void> {
    const { sale } = this.#till;
    const discount = { kind: 'percent', bps } as const;
    const cart = await this.#ask(sale.cart());
    const line = cart.ok ? cart.value.lines[0] : undefined;
    if (!line) return;
    await this.#allowed(() =>
      on === 'line'
        ? sale.setLineDiscount({ lineId: line.lineId, discount })
        : sale.setReceiptDiscount({ discount }),
    );
  }

  /** Does it, with the manager's PIN where that is asked for. */
  async #allowed<T>(act: () => Promise<Answered<T>>): Promise<Answered<T>> {
    const first = await this.#ask(act());
    if (first.ok || first.problem.code !== 'till/approval-needed') return first;
    const asked = await this.#ask(this.#till.approval.request());
    if (!asked.ok || !asked.value || asked.value.approvers.length === 0) return first;
    const { operation, subjectId } = asked.value;
    const approval = { operation, subjectId, approverId: null, pin: MANAGER_PIN, reason: 'mijoz soʻradi' };
    if (!(await this.#ask(this.#till.approval.approve(approval))).ok) return first;
    return this.#ask(act());
  }

  async #pay(cart: CartView, overTiyin: number): Promise<void> {
    const tenderedTiyin = String(BigInt(cart.totalTiyin) + BigInt(overTiyin));
    const paid = await this.#allowed(() => this.#till.sale.payCash({ tenderedTiyin }));
    if (!paid.ok) return;
    const { receiptId, receiptNumber, totalTiyin } = paid.value;
    this.#machine.acknowledged.push({ receiptId, receiptNumber, totalTiyin });
    this.#sim.sales += 1;
    this.#sim.world.note(`${this.#machine.name} sold ${receiptNumber} ${totalTiyin}`);
    await this.#readsItBack(paid.value, cart);
  }

  /** Invariant 15, at the till: what was just paid is what its lists and reports show. */
  async #readsItBack(paid: PaidView, cart: CartView): Promise<void> {
    const { sale } = this.#till;
    const list = await this.#ask(sale.receipts({ limit: 1 }));
    const receipt = await this.#ask(sale.receipt({ receiptId: paid.receiptId }));
    if (!list.ok || !receipt.ok) return;
    hold(
      '15 read your writes',
      list.value[0]?.receiptId === paid.receiptId &&
        receipt.value.totalTiyin === paid.totalTiyin &&
        paid.totalTiyin === cart.totalTiyin &&
        receipt.value.lines.length === cart.lines.length,
      () => `${this.#machine.name}: receipt ${paid.receiptNumber} is not what was paid`,
    );
    const now = await this.#ask(sale.cart());
    if (now.ok) hold('15 read your writes', now.value.lines.length === 0, () => 'a paid cart is not empty');
  }

  get #tenant() {
    return this.#sim.tenants[this.#machine.tenant]!;
  }

  /** An answer of a program that died meanwhile reaches nobody. */
  async #ask<T>(answer: Promise<Answered<T>>): Promise<Answered<T>> {
    const answered = await answer;
    if (!this.#isHere()) throw new Died();
    if (!answered.ok) this.#sim.world.note(`${this.#machine.name} refused ${answered.problem.code}`);
    if (!answered.ok && answered.problem.code === 'common/internal' && !this.#machine.inDiskTrouble) {
      hold(
        '0 no bugs',
        false,
        () => `${this.#machine.name}: ${this.#machine.complaints.at(-1) ?? 'common/internal'}`,
      );
    }
    return answered;
  }
}
