import type { QuarantineEntry } from '@jowi/contracts/http/journal';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { parseTiyin, sumTiyin } from '@jowi/domain/money';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { DecisionRepository } from './decision.repository.ts';
import { type JudgedEntry, JudgeEntry } from './judge-entry.ts';
import { QuarantineRepository } from './quarantine.repository.ts';
import { entryOf } from './read-entry.ts';
import { RepairEntry } from './repair-entry.ts';
import { SaleCircumstancesRepository } from './sale-circumstances.repository.ts';

/** More of an entry nobody can read is not shown. */
const MAX_TEXT = 20_000;
/** A product that is not there is looked for by barcode and name; more than this is an import, not a repair. */
const MAX_SOUGHT = 20;

@Injectable()
export class GetQuarantineEntryUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly quarantine: QuarantineRepository,
    private readonly decisions: DecisionRepository,
    private readonly judge: JudgeEntry,
    private readonly repairs: RepairEntry,
    private readonly facts: SaleCircumstancesRepository,
  ) {}

  /** @throws ProblemError common/not-found */
  execute({ tenantId }: Person, id: string): Promise<QuarantineEntry> {
    return this.db.withTenant(tenantId, async (tx) => {
      const held = await this.quarantine.find(tx, tenantId, id);
      if (!held) throw new ProblemError('common/not-found');
      const [judged, decision] = [
        await this.judge.judge(tx, tenantId, held),
        await this.decisions.find(tx, tenantId, id),
      ];
      const sale = judged.read.kind === 'SaleV1' ? judged.read.payload : null;
      const [shifts, employees] =
        sale && !decision
          ? [
              await this.facts.listShifts(tx, { ...held, tenantId }),
              await this.facts.listEmployees(tx, tenantId, sale.employeeId),
            ]
          : [[], []];
      return {
        id,
        terminalId: held.terminalId,
        terminalName: held.terminalName,
        storeName: held.storeName,
        epoch: held.epoch,
        seq: held.seq,
        kind: held.kind,
        reason: held.reason,
        params: held.params,
        hash: held.hash,
        receivedAtMs: held.receivedAtMs,
        decision,
        sound: judged.isSound,
        needsPaper: !judged.isSound,
        sale: sale && (await this.#saleView(tx, tenantId, sale, judged)),
        payloadText: sale ? null : JSON.stringify(entryOf(held.text).payload, null, 2).slice(0, MAX_TEXT),
        options: decision
          ? []
          : judged.options.map(({ action, refusal }) => ({ action, refusal: refusal?.code ?? null })),
        shifts,
        employees,
        products: sale && !decision ? await this.#productCandidates(tx, tenantId, sale, judged) : [],
        followers: decision ? 0 : await this.repairs.countFollowers(tx, tenantId, held, judged.read),
      };
    });
  }

  async #saleView(
    tx: KyselyTx,
    tenantId: string,
    sale: SaleV1,
    judged: JudgedEntry,
  ): Promise<NonNullable<QuarantineEntry['sale']>> {
    const sumOf = (key: 'tenderedTiyin' | 'changeTiyin') =>
      String(sumTiyin(sale.payments.map((payment) => parseTiyin(payment[key]))));
    return {
      receiptNumber: sale.receiptNumber,
      occurredAtMs: sale.occurredAtMs,
      businessDate: sale.businessDate,
      shiftId: sale.shiftId,
      shiftNumber: judged.sale?.shift?.shiftNumber ?? null,
      employeeId: sale.employeeId,
      cashierName: await this.facts.findEmployeeName(tx, tenantId, sale.employeeId),
      totalTiyin: sale.totalTiyin,
      vatTiyin: sale.vatTiyin,
      paidTiyin: sumOf('tenderedTiyin'),
      changeTiyin: sumOf('changeTiyin'),
      lines: sale.lines.map((line) => ({
        lineId: line.lineId,
        productId: line.productId,
        known: judged.sale?.products.has(line.productId) ?? false,
        name: line.name,
        barcode: line.barcode,
        qtyMilli: line.qtyMilli,
        unitPriceTiyin: line.unitPriceTiyin,
        netTiyin: line.netTiyin,
      })),
    };
  }

  async #productCandidates(
    tx: KyselyTx,
    tenantId: string,
    sale: SaleV1,
    judged: JudgedEntry,
  ): Promise<QuarantineEntry['products']> {
    const unknown = new Map(
      sale.lines.filter((line) => !judged.sale?.products.has(line.productId)).map((it) => [it.productId, it]),
    );
    const sought = [...unknown].slice(0, MAX_SOUGHT);
    return Promise.all(
      sought.map(async ([productId, line]) => ({
        productId,
        candidates: await this.facts.findLike(tx, tenantId, line),
      })),
    );
  }
}
