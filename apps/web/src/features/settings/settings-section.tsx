import { Card } from '@jowi/ui/card';
import type { ReactNode } from 'react';

/** A group of fields that belong together. */
export function SettingsSection({
  title,
  text,
  children,
}: {
  title: string;
  text?: string;
  children: ReactNode;
}) {
  return (
    <Card className="space-y-4 p-5">
      <div>
        <h2 className="text-base font-semibold">{title}</h2>
        {text ? <p className="mt-0.5 text-sm text-ink-soft">{text}</p> : null}
      </div>
      {children}
    </Card>
  );
}
