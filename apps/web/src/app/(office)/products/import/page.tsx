import { ProductImportScreen } from '../../../../features/products/product-import.screen.tsx';

export default function Page() {
  return <ProductImportScreen />;
}
