/** A receipt in the memory of the fiscal module. */
export interface FiscalRecord {
  readonly qrUrl: string;
  readonly cashTiyin: bigint;
  readonly vatTiyin: bigint;
  readonly items: readonly {
    readonly grossTiyin: bigint;
    readonly discountTiyin: bigint;
    readonly vatTiyin: bigint;
  }[];
}

interface Stored {
  readonly qrUrl: string;
  readonly cashTiyin: number;
  readonly cardTiyin: number;
  readonly vatTiyin: number;
  readonly receipt: {
    readonly Items: readonly { Price: number; Discount: number; Other?: number; VAT: number }[];
  };
}

/** Everything the simulated module has registered, in its order. */
export async function readFiscalMemory(fiscalUrl: string): Promise<FiscalRecord[]> {
  const stored = (await (await fetch(`${fiscalUrl}/control/receipts`)).json()) as Stored[];
  return stored.map(({ qrUrl, cashTiyin, cardTiyin, vatTiyin, receipt }) => {
    if (cardTiyin !== 0) throw new Error('Nobody paid by card here');
    return {
      qrUrl,
      cashTiyin: BigInt(cashTiyin),
      vatTiyin: BigInt(vatTiyin),
      items: receipt.Items.map(({ Price, Discount, Other = 0, VAT }) => ({
        grossTiyin: BigInt(Price),
        discountTiyin: BigInt(Discount + Other),
        vatTiyin: BigInt(VAT),
      })),
    };
  });
}

/** Makes the next registrations go wrong: `drop-answer` = done but nobody hears of it. */
export async function spoilFiscal(
  fiscalUrl: string,
  failNext: 'drop-answer' | 'drop-request' | 'refuse-after' | 'garbage',
  times: number,
): Promise<void> {
  const body = JSON.stringify({ failNext, times });
  const answer = await fetch(`${fiscalUrl}/control`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`The fiscal simulator does not know ${failNext}`);
}
