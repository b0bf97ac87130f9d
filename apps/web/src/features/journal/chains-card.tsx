'use client';

import type { TerminalJournal } from '@jowi/contracts/http/journal';
import { Card, CardHeader } from '@jowi/ui/card';
import { Notice } from '@jowi/ui/notice';
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeader, TableRow } from '@jowi/ui/table';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

/** The epochs of a till, the office's own chain, and what stands beside them. */
export function ChainsCard({ chains }: { chains: TerminalJournal['chains'] }) {
  const { t } = useWords();
  const format = useFormat();
  const isForked = chains.some((it) => it.forked > 0);
  return (
    <Card className="overflow-hidden">
      <CardHeader title={t('journal.chains')} text={t('journal.chainsText')} className="pb-3" />
      {isForked ? (
        <Notice tone="info" className="mx-5 mb-3">
          {t('journal.forkText')}
        </Notice>
      ) : null}
      <TableFrame>
        <Table aria-label={t('journal.chains')}>
          <TableHead>
            <tr>
              <TableHeader>{t('journal.epoch')}</TableHeader>
              <TableHeader numeric>{t('journal.length')}</TableHeader>
              <TableHeader numeric className="max-sm:hidden">
                {t('journal.posted')}
              </TableHeader>
              <TableHeader numeric className="whitespace-normal">
                {t('journal.quarantined')}
              </TableHeader>
              <TableHeader numeric className="whitespace-normal">
                {t('journal.forked')}
              </TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {chains.map((chain) => (
              <TableRow key={chain.epoch}>
                <TableCell>{chain.epoch === 0 ? t('journal.office') : chain.epoch}</TableCell>
                <TableCell numeric>{format.count(chain.seq)}</TableCell>
                <TableCell numeric className="max-sm:hidden">
                  {format.count(chain.posted)}
                </TableCell>
                <TableCell numeric>{format.count(chain.quarantined)}</TableCell>
                <TableCell numeric>{format.count(chain.forked)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableFrame>
    </Card>
  );
}
