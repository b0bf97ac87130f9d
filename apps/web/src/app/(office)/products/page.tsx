import { ProductListScreen } from '../../../features/products/product-list.screen.tsx';

export default function Page() {
  return <ProductListScreen />;
}
