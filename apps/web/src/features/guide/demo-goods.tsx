'use client';

import type { DemoData } from '@jowi/contracts/http/guide';
import { Button } from '@jowi/ui/button';
import { useToast } from '@jowi/ui/toast';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { useProblemText } from '../../api/problem-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useMay, useMe } from '../../session/session.query.ts';
import { useFillDemo } from './guide.query.ts';
import { WipeDemoDialog } from './wipe-demo-dialog.tsx';

/** Goods to practise with: offered while there are none of one's own, and there to be taken away again. */
export function DemoGoods({ demo, offer }: { demo: DemoData; offer: boolean }) {
  const { t } = useWords();
  const toast = useToast();
  const problemText = useProblemText();
  const may = useMayDemo();
  const fill = useFillDemo();
  const [asking, setAsking] = useState(false);
  const standing = demo.products > 0;
  if (!may || (!standing && !offer)) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-b-2xl border-t bg-fill px-5 py-4">
      <FlaskConical size={24} className="shrink-0 text-ink-faint" aria-hidden="true" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">
          {standing ? t('guide.demo.standing', { count: demo.products }) : t('guide.demo.title')}
        </p>
        <p className="mt-0.5 text-sm text-ink-soft">
          {t(standing ? 'guide.demo.standingText' : 'guide.demo.text')}
        </p>
      </div>
      {standing ? (
        <Button variant="outline" size="sm" onClick={() => setAsking(true)}>
          {t('guide.demo.wipe')}
        </Button>
      ) : (
        <Button
          variant="secondary"
          size="sm"
          busy={fill.isPending}
          onClick={() =>
            fill.mutate(undefined, {
              onSuccess: () => toast({ tone: 'success', title: t('guide.demo.filled') }),
              onError: (error) => toast({ tone: 'danger', title: problemText(error) }),
            })
          }
        >
          {t('guide.demo.fill')}
        </Button>
      )}
      {asking ? <WipeDemoDialog demo={demo} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

/** As the server has it: who keeps the whole business, its goods and its stock. */
function useMayDemo(): boolean {
  const me = useMe().data;
  const [settings, products, deliveries] = [
    useMay('settings/manage'),
    useMay('products/edit'),
    useMay('deliveries/post'),
  ];
  return me !== undefined && settings && products && deliveries;
}
