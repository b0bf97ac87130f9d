'use client';

import { Bar, BarChart, CartesianGrid, Cell, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Hour } from './day-figures.ts';

const axis = { fontSize: 12, fill: 'var(--ink-faint)' };

/** Bars need JS numbers; whole so'm of an hour fit in one exactly. */
export function HoursChart({ hours, peakHour }: { hours: readonly Hour[]; peakHour: number | null }) {
  const { t } = useWords();
  const format = useFormat();
  const bars = hours.map((hour) => ({ ...hour, som: Number(BigInt(hour.salesTiyin) / 100n) }));
  const shortAmount = (som: number) => format.wholeAmount(String(BigInt(Math.round(som)) * 100n));
  return (
    <div className="h-64" role="img" aria-label={t('today.hoursUnit', { currency: format.currency })}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={bars} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--hairline)" />
          <XAxis
            dataKey="hour"
            tickLine={false}
            axisLine={false}
            tick={axis}
            tickFormatter={(hour: number) => `${hour}:00`}
          />
          <YAxis
            width={84}
            tickLine={false}
            axisLine={false}
            tick={axis}
            tickFormatter={shortAmount}
            allowDecimals={false}
          />
          <Tooltip
            cursor={{ fill: 'var(--fill)' }}
            content={({ active, payload }) => {
              const bar: unknown = payload?.[0]?.payload;
              if (!active || !isBar(bar)) return null;
              return (
                <div className="rounded-lg border bg-raised px-3 py-2 text-sm shadow-float">
                  <p className="text-ink-faint tabular-nums">
                    {t('today.hourRange', { from: bar.hour, to: bar.hour + 1 })}
                  </p>
                  <p className="font-semibold tabular-nums">{format.money(bar.salesTiyin)}</p>
                  <p className="text-ink-soft tabular-nums">
                    {t('today.receipts')}: {bar.receiptCount}
                  </p>
                </div>
              );
            }}
          />
          <Bar dataKey="som" radius={[6, 6, 0, 0]} maxBarSize={44} isAnimationActive={false}>
            {bars.map((bar) => (
              <Cell key={bar.hour} fill={bar.hour === peakHour ? 'var(--chart-1)' : 'var(--chart-muted)'} />
            ))}
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function isBar(value: unknown): value is Hour {
  return typeof value === 'object' && value !== null && 'salesTiyin' in value && 'hour' in value;
}
