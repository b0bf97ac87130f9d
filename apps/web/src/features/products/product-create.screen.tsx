'use client';

import { useToast } from '@jowi/ui/toast';
import { useRouter } from 'next/navigation';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { useCreateProduct } from './product.query.ts';
import { ProductForm } from './product-edit.form.tsx';
import { emptyProduct } from './product-values.ts';

export function ProductCreateScreen() {
  const { t } = useWords();
  const format = useFormat();
  const router = useRouter();
  const toast = useToast();
  const create = useCreateProduct();
  return (
    <>
      <PageHead title={t('productForm.newTitle')} back={{ href: '/products', label: t('products.title') }} />
      <ProductForm
        initial={emptyProduct}
        save={create.mutateAsync}
        onSaved={(product) => {
          toast({ tone: 'success', title: t('productForm.created', { name: format.name(product.name) }) });
          router.push('/products');
        }}
      />
    </>
  );
}
