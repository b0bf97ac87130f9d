import { ReceiptListScreen } from '../../../features/receipts/receipt-list.screen.tsx';

export default function Page() {
  return <ReceiptListScreen />;
}
