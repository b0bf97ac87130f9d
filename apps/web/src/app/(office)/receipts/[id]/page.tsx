import { ReceiptScreen } from '../../../../features/receipts/receipt.screen.tsx';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ReceiptScreen id={id} />;
}
