import { ProductCreateScreen } from '../../../../features/products/product-create.screen.tsx';

export default function Page() {
  return <ProductCreateScreen />;
}
