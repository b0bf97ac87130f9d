import { ProductEditScreen } from '../../../../features/products/product-edit.screen.tsx';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ProductEditScreen id={id} />;
}
