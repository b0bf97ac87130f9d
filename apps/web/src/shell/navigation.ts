import {
  ArrowDownToLine,
  Boxes,
  type LucideIcon,
  MonitorSmartphone,
  Package,
  ReceiptText,
  Sun,
} from 'lucide-react';

/** The sidebar, by job. A place stands here only once it exists. */
export type NavPlace = {
  href: string;
  icon: LucideIcon;
  label: 'nav.today' | 'nav.receipts' | 'nav.products' | 'nav.stock' | 'nav.deliveries' | 'nav.terminals';
};
export type NavGroup = {
  label: 'nav.group.sales' | 'nav.group.goods' | 'nav.group.stock' | 'nav.group.settings' | null;
  places: readonly NavPlace[];
};

export const navigation: readonly NavGroup[] = [
  { label: null, places: [{ href: '/', icon: Sun, label: 'nav.today' }] },
  { label: 'nav.group.sales', places: [{ href: '/receipts', icon: ReceiptText, label: 'nav.receipts' }] },
  { label: 'nav.group.goods', places: [{ href: '/products', icon: Package, label: 'nav.products' }] },
  {
    label: 'nav.group.stock',
    places: [
      { href: '/stock', icon: Boxes, label: 'nav.stock' },
      { href: '/deliveries', icon: ArrowDownToLine, label: 'nav.deliveries' },
    ],
  },
  {
    label: 'nav.group.settings',
    places: [{ href: '/terminals', icon: MonitorSmartphone, label: 'nav.terminals' }],
  },
];

export function isCurrent(href: string, pathname: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
