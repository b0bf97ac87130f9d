'use client';

import { useToast } from '@jowi/ui/toast';
import { useRouter } from 'next/navigation';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { useVatSettings } from '../settings/settings.query.ts';
import { SettingsSkeleton } from '../settings/settings-skeleton.tsx';
import { useCreateProduct } from './product.query.ts';
import { ProductForm } from './product-edit.form.tsx';
import { emptyProduct } from './product-values.ts';

export function ProductCreateScreen() {
  const { t } = useWords();
  const format = useFormat();
  const router = useRouter();
  const toast = useToast();
  const create = useCreateProduct();
  const vat = useVatSettings();
  return (
    <>
      <PageHead title={t('productForm.newTitle')} back={{ href: '/products', label: t('products.title') }} />
      {vat.isError ? (
        <FailureNotice error={vat.error} onRetry={() => void vat.refetch()} />
      ) : vat.data === undefined ? (
        <SettingsSkeleton />
      ) : (
        <ProductForm
          initial={emptyProduct(vat.data)}
          save={create.mutateAsync}
          onSaved={(product) => {
            toast({ tone: 'success', title: t('productForm.created', { name: format.name(product.name) }) });
            router.push('/products');
          }}
        />
      )}
    </>
  );
}
