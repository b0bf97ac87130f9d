type Query = Record<string, string | number | undefined>;

/** Every address of the API the back office knows, in one place. Empty filters are left out. */
export const paths = {
  signIn: () => '/api/v1/auth/sign-in',
  signInCode: () => '/api/v1/auth/code',
  signInByCode: () => '/api/v1/auth/sign-in/code',
  signInSecondFactor: () => '/api/v1/auth/sign-in/second-factor',
  signInPasskey: () => '/api/v1/auth/sign-in/passkey',
  signInPasskeyOptions: () => '/api/v1/auth/sign-in/passkey/options',
  passwordReset: () => '/api/v1/auth/password-reset',
  signOut: () => '/api/v1/auth/sign-out',
  accountSecurity: () => '/api/v1/account/security',
  accountPassword: () => '/api/v1/account/password',
  accountSessions: () => '/api/v1/account/sessions',
  accountSessionEnd: (id: string) => `/api/v1/account/sessions/${encodeURIComponent(id)}/end`,
  accountSessionsEndOthers: () => '/api/v1/account/sessions/end-others',
  secondFactor: (what: 'set-up' | 'confirm' | 'recovery-codes' | 'disable') =>
    `/api/v1/account/second-factor/${what}`,
  passkeys: () => '/api/v1/account/passkeys',
  passkeyOptions: () => '/api/v1/account/passkeys/options',
  passkeyRemove: (id: string) => `/api/v1/account/passkeys/${encodeURIComponent(id)}/remove`,
  businesses: () => '/api/v1/account/businesses',
  business: () => '/api/v1/account/business',
  devMessages: () => '/api/v1/dev/messages',
  me: () => '/api/v1/auth/me',
  registration: () => '/api/v1/registration',
  registrationCode: () => '/api/v1/registration/code',
  registrationVerify: () => '/api/v1/registration/verify',
  registrationDraft: () => '/api/v1/registration/draft',
  registrationBusiness: () => '/api/v1/registration/business',
  guide: () => '/api/v1/guide',
  demoFill: () => '/api/v1/demo-data/fill',
  demoWipe: () => '/api/v1/demo-data/wipe',
  dashboard: () => '/api/v1/dashboard',
  products: (query: Query = {}) => withQuery('/api/v1/products', query),
  product: (id: string) => `/api/v1/products/${encodeURIComponent(id)}`,
  productArchive: (id: string) => `/api/v1/products/${encodeURIComponent(id)}/archive`,
  productRestore: (id: string) => `/api/v1/products/${encodeURIComponent(id)}/restore`,
  productImport: (mode: 'check' | 'apply') => withQuery('/api/v1/products/import', { mode }),
  deliveries: (query: Query = {}) => withQuery('/api/v1/deliveries', query),
  delivery: (id: string) => `/api/v1/deliveries/${encodeURIComponent(id)}`,
  receipts: (query: Query = {}) => withQuery('/api/v1/receipts', query),
  receiptWhere: (query: Query) => withQuery('/api/v1/receipts/where', query),
  receipt: (id: string) => `/api/v1/receipts/${encodeURIComponent(id)}`,
  approvals: (query: Query = {}) => withQuery('/api/v1/approvals', query),
  stock: (query: Query = {}) => withQuery('/api/v1/stock', query),
  staff: (query: Query = {}) => withQuery('/api/v1/staff', query),
  employee: (id: string) => `/api/v1/staff/${encodeURIComponent(id)}`,
  employeePin: (id: string) => `/api/v1/staff/${encodeURIComponent(id)}/pin`,
  employeeSuspend: (id: string) => `/api/v1/staff/${encodeURIComponent(id)}/suspend`,
  employeeResume: (id: string) => `/api/v1/staff/${encodeURIComponent(id)}/resume`,
  employeeInvitation: (id: string) => `/api/v1/staff/${encodeURIComponent(id)}/invitation`,
  invitationWithdraw: (id: string) => `/api/v1/staff/${encodeURIComponent(id)}/invitation/withdraw`,
  invitation: (step: 'look' | 'code' | 'accept' | 'password') => `/api/v1/invitations/${step}`,
  roles: () => '/api/v1/roles',
  role: (id: string) => `/api/v1/roles/${encodeURIComponent(id)}`,
  roleDelete: (id: string) => `/api/v1/roles/${encodeURIComponent(id)}/delete`,
  terminals: () => '/api/v1/terminals',
  pairingCode: (id: string) => `/api/v1/terminals/${encodeURIComponent(id)}/pairing-code`,
  terminalRevoke: (id: string) => `/api/v1/terminals/${encodeURIComponent(id)}/revoke`,
  audit: (query: Query = {}) => withQuery('/api/v1/audit', query),
  auditActors: () => '/api/v1/audit/actors',
  auditCheck: () => '/api/v1/audit/check',
  dataSubjects: () => '/api/v1/personal-data/people',
  dataSubjectExport: (id: string, query: Query) =>
    withQuery(`/api/v1/personal-data/people/${encodeURIComponent(id)}/export`, query),
  dataSubjectConsent: (id: string) => `/api/v1/personal-data/people/${encodeURIComponent(id)}/consent`,
  dataSubjectAnonymise: (id: string) => `/api/v1/personal-data/people/${encodeURIComponent(id)}/anonymise`,
  retention: () => '/api/v1/personal-data/retention',
  retentionApply: () => '/api/v1/personal-data/retention/apply',
  auditExport: (query: Query = {}) => withQuery('/api/v1/audit/export', query),
  terminal: (id: string) => `/api/v1/terminals/${encodeURIComponent(id)}`,
  businessSettings: () => '/api/v1/settings/business',
  vatSettings: () => '/api/v1/settings/vat',
  stores: () => '/api/v1/settings/stores',
  store: (id: string) => `/api/v1/settings/stores/${encodeURIComponent(id)}`,
  storeClose: (id: string) => `/api/v1/settings/stores/${encodeURIComponent(id)}/close`,
  storeReopen: (id: string) => `/api/v1/settings/stores/${encodeURIComponent(id)}/reopen`,
  /** Of the business when there is no store. */
  settingsHistory: (storeId: string | null, query: Query = {}) =>
    withQuery(`${settingsOf(storeId)}/history`, query),
  settingsReturn: (storeId: string | null) => `${settingsOf(storeId)}/return`,
  journalExport: (id: string) => `/api/v1/terminals/${encodeURIComponent(id)}/journal/export`,
  terminalJournal: (id: string) => `/api/v1/terminals/${encodeURIComponent(id)}/journal`,
  quarantine: (id: string, query: Query = {}) =>
    withQuery(`/api/v1/terminals/${encodeURIComponent(id)}/quarantine`, query),
  quarantineEntry: (id: string) => `/api/v1/quarantine/${encodeURIComponent(id)}`,
  decision: (id: string) => `/api/v1/quarantine/${encodeURIComponent(id)}/decision`,
  decisionPreview: (id: string) => `/api/v1/quarantine/${encodeURIComponent(id)}/preview`,
};

function settingsOf(storeId: string | null): string {
  return storeId === null
    ? '/api/v1/settings/business'
    : `/api/v1/settings/stores/${encodeURIComponent(storeId)}`;
}

export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
