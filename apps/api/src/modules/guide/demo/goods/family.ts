/**
 * One kind of goods: what it is called, and who makes it in which tastes and sizes. Products are brands x kinds x
 * sizes; `most` of them, chosen by the seed, so that the shelf looks picked rather than computed.
 */
export type Family = {
  ru: string;
  uz: string;
  /** First eight digits of the IKPU: group, class, position. */
  ikpu: string;
  /** Percent inside the price; null = sold without VAT. */
  vat: 12 | 0 | null;
  most: number;
  /** Sold by weight: the size is empty and the price is of a kilogram. */
  byWeight?: true;
  /** The kind says it all (`Картофель`, not `Овощи картофель`). */
  namedByKind?: true;
  /** `name` or `name*price factor`. */
  brands: string;
  /** `russian|uzbek`, or `russian|uzbek*price factor`; '' = just the thing. */
  kinds: string;
  /** `size=price in so'm`; sizes are written in Russian, the units are known in both. */
  sizes: string;
};
