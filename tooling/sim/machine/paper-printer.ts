import type { PrintDocument, PrinterPort, PrintResult, ShiftReportDocument } from '@jowi/till/ports';
import type { Rng } from '../world/rng.ts';
import type { World } from '../world/world.ts';

/** dead: not reachable. torn: prints, and the line breaks before it says so. */
export type PrinterFate = 'ok' | 'dead' | 'torn';

export class PaperPrinter implements PrinterPort {
  readonly papers: PrintDocument[] = [];
  readonly reports: ShiftReportDocument[] = [];
  drawerOpened = 0;
  fate: () => PrinterFate = () => 'ok';
  readonly #world: World;
  readonly #rng: Rng;

  constructor(world: World, rng: Rng) {
    this.#world = world;
    this.#rng = rng;
  }

  print(document: PrintDocument): Promise<PrintResult> {
    return this.#run(() => this.papers.push(document));
  }

  printShiftReport(document: ShiftReportDocument): Promise<PrintResult> {
    return this.#run(() => this.reports.push(document));
  }

  async #run(feedPaper: () => void): Promise<PrintResult> {
    await this.#world.wait(this.#rng.int(50, 400));
    const fate = this.fate();
    if (fate === 'dead') return { kind: 'failed', code: 'printer/offline', mayHavePrinted: false };
    feedPaper();
    if (fate === 'torn') return { kind: 'failed', code: 'printer/connection-lost', mayHavePrinted: true };
    return { kind: 'printed' };
  }

  async openDrawer(): Promise<void> {
    this.drawerOpened += 1;
  }
}
