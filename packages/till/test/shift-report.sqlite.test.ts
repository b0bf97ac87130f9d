import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { FakePrinter } from '../src/testing/fake-devices.ts';
import { SAMPLE_SETTINGS } from '../src/testing/sample-shop.ts';
import { StatementDesk } from './statement-desk.ts';
import { Bench, sell, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

async function soldTill(printer: FakePrinter) {
  const opened = await bench.offlineTill({ printer });
  await signIn(opened.till);
  await sell(opened.till, 1);
  await sell(opened.till, 2);
  return opened;
}

describe('the Z on paper', () => {
  it('comes out of the printer when the shift is closed, with the figures of the screen', async () => {
    const printer = new FakePrinter();
    const { till } = await soldTill(printer);
    const report = await value(till.shift.close({ countedTiyin: '7000000' }));
    await waitFor(() => printer.shiftReports.length === 1, { what: 'the Z' });
    const { salesTiyin, expectedTiyin, discrepancyTiyin, ...paper } = printer.shiftReports[0]!;
    expect(paper).toMatchObject({
      copy: false,
      shiftNumber: report.shiftNumber,
      receiptCount: 2,
      firstReceiptNumber: 1,
      lastReceiptNumber: 2,
      closedBy: 'Dilnoza',
      closedAtMs: report.closedAtMs,
      countedTiyin: 7_000_000n,
      statement: null,
    });
    expect([salesTiyin, expectedTiyin, discrepancyTiyin].map(String)).toEqual([
      report.salesTiyin,
      report.expectedTiyin,
      report.discrepancyTiyin,
    ]);
  });

  it('waits for a printer that is away, behind the receipts before it, and survives a restart', async () => {
    const dead = new FakePrinter();
    dead.dead = true;
    const { till, options, close } = await soldTill(dead);
    await value(till.shift.close({ countedTiyin: '0' }));
    await close();
    const printer = new FakePrinter();
    bench.open({ ...options, printer });
    await waitFor(() => printer.shiftReports.length === 1, { what: 'the Z' });
    expect(printer.papers.map(({ receiptNumber }) => receiptNumber)).toEqual([1, 2]);
    expect(printer.shiftReports[0]).toMatchObject({ copy: false });
  });

  it('is printed again as a copy; of an open shift there is none', async () => {
    const printer = new FakePrinter();
    const { till } = await soldTill(printer);
    const open = await value(till.shift.current());
    expect(await till.shift.printReport({ shiftId: open!.shiftId })).toMatchObject({
      problem: { code: 'shifts/not-closed' },
    });
    const { shiftId } = await value(till.shift.close({ countedTiyin: '0' }));
    await waitFor(() => printer.shiftReports.length === 1, { what: 'the Z' });
    await value(till.shift.printReport({ shiftId }));
    await waitFor(() => printer.shiftReports.length === 2, { what: 'the copy' });
    expect(printer.shiftReports.map(({ copy }) => copy)).toEqual([false, true]);
  });

  it('waits a moment for the word of a server that is there, and carries it', async () => {
    const server = await bench.server();
    const desk = new StatementDesk();
    Object.assign(server, { desk, settings: { ...SAMPLE_SETTINGS, serverKey: desk.key } });
    const { till, printer } = await bench.onlineTill(server);
    await sell(till, 1);
    await sell(till, 2);
    await value(till.shift.close({ countedTiyin: '0' }));
    await waitFor(() => printer.shiftReports.length === 1, { what: 'the Z' });
    expect(printer.shiftReports[0]!.statement).toMatchObject({
      ...{ receiptsHeld: 2, receiptsClaimed: 2, agrees: true },
      headShort: desk.claims.at(-1)!.head.hash.slice(0, 4),
    });
  });
});
