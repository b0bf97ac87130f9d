import { StockScreen } from '../../../features/stock/stock.screen.tsx';

export default function Page() {
  return <StockScreen />;
}
