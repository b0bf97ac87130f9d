import { ReceiptWhereScreen } from '../../../../features/receipts/receipt-where.screen.tsx';

export default function Page() {
  return <ReceiptWhereScreen />;
}
