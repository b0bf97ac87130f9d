import type { Problem } from '@jowi/contracts/errors';
import { cn } from '@jowi/ui/cn';
import { useEffect, useRef, useState } from 'react';
import type { Session } from '../../../bridge/session/contract.ts';
import type { ShiftView } from '../../../bridge/shift/contract.ts';
import { useTillStore } from '../../state/till-context.ts';
import { ApprovalPanel } from '../approval/approval.panel.tsx';
import { PaidPanel } from '../pay/paid.panel.tsx';
import { PayPanel } from '../pay/pay.panel.tsx';
import { settlePending } from '../pay/pending-payment.ts';
import { ReceiptsPanel } from '../receipt/receipts.panel.tsx';
import { CloseShiftPanel } from '../shift/close-shift.panel.tsx';
import { ShiftPanel } from '../shift/shift.panel.tsx';
import { DiscountPanel } from './discount.panel.tsx';
import { QuantityPanel } from './quantity.panel.tsx';
import { ReceiptZone } from './receipt-zone.tsx';
import { type SalePanel, SEARCH } from './sale-panel.ts';
import { SearchZone } from './search-zone.tsx';
import { type Sale, useSale } from './use-sale.ts';

/** Work at the left, receipt at the right (at the bottom in portrait). A scan is welcome at any moment. */
export function SaleScreen({ shift, employee }: { shift: ShiftView; employee: Session }) {
  const store = useTillStore();
  const [panel, setPanel] = useState<SalePanel>(SEARCH);
  const sale = useSale((again) => ask(again, SEARCH));
  const [notPaid, setNotPaid] = useState(false);
  const turns = useRef(0);

  useEffect(() => {
    void settlePending(store).then((found) => {
      if (found === 'not-paid') setNotPaid(true);
      else if (found) setPanel({ kind: 'paid', paid: found });
    });
  }, [store]);

  function ask(again: () => Promise<Problem | null>, then: SalePanel) {
    setNotPaid(false);
    turns.current += 1;
    const turn = turns.current;
    setPanel((now) => ({
      kind: 'approval',
      turn,
      again,
      then,
      from: now.kind === 'approval' ? now.from : now,
    }));
  }
  function show(next: SalePanel) {
    setNotPaid(false);
    setPanel(next);
  }
  /** A panel whose answer came late closes itself, never the one opened since. */
  function leave(left: SalePanel) {
    setPanel((now) => (now === left ? SEARCH : now));
  }
  function scan(code: string) {
    show(SEARCH);
    void sale.scan(code);
  }

  return (
    <main className="flex min-h-0 flex-1 flex-col wide:flex-row">
      <div
        className={cn(
          'flex min-h-0 min-w-0 flex-col wide:flex-1',
          panel.kind === 'search' ? 'flex-[5]' : 'flex-[8]',
        )}
      >
        <WorkZone
          panel={panel}
          show={show}
          ask={ask}
          back={() => leave(panel)}
          scan={scan}
          sale={sale}
          shift={shift}
          employee={employee}
          notPaid={notPaid}
        />
      </div>
      <ReceiptZone sale={sale} panel={panel} show={show} />
    </main>
  );
}

type WorkZoneProps = {
  panel: SalePanel;
  show: (panel: SalePanel) => void;
  ask: (again: () => Promise<Problem | null>, then: SalePanel) => void;
  back: () => void;
  scan: (code: string) => void;
  sale: Sale;
  shift: ShiftView;
  employee: Session;
  notPaid: boolean;
};

function WorkZone({ panel, show, ask, back, scan, sale, shift, employee, notPaid }: WorkZoneProps) {
  switch (panel.kind) {
    case 'search':
      return <SearchZone sale={sale} show={show} onScan={scan} notPaid={notPaid} />;
    case 'quantity': {
      const line = sale.cart.lines.find((each) => each.lineId === panel.lineId);
      if (!line) return <SearchZone sale={sale} show={show} onScan={scan} notPaid={notPaid} />;
      return <QuantityPanel line={line} sale={sale} onBack={back} onScan={scan} />;
    }
    case 'line-discount':
    case 'receipt-discount': {
      const line =
        panel.kind === 'line-discount'
          ? (sale.cart.lines.find((each) => each.lineId === panel.lineId) ?? null)
          : null;
      return <DiscountPanel key={panel.kind} line={line} sale={sale} onBack={back} onScan={scan} />;
    }
    case 'pay':
      return (
        <PayPanel
          cart={sale.cart}
          alreadyTyped={panel.typed ?? ''}
          onAsk={(typed) => ask(async () => null, { kind: 'pay', typed })}
          onBack={back}
          onScan={scan}
          onPaid={(paid) => show({ kind: 'paid', paid })}
        />
      );
    case 'approval':
      return (
        <ApprovalPanel
          key={panel.turn}
          again={panel.again}
          onDone={() => show(panel.then)}
          onBack={() => show(panel.from)}
          onScan={scan}
        />
      );
    case 'paid':
      return <PaidPanel paid={panel.paid} onNext={back} onScan={scan} />;
    case 'receipts':
      return <ReceiptsPanel onBack={back} onScan={scan} />;
    case 'shift':
      return (
        <ShiftPanel
          shift={shift}
          employee={employee}
          onBack={back}
          onClose={() => show({ kind: 'close-shift' })}
          onScan={scan}
        />
      );
    case 'close-shift':
      return <CloseShiftPanel onBack={() => show({ kind: 'shift' })} />;
  }
}
