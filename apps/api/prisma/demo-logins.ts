/** Who can sign in to the demo: written by the seed, printed by `npm start`, used by the browser scenarios. */
export interface DemoLogin {
  readonly business: 'baraka' | 'oydin';
  readonly name: string;
  readonly role: 'owner' | 'manager' | 'cashier' | 'stock-keeper';
  /** For the back office; null = works at the till only. */
  readonly phone: string | null;
  readonly password: string | null;
  /** For the till. */
  readonly pin: string;
}

/** Two businesses, so that one can see that neither sees the other. The till of `npm start` is Baraka's. */
export const demoLogins: readonly [DemoLogin, ...DemoLogin[]] = [
  {
    business: 'baraka',
    name: 'Dilnoza Karimova',
    role: 'owner',
    phone: '+998901234567',
    password: 'Baraka-2026!',
    pin: '1111',
  },
  {
    business: 'baraka',
    name: 'Nodira Yusupova',
    role: 'manager',
    phone: null,
    password: null,
    pin: '777700',
  },
  { business: 'baraka', name: 'Aziz Toʻrayev', role: 'cashier', phone: null, password: null, pin: '2222' },
  {
    business: 'baraka',
    name: 'Марина Ким',
    role: 'stock-keeper',
    phone: '+998907654321',
    password: 'Ombor-2026!',
    pin: '3333',
  },
  {
    business: 'oydin',
    name: 'Oydin Rahimova',
    role: 'owner',
    phone: '+998935550011',
    password: 'Oydin-2026!',
    pin: '4444',
  },
  {
    business: 'oydin',
    name: 'Sherzod Nazarov',
    role: 'manager',
    phone: '+998935550022',
    password: 'Savdo-2026!',
    pin: '5555',
  },
  { business: 'oydin', name: 'Madina Qodirova', role: 'cashier', phone: null, password: null, pin: '6666' },
];
