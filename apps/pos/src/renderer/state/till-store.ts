import type { Problem } from '@jowi/contracts/errors';
import { approvalClient } from '../../bridge/approval/client.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { catalogueClient } from '../../bridge/catalogue/client.ts';
import { deviceClient } from '../../bridge/device/client.ts';
import type { DeviceState } from '../../bridge/device/contract.ts';
import type { Result } from '../../bridge/method.ts';
import { saleClient } from '../../bridge/sale/client.ts';
import type { Cart } from '../../bridge/sale/contract.ts';
import { sessionClient } from '../../bridge/session/client.ts';
import type { Session } from '../../bridge/session/contract.ts';
import { shiftClient } from '../../bridge/shift/client.ts';
import type { ShiftReport, ShiftView } from '../../bridge/shift/contract.ts';

export type TillState = {
  /** false while the page cannot reach its host. */
  linked: boolean;
  /** Everything below has been asked once. */
  loaded: boolean;
  device: DeviceState | null;
  employee: Session | null;
  shift: ShiftView | null;
  cart: Cart;
  /** The Z just made, shown until it is put away. */
  closedShift: ShiftReport | null;
};

export const NO_CART: Cart = {
  lines: [],
  receiptDiscount: null,
  grossTiyin: '0',
  discountTiyin: '0',
  roundingTiyin: '0',
  totalTiyin: '0',
  vatTiyin: '0',
  suggestedTendersTiyin: [],
  needs: [],
  approvals: [],
};

const NOTHING: TillState = {
  linked: false,
  loaded: false,
  device: null,
  employee: null,
  shift: null,
  cart: NO_CART,
  closedShift: null,
};

/** What the screens show of the engine. The engine is the truth; this is its latest answer and nothing more. */
export class TillStore {
  readonly device;
  readonly session;
  readonly shift;
  readonly sale;
  readonly approval;
  readonly catalogue;
  readonly #bridge: Bridge;
  readonly #listeners = new Set<() => void>();
  #state = NOTHING;
  #cartAsked = 0;
  #cartShown = 0;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.device = deviceClient(bridge);
    this.session = sessionClient(bridge);
    this.shift = shiftClient(bridge);
    this.sale = saleClient(bridge);
    this.approval = approvalClient(bridge);
    this.catalogue = catalogueClient(bridge);
    bridge.onLink((up) => {
      this.#set({ linked: up });
      if (up) void this.refreshAll();
    });
    bridge.on('device-changed', () => void this.refreshDevice());
    bridge.on('session-changed', () => void this.refreshAll());
    bridge.on('cart-changed', () => void this.refreshCart());
  }

  readonly state = (): TillState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  on(event: 'receipt-changed' | 'catalogue-changed' | 'device-changed', listener: () => void): () => void {
    return this.#bridge.on(event, listener);
  }

  async refreshAll(): Promise<void> {
    const [device, employee, shift] = await Promise.all([
      this.device.state(),
      this.session.current(),
      this.shift.current(),
      this.refreshCart(),
    ]);
    this.#set({
      loaded: device.ok || this.#state.loaded,
      ...(device.ok ? { device: device.value } : {}),
      ...(employee.ok ? { employee: employee.value } : {}),
      ...(shift.ok ? { shift: shift.value } : { shift: null }),
    });
  }

  async refreshDevice(): Promise<void> {
    const wasPaired = this.#state.device?.paired ?? false;
    const device = await this.device.state();
    if (!device.ok) return;
    this.#set({ device: device.value });
    if (device.value.paired !== wasPaired) await this.refreshAll();
  }

  async refreshCart(): Promise<void> {
    await this.cartAnswer(this.sale.cart());
  }

  /** Shows the cart of an answer, unless a later question has been answered already. */
  async cartAnswer(asked: Promise<Result<Cart>>): Promise<Result<Cart>> {
    this.#cartAsked += 1;
    const turn = this.#cartAsked;
    const answer = await asked;
    if (answer.ok && turn > this.#cartShown) {
      this.#cartShown = turn;
      this.#set({ cart: answer.value });
    }
    return answer;
  }

  async signIn(employeeId: string, pin: string): Promise<Problem | null> {
    const answer = await this.session.signIn(employeeId, pin);
    if (!answer.ok) return answer.problem;
    this.#set({ employee: answer.value.employee });
    await this.refreshAll();
    return null;
  }

  async signOut(): Promise<void> {
    await this.session.signOut();
    this.#set({ employee: null });
  }

  async pair(code: string, serverUrl: string): Promise<Problem | null> {
    const answer = await this.device.pair(code, serverUrl);
    await this.refreshAll();
    return answer.ok ? null : answer.problem;
  }

  async openShift(floatTiyin: string): Promise<Problem | null> {
    const answer = await this.shift.open(floatTiyin);
    if (!answer.ok) return answer.problem;
    this.#set({ shift: answer.value });
    return null;
  }

  async closeShift(countedTiyin: string): Promise<Problem | null> {
    const answer = await this.shift.close(countedTiyin);
    if (!answer.ok) return answer.problem;
    this.#set({ shift: null, closedShift: answer.value });
    return null;
  }

  async putAwayClosedShift(): Promise<void> {
    this.#set({ closedShift: null });
    await this.signOut();
  }

  #set(change: Partial<TillState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
