import type { Permission } from '@jowi/contracts/permissions';
import {
  ArrowDownToLine,
  Boxes,
  type LucideIcon,
  MonitorSmartphone,
  Package,
  ReceiptText,
  ScrollText,
  Settings,
  ShieldCheck,
  ShieldQuestion,
  Sun,
  Users,
} from 'lucide-react';

/** The sidebar, by job. A place stands here only once it exists, and is shown to those who may see it. */
export type NavPlace = {
  href: string;
  icon: LucideIcon;
  label:
    | 'nav.today'
    | 'nav.receipts'
    | 'nav.approvals'
    | 'nav.products'
    | 'nav.stock'
    | 'nav.deliveries'
    | 'nav.staff'
    | 'nav.roles'
    | 'nav.terminals'
    | 'nav.settings'
    | 'nav.audit';
  /** Opens the place and every page below it. */
  permission: Permission;
};
export type NavGroup = {
  label:
    | 'nav.group.sales'
    | 'nav.group.goods'
    | 'nav.group.stock'
    | 'nav.group.people'
    | 'nav.group.settings'
    | null;
  places: readonly NavPlace[];
};

export const navigation: readonly NavGroup[] = [
  { label: null, places: [{ href: '/', icon: Sun, label: 'nav.today', permission: 'dashboard/read' }] },
  {
    label: 'nav.group.sales',
    places: [
      { href: '/receipts', icon: ReceiptText, label: 'nav.receipts', permission: 'receipts/read' },
      { href: '/approvals', icon: ShieldQuestion, label: 'nav.approvals', permission: 'audit/read' },
    ],
  },
  {
    label: 'nav.group.goods',
    places: [{ href: '/products', icon: Package, label: 'nav.products', permission: 'products/read' }],
  },
  {
    label: 'nav.group.stock',
    places: [
      { href: '/stock', icon: Boxes, label: 'nav.stock', permission: 'stock/read' },
      { href: '/deliveries', icon: ArrowDownToLine, label: 'nav.deliveries', permission: 'deliveries/read' },
    ],
  },
  {
    label: 'nav.group.people',
    places: [
      { href: '/staff', icon: Users, label: 'nav.staff', permission: 'staff/read' },
      { href: '/roles', icon: ShieldCheck, label: 'nav.roles', permission: 'staff/read' },
    ],
  },
  {
    label: 'nav.group.settings',
    places: [
      { href: '/terminals', icon: MonitorSmartphone, label: 'nav.terminals', permission: 'terminals/read' },
      { href: '/settings', icon: Settings, label: 'nav.settings', permission: 'settings/read' },
      { href: '/audit', icon: ScrollText, label: 'nav.audit', permission: 'audit/read' },
    ],
  },
];

/** Groups with what this person may see; a group of nothing is left out. */
export function navigationFor(permissions: readonly Permission[]): NavGroup[] {
  return navigation
    .map((group) => ({
      ...group,
      places: group.places.filter(({ permission }) => permissions.includes(permission)),
    }))
    .filter(({ places }) => places.length > 0);
}

/** The place a page belongs to; undefined for pages that are everybody's own (her account). */
function findPlace(pathname: string): NavPlace | undefined {
  return navigation.flatMap(({ places }) => places).find(({ href }) => isCurrent(href, pathname));
}

/** Pages that take more than the place they are in: what is made or changed there. */
const MAKING: Readonly<Record<string, Permission>> = {
  '/products/new': 'products/edit',
  '/products/import': 'products/edit',
  '/deliveries/new': 'deliveries/post',
  '/staff/new': 'staff/manage',
  '/roles/new': 'roles/manage',
  '/settings/personal-data': 'personal-data/manage',
};

/** What one must be allowed to open this page; undefined = every signed-in person may. */
export function permissionOf(pathname: string): Permission | undefined {
  return MAKING[pathname] ?? findPlace(pathname)?.permission;
}

export function isCurrent(href: string, pathname: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
