'use client';

import type { Product } from '@jowi/contracts/http/catalogue';
import { Badge } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Notice } from '@jowi/ui/notice';
import { Skeleton } from '@jowi/ui/skeleton';
import { useToast } from '@jowi/ui/toast';
import { Archive, ArchiveRestore } from 'lucide-react';
import { ApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMay } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { useArchiveProduct, useProduct, useUpdateProduct } from './product.query.ts';
import { ProductForm } from './product-edit.form.tsx';
import { valuesOf } from './product-values.ts';

export function ProductEditScreen({ id }: { id: string }) {
  const { t } = useWords();
  const format = useFormat();
  const product = useProduct(id);
  const mayEdit = useMay('products/edit');
  const back = { href: '/products', label: t('products.title') };
  return (
    <>
      <PageHead
        title={product.data ? format.name(product.data.name) : t('productForm.editTitle')}
        badge={product.data?.archived ? <Badge icon>{t('products.archived')}</Badge> : undefined}
        back={back}
        actions={product.data && mayEdit ? <ArchiveButton product={product.data} /> : undefined}
      />
      {product.isError ? (
        <FailureNotice error={product.error} onRetry={() => void product.refetch()} />
      ) : product.data ? (
        <Edit product={product.data} reload={() => void product.refetch()} />
      ) : (
        <Card className="max-w-2xl space-y-5 p-5">
          <Skeleton className="w-32" />
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
          <Skeleton className="h-10 w-1/2" />
        </Card>
      )}
    </>
  );
}

function Edit({ product, reload }: { product: Product; reload: () => void }) {
  const { t } = useWords();
  const format = useFormat();
  const toast = useToast();
  const update = useUpdateProduct(product.id);
  const mayEdit = useMay('products/edit');
  return (
    <>
      {product.archived ? (
        <Notice tone="warning" className="mb-4 max-w-2xl">
          {t('productForm.archivedNotice')}
        </Notice>
      ) : null}
      <ProductForm
        // a newer version from the server starts the form afresh
        key={product.version}
        initial={valuesOf(product)}
        readOnly={!mayEdit}
        save={(input) => update.mutateAsync({ ...input, version: product.version })}
        onSaved={(saved) =>
          toast({ tone: 'success', title: t('productForm.saved', { name: format.name(saved.name) }) })
        }
        failureAction={(error) =>
          error instanceof ApiError && error.is('catalogue/version-conflict') ? (
            <Button variant="secondary" onClick={reload}>
              {t('productForm.conflictReload')}
            </Button>
          ) : null
        }
      />
    </>
  );
}

/** Off sale is undone by one press, so it asks nothing. */
function ArchiveButton({ product }: { product: Product }) {
  const { t } = useWords();
  const format = useFormat();
  const toast = useToast();
  const problemText = useProblemText();
  const archive = useArchiveProduct();

  function set(target: Product, off: boolean, offerUndo: boolean) {
    archive.mutate(
      { product: target, archive: off },
      {
        onSuccess: (stored) =>
          toast({
            tone: 'success',
            title: t(off ? 'productForm.archivedToast' : 'productForm.restoredToast', {
              name: format.name(stored.name),
            }),
            action: offerUndo
              ? { label: t('common:action.undo'), onAction: () => set(stored, !off, false) }
              : undefined,
          }),
        onError: (error) => toast({ tone: 'danger', title: problemText(error) }),
      },
    );
  }

  const Icon = product.archived ? ArchiveRestore : Archive;
  return (
    <Button
      variant={product.archived ? 'secondary' : 'outline'}
      busy={archive.isPending}
      onClick={() => set(product, !product.archived, true)}
    >
      <Icon size={16} aria-hidden="true" />
      {t(product.archived ? 'productForm.restore' : 'productForm.archive')}
    </Button>
  );
}
