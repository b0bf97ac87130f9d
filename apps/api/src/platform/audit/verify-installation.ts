import type { AuditDamageKind } from '@jowi/contracts/audit';
import { readAnchors } from './anchor-file.ts';
import type { AuditKeys } from './audit-keys.ts';
import { type AskBusiness, ChainRowsRepository } from './chain-rows.repository.ts';
import { type ChainReport, verifyChain } from './verify-chain.ts';

export interface Installation {
  /** The businesses that are there. */
  readonly businesses: readonly { readonly id: string; readonly name: string }[];
  readonly ask: AskBusiness;
  readonly keys: AuditKeys;
  /** Null: there are no anchors to hold the logs against. */
  readonly anchorDir: string | null;
}

export interface BusinessReport extends ChainReport {
  readonly name: string;
}

export interface InstallationReport {
  readonly businesses: readonly BusinessReport[];
  /** Lines of the anchor files that were edited, as `file:line`. */
  readonly damagedAnchors: readonly string[];
  readonly isWhole: boolean;
}

/** The logs of all businesses, one after another; one that only the anchors remember is there as well, as gone. */
export async function verifyInstallation(installation: Installation): Promise<InstallationReport> {
  const { businesses, keys, anchorDir } = installation;
  const { anchors, damaged } =
    anchorDir === null ? { anchors: [], damaged: [] } : await readAnchors(keys, anchorDir);
  const rows = new ChainRowsRepository(installation.ask);
  const reports: BusinessReport[] = [];
  for (const { id, name } of businesses) {
    const own = anchors.filter(({ tenantId }) => tenantId === id);
    reports.push({ name, ...(await verifyChain(rows, keys, id, own)) });
  }
  const known = new Set(businesses.map(({ id }) => id));
  for (const tenantId of new Set(anchors.map((it) => it.tenantId).filter((id) => !known.has(id)))) {
    const own = anchors.filter((it) => it.tenantId === tenantId);
    const anchoredSeq = Math.max(...own.map(({ seq }) => seq));
    const damage = [{ kind: 'business' as AuditDamageKind, seq: 1, toSeq: anchoredSeq }];
    reports.push({ name: '?', tenantId, entries: 0, anchors: own.length, anchoredSeq, damage });
  }
  const isWhole = damaged.length === 0 && reports.every(({ damage }) => damage.length === 0);
  return { businesses: reports, damagedAnchors: damaged, isWhole };
}
