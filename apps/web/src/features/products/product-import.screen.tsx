'use client';

import type { ImportReport } from '@jowi/contracts/http/catalogue';
import { Button } from '@jowi/ui/button';
import { Card, CardBody, CardHeader } from '@jowi/ui/card';
import { EmptyState } from '@jowi/ui/empty-state';
import { FileDrop } from '@jowi/ui/file-drop';
import { Notice } from '@jowi/ui/notice';
import { Progress } from '@jowi/ui/progress';
import { PackageCheck } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportReportView } from './import-report.tsx';
import { useImportProducts } from './product.query.ts';

const MAX_BYTES = 10 * 1024 * 1024;

/** Choose a file, see what it would do, then do it: nothing changes before the last press. */
export function ProductImportScreen() {
  const { t } = useWords();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const importing = useImportProducts();
  const mode = importing.variables?.mode;

  function choose(chosen: File) {
    setReport(null);
    setTooLarge(chosen.size > MAX_BYTES);
    setFile(chosen);
    if (chosen.size <= MAX_BYTES) run(chosen, 'check');
  }
  function run(chosen: File, nextMode: 'check' | 'apply') {
    importing.mutate({ file: chosen, mode: nextMode }, { onSuccess: setReport });
  }
  function startOver() {
    importing.reset();
    setReport(null);
    setFile(null);
  }

  const done = report?.applied ? report : null;
  return (
    <>
      <PageHead title={t('import.title')} back={{ href: '/products', label: t('products.title') }} />
      <div className="max-w-4xl space-y-4">
        {done ? (
          <Done report={done} onAgain={startOver} />
        ) : (
          <>
            {report ? null : (
              <Card>
                <CardHeader title={t('import.step1')} />
                <CardBody className="space-y-4">
                  <FileDrop
                    accept=".csv,.txt,text/csv"
                    title={t('import.dropTitle')}
                    text={t('import.dropText')}
                    disabled={importing.isPending}
                    onFile={choose}
                  />
                  {tooLarge ? <Notice tone="danger">{t('import.tooLarge')}</Notice> : null}
                  <ImportColumns />
                </CardBody>
              </Card>
            )}
            {importing.isPending && file ? (
              <Card className="space-y-2 p-5">
                <p>{t(mode === 'apply' ? 'import.applying' : 'import.checking', { name: file.name })}</p>
                <Progress percent={null} label={t('import.title')} />
              </Card>
            ) : null}
            {importing.isError ? <FailureNotice error={importing.error} /> : null}
            {report && file ? (
              <ImportReportView
                fileName={file.name}
                report={report}
                busy={importing.isPending}
                onApply={() => run(file, 'apply')}
                onAnother={startOver}
              />
            ) : null}
          </>
        )}
      </div>
    </>
  );
}

function Done({ report, onAgain }: { report: ImportReport; onAgain: () => void }) {
  const { t } = useWords();
  return (
    <Card>
      <EmptyState
        icon={PackageCheck}
        title={t('import.doneTitle')}
        text={t('import.doneText', report)}
        actions={
          <>
            <Button variant="outline" onClick={onAgain}>
              {t('import.another')}
            </Button>
            <Button asChild>
              <Link href="/products">{t('import.toProducts')}</Link>
            </Button>
          </>
        }
      />
    </Card>
  );
}
