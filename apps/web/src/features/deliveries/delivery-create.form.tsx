'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { Me } from '@jowi/contracts/http/auth';
import type { Product } from '@jowi/contracts/http/catalogue';
import { uuidV7 } from '@jowi/domain/ids';
import { businessDateOf } from '@jowi/domain/time';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { DateInput } from '@jowi/ui/date-input';
import { Dialog } from '@jowi/ui/dialog';
import { Field } from '@jowi/ui/field';
import { Money } from '@jowi/ui/money';
import { Select } from '@jowi/ui/select';
import { TextField } from '@jowi/ui/text-field';
import { useToast } from '@jowi/ui/toast';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Controller, FormProvider, useFieldArray, useForm } from 'react-hook-form';
import { useProblemText } from '../../api/problem-text.ts';
import { useUnsaved } from '../../form/unsaved-provider.tsx';
import { useFieldText } from '../../form/use-field-text.ts';
import { useSaveShortcut } from '../../form/use-save-shortcut.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { usePostDelivery } from './delivery.query.ts';
import { DeliveryLines } from './delivery-lines.tsx';
import {
  type DeliveryValues,
  deliveryInputOf,
  lineOf,
  oneMore,
  totalCostTiyin,
  zDeliveryValues,
} from './delivery-values.ts';
import { ProductPicker } from './product-picker.tsx';

export function DeliveryForm({ stores }: { stores: Me['stores'] }) {
  const { t } = useWords();
  const format = useFormat();
  const router = useRouter();
  const toast = useToast();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const post = usePostDelivery();
  const [documentId] = useState(newDocumentId);
  const [confirming, setConfirming] = useState<DeliveryValues | null>(null);
  const form = useForm({
    resolver: zodResolver(zDeliveryValues),
    defaultValues: {
      supplierName: '',
      documentNumber: '',
      documentDate: businessDateOf(Date.now()) as string,
      warehouseId: stores[0]?.warehouseId ?? '',
      lines: [],
    } as DeliveryValues,
  });
  const lines = useFieldArray({ control: form.control, name: 'lines' });
  const { errors, isDirty } = form.formState;
  useUnsaved(isDirty && !post.isSuccess);

  const ask = form.handleSubmit((values) => setConfirming(values));
  useSaveShortcut(() => void ask(), confirming === null);

  function add(product: Product) {
    const known = form.getValues('lines').findIndex((line) => line.productId === product.id);
    if (known === -1) {
      // focus stays in the scan field: the next scan is already on its way
      lines.prepend(lineOf(product), { shouldFocus: false });
    } else {
      const path = `lines.${known}.qty` as const;
      form.setValue(path, oneMore(form.getValues(path)), { shouldDirty: true });
    }
  }

  function confirm(values: DeliveryValues) {
    post.mutate(deliveryInputOf(documentId, values), {
      onSuccess: (delivery) => {
        toast({ tone: 'success', title: t('deliveryForm.postedToast', { number: delivery.number }) });
        router.push(`/deliveries/${delivery.id}`);
      },
      onSettled: () => setConfirming(null),
    });
  }

  const noLines = errors.lines?.root?.message ?? errors.lines?.message;
  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
        className="space-y-4"
      >
        <Card className="grid gap-4 p-5 sm:grid-cols-2 xl:grid-cols-4">
          <TextField
            {...form.register('supplierName')}
            label={t('deliveryForm.supplier')}
            error={fieldText(errors.supplierName)}
            autoComplete="organization"
          />
          <TextField
            {...form.register('documentNumber')}
            label={t('deliveryForm.document')}
            hint={t('form.optional')}
            error={fieldText(errors.documentNumber)}
            autoComplete="off"
          />
          <Field label={t('deliveryForm.date')} error={fieldText(errors.documentDate)}>
            {(control) => (
              <Controller
                control={form.control}
                name="documentDate"
                render={({ field }) => (
                  <DateInput
                    {...control}
                    ref={field.ref}
                    name={field.name}
                    onBlur={field.onBlur}
                    value={field.value}
                    onValueChange={field.onChange}
                    placeholder={t('common:date.placeholder')}
                    calendarLabel={t('common:date.calendar')}
                  />
                )}
              />
            )}
          </Field>
          {stores.length > 1 ? (
            <Field label={t('deliveryForm.warehouse')} error={fieldText(errors.warehouseId)}>
              {(control) => (
                <Controller
                  control={form.control}
                  name="warehouseId"
                  render={({ field }) => (
                    <Select
                      {...control}
                      value={field.value}
                      onValueChange={field.onChange}
                      options={stores.map((store) => ({ value: store.warehouseId, label: store.name }))}
                    />
                  )}
                />
              )}
            </Field>
          ) : null}
        </Card>
        <Card className="p-5">
          <ProductPicker
            onPick={add}
            onFailure={(error) => toast({ tone: 'danger', title: problemText(error) })}
          />
          <DeliveryLines
            lines={lines.fields}
            onRemove={(at) => {
              const line = form.getValues(`lines.${at}`);
              lines.remove(at);
              toast({
                title: t('deliveryForm.removed', { name: format.name({ ru: line.nameRu, uz: line.nameUz }) }),
                action: {
                  label: t('common:action.undo'),
                  onAction: () => lines.insert(at, line, { shouldFocus: false }),
                },
              });
            }}
          />
          {noLines ? (
            <p role="alert" className="text-sm text-danger-ink">
              {t('deliveryForm.noLines')}
            </p>
          ) : null}
        </Card>
        {post.isError ? <FailureNotice error={post.error} /> : null}
        <div className="sticky bottom-0 z-10 -mx-1 flex items-center justify-between gap-3 bg-page/95 px-1 py-3 backdrop-blur">
          <p className="flex items-baseline gap-3 text-ink-soft">
            {t('deliveryForm.total')}
            <Money
              amount={format.amount(totalCostTiyin(form.watch('lines')))}
              currency={format.currency}
              size="lg"
              className="text-ink"
            />
          </p>
          <Button type="submit" hotkey="Ctrl S">
            {t('deliveryForm.post')}
          </Button>
        </div>
      </form>
      <Dialog
        open={confirming !== null}
        onOpenChange={(open) => {
          if (!open) setConfirming(null);
        }}
        size="sm"
        title={t('deliveryForm.postTitle')}
        description={t('deliveryForm.postText', {
          supplier: confirming?.supplierName,
          lines: confirming?.lines.length,
        })}
        closeLabel={t('common:action.close')}
        footer={
          <>
            <Button variant="ghost" onClick={() => setConfirming(null)}>
              {t('common:action.cancel')}
            </Button>
            <Button busy={post.isPending} onClick={() => confirming && confirm(confirming)}>
              {t('deliveryForm.post')}
            </Button>
          </>
        }
      >
        {confirming ? (
          <Money
            amount={format.amount(totalCostTiyin(confirming.lines))}
            currency={format.currency}
            size="lg"
          />
        ) : null}
      </Dialog>
    </FormProvider>
  );
}

function newDocumentId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
