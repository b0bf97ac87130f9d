type Query = Record<string, string | number | undefined>;

/** Every address of the API the back office knows, in one place. Empty filters are left out. */
export const paths = {
  signIn: () => '/api/v1/auth/sign-in',
  signOut: () => '/api/v1/auth/sign-out',
  devMessages: () => '/api/v1/dev/messages',
  me: () => '/api/v1/auth/me',
  dashboard: () => '/api/v1/dashboard',
  products: (query: Query = {}) => withQuery('/api/v1/products', query),
  product: (id: string) => `/api/v1/products/${encodeURIComponent(id)}`,
  productArchive: (id: string) => `/api/v1/products/${encodeURIComponent(id)}/archive`,
  productRestore: (id: string) => `/api/v1/products/${encodeURIComponent(id)}/restore`,
  productImport: (mode: 'check' | 'apply') => withQuery('/api/v1/products/import', { mode }),
  deliveries: (query: Query = {}) => withQuery('/api/v1/deliveries', query),
  delivery: (id: string) => `/api/v1/deliveries/${encodeURIComponent(id)}`,
  receipts: (query: Query = {}) => withQuery('/api/v1/receipts', query),
  receipt: (id: string) => `/api/v1/receipts/${encodeURIComponent(id)}`,
  stock: (query: Query = {}) => withQuery('/api/v1/stock', query),
  terminals: () => '/api/v1/terminals',
  pairingCode: (id: string) => `/api/v1/terminals/${encodeURIComponent(id)}/pairing-code`,
  terminalRevoke: (id: string) => `/api/v1/terminals/${encodeURIComponent(id)}/revoke`,
  quarantine: (id: string) => `/api/v1/terminals/${encodeURIComponent(id)}/quarantine`,
};

export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
