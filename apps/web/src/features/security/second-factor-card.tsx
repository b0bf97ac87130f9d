'use client';

import type { AccountSecurity } from '@jowi/contracts/http/account';
import { Badge } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Card, CardBody, CardHeader } from '@jowi/ui/card';
import { Dialog } from '@jowi/ui/dialog';
import { Notice } from '@jowi/ui/notice';
import { useToast } from '@jowi/ui/toast';
import { useState } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SecondFactorProofForm } from './second-factor-proof.form.tsx';
import { SecondFactorSetUp } from './second-factor-set-up.tsx';
import { useDisableSecondFactor, useRenewRecoveryCodes } from './security.query.ts';

type Layer = 'set-up' | 'new-codes' | 'off' | null;
const FEW_CODES = 3;

export function SecondFactorCard({ security }: { security: AccountSecurity }) {
  const { t } = useWords();
  const format = useFormat();
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  const { enabledAtMs, required, recoveryCodesLeft, trustedDevices } = security.secondFactor;
  const isOn = enabledAtMs !== null;
  return (
    <Card>
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {t('security.second.title')}
            <Badge tone={isOn ? 'success' : 'neutral'} icon>
              {t(isOn ? 'security.second.on' : 'security.second.off')}
            </Badge>
            {required ? <Badge tone="info">{t('security.second.required')}</Badge> : null}
          </span>
        }
        text={t('security.second.text')}
      />
      <CardBody className="space-y-4">
        {isOn ? (
          <>
            <ul className="space-y-1 text-sm text-ink-soft tabular-nums">
              <li>{t('security.second.since', { when: format.date(enabledAtMs) })}</li>
              <li>{t('security.second.left', { count: recoveryCodesLeft })}</li>
              {trustedDevices > 0 ? <li>{t('security.second.trusted', { count: trustedDevices })}</li> : null}
            </ul>
            {recoveryCodesLeft <= FEW_CODES ? (
              <Notice tone="warning">{t('security.second.few')}</Notice>
            ) : null}
            <div className="flex flex-wrap items-center gap-2">
              <Button variant="outline" onClick={() => setLayer('new-codes')}>
                {t('security.second.newCodes')}
              </Button>
              {required ? (
                <p className="text-sm text-ink-faint">{t('security.second.cannotOff')}</p>
              ) : (
                <Button variant="ghost" onClick={() => setLayer('off')}>
                  {t('security.second.turnOff')}
                </Button>
              )}
            </div>
          </>
        ) : (
          <Button onClick={() => setLayer('set-up')}>{t('security.second.turnOn')}</Button>
        )}
      </CardBody>
      {layer === 'set-up' ? <SetUpDialog phone={security.phone} onClose={close} /> : null}
      {layer === 'new-codes' ? <NewCodesDialog phone={security.phone} onClose={close} /> : null}
      {layer === 'off' ? <OffDialog onClose={close} /> : null}
    </Card>
  );
}

function SetUpDialog({ phone, onClose }: { phone: string; onClose: () => void }) {
  const { t } = useWords();
  const [held, setHeld] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open && !held) onClose();
      }}
      title={t('security.setUp.title')}
      closeLabel={t('common:action.close')}
    >
      <SecondFactorSetUp phone={phone} onDone={onClose} onHold={setHeld} />
    </Dialog>
  );
}

function NewCodesDialog({ phone, onClose }: { phone: string; onClose: () => void }) {
  const { t } = useWords();
  const renew = useRenewRecoveryCodes();
  const [held, setHeld] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open && !held) onClose();
      }}
      title={t('security.second.newCodesTitle')}
      description={renew.data ? undefined : t('security.second.newCodesText')}
      closeLabel={t('common:action.close')}
    >
      {renew.data ? (
        <RecoveryCodes codes={renew.data.codes} phone={phone} onDone={onClose} onHold={setHeld} />
      ) : (
        <SecondFactorProofForm
          submitLabel={t('security.second.newCodesSubmit')}
          busy={renew.isPending}
          onProof={(proof, onError) => renew.mutate(proof, { onError })}
        />
      )}
    </Dialog>
  );
}

function OffDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const disable = useDisableSecondFactor();
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="sm"
      title={t('security.second.offTitle')}
      description={t('security.second.offText')}
      closeLabel={t('common:action.close')}
    >
      <SecondFactorProofForm
        submitLabel={t('security.second.turnOff')}
        danger
        busy={disable.isPending}
        onProof={(proof, onError) =>
          disable.mutate(proof, {
            onError,
            onSuccess: () => {
              toast({ tone: 'success', title: t('security.second.offDone') });
              onClose();
            },
          })
        }
      />
    </Dialog>
  );
}
