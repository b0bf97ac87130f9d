/** So many products has each business from the start. */
export const PRODUCTS = 6;
