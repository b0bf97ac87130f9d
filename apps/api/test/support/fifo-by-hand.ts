/**
 * FIFO the way an accountant would do it with a pencil, written apart from the product's own: used to check it.
 * Quantities in thousandths, costs in tiyin.
 */
export class FifoByHand {
  #lots: { qty: bigint; cost: bigint }[] = [];
  #owed: { qty: bigint; cost: bigint }[] = [];
  #last = { qty: 1n, cost: 0n };

  /** Answers actual less provisional cost of what was owed. */
  receive(qty: bigint, cost: bigint): bigint {
    this.#last = { qty, cost };
    let [left, leftCost, difference] = [qty, cost, 0n];
    while (left > 0n && this.#owed.length > 0) {
      const [debt] = this.#owed as [{ qty: bigint; cost: bigint }];
      const paid = debt.qty < left ? debt.qty : left;
      const actual = paid === left ? leftCost : share(leftCost, paid, left);
      const provisional = paid === debt.qty ? debt.cost : share(debt.cost, paid, debt.qty);
      difference += actual - provisional;
      [left, leftCost] = [left - paid, leftCost - actual];
      debt.qty -= paid;
      debt.cost -= provisional;
      if (debt.qty === 0n) this.#owed.shift();
    }
    if (left > 0n) this.#lots.push({ qty: left, cost: leftCost });
    return difference;
  }

  /** Answers the cost of what was sold. */
  sell(qty: bigint): bigint {
    let [left, cost] = [qty, 0n];
    while (left > 0n && this.#lots.length > 0) {
      const [lot] = this.#lots as [{ qty: bigint; cost: bigint }];
      const taken = lot.qty < left ? lot.qty : left;
      const takenCost = taken === lot.qty ? lot.cost : share(lot.cost, taken, lot.qty);
      lot.qty -= taken;
      lot.cost -= takenCost;
      if (lot.qty === 0n) this.#lots.shift();
      [left, cost] = [left - taken, cost + takenCost];
    }
    if (left > 0n) {
      const provisional = share(this.#last.cost, left, this.#last.qty);
      this.#owed.push({ qty: left, cost: provisional });
      cost += provisional;
    }
    return cost;
  }

  get balance(): { qty: bigint; cost: bigint } {
    const sum = (parts: { qty: bigint; cost: bigint }[], key: 'qty' | 'cost') =>
      parts.reduce((total, part) => total + part[key], 0n);
    return {
      qty: sum(this.#lots, 'qty') - sum(this.#owed, 'qty'),
      cost: sum(this.#lots, 'cost') - sum(this.#owed, 'cost'),
    };
  }
}

/** cost x part / whole, a half upwards; nothing is negative here. */
function share(cost: bigint, part: bigint, whole: bigint): bigint {
  return (cost * part * 2n + whole) / (whole * 2n);
}
