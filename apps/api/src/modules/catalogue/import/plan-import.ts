import type { ProductInput } from '@jowi/contracts/http/catalogue';
import type { ImportProblem } from './csv-table.ts';
import type { ImportedProduct } from './read-product-csv.ts';

/** A product as it stands. */
export type StandingProduct = ProductInput & { id: string };
/** Who has a barcode now. */
export type BarcodeOwner = { productId: string; name: string };

export type ImportPlan = {
  created: ProductInput[];
  changed: StandingProduct[];
  unchanged: number;
  problems: ImportProblem[];
  /** The first rows as they would be. */
  preview: ProductInput[];
};

const NEW_PRODUCT = {
  barcodes: [],
  vatRateBps: null,
  unit: 'piece',
  ikpu: null,
  packageCode: null,
} as const satisfies Partial<ProductInput>;
const PREVIEW_ROWS = 20;

/**
 * What the file would do to the catalogue. A SKU that stands is changed where the file says something else;
 * a barcode may move between products of the file, never away from one the file does not name.
 */
export function planImport(
  imported: readonly ImportedProduct[],
  standing: ReadonlyMap<string, StandingProduct>,
  barcodeOwners: ReadonlyMap<string, BarcodeOwner>,
): ImportPlan {
  const plan: ImportPlan = { created: [], changed: [], unchanged: 0, problems: [], preview: [] };
  const result = new Map<string, ProductInput>();
  for (const { row, sku, says } of imported) {
    const before = standing.get(sku);
    const { nameRu, nameUz, ...rest } = says;
    const ru = nameRu || before?.name.ru || nameUz;
    const uz = nameUz || before?.name.uz || nameRu;
    if (!ru || !uz || (!before && rest.priceTiyin === undefined)) {
      // The cell at fault was named when it was read; a standing product without a name cannot be.
      continue;
    }
    const after: ProductInput = {
      ...NEW_PRODUCT,
      priceTiyin: '0',
      ...before,
      ...rest,
      barcodes: rest.barcodes ?? before?.barcodes ?? [],
      sku,
      name: { ru, uz },
    };
    if (plan.preview.length < PREVIEW_ROWS) plan.preview.push(withoutId(after));
    result.set(before?.id ?? `row ${row}`, after);
    if (!before) plan.created.push(withoutId(after));
    else if (sameProduct(before, after)) plan.unchanged += 1;
    else plan.changed.push({ ...after, id: before.id });
  }
  plan.problems = listTakenBarcodes(imported, standing, barcodeOwners, result);
  return plan;
}

function listTakenBarcodes(
  imported: readonly ImportedProduct[],
  standing: ReadonlyMap<string, StandingProduct>,
  owners: ReadonlyMap<string, BarcodeOwner>,
  result: ReadonlyMap<string, ProductInput>,
): ImportProblem[] {
  return imported.flatMap(({ row, sku, says }) =>
    (says.barcodes ?? []).flatMap((barcode): ImportProblem[] => {
      const owner = owners.get(barcode);
      if (!owner || owner.productId === standing.get(sku)?.id) return [];
      const ownersNext = result.get(owner.productId);
      if (ownersNext && !ownersNext.barcodes.includes(barcode)) return [];
      const params = { barcode, name: owner.name };
      return [
        { row, column: 'barcode', value: barcode, problem: { code: 'catalogue/barcode-taken', params } },
      ];
    }),
  );
}

function withoutId({ sku, name, barcodes, priceTiyin, vatRateBps, unit, ikpu, packageCode }: ProductInput) {
  return { sku, name, barcodes, priceTiyin, vatRateBps, unit, ikpu, packageCode };
}

function sameProduct(a: ProductInput, b: ProductInput): boolean {
  return JSON.stringify(withoutId(a)) === JSON.stringify(withoutId(b));
}
