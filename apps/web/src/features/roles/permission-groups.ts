import type { Permission } from '@jowi/contracts/permissions';

export type PermissionGroup = {
  label: 'sales' | 'goods' | 'till' | 'office';
  permissions: readonly Permission[];
};

/** By the job they belong to; a test sees that none is forgotten. */
export const permissionGroups: readonly PermissionGroup[] = [
  { label: 'sales', permissions: ['dashboard/read', 'receipts/read', 'margin/read'] },
  {
    label: 'goods',
    permissions: ['products/read', 'products/edit', 'stock/read', 'deliveries/read', 'deliveries/post'],
  },
  {
    label: 'till',
    permissions: [
      'till/sell',
      'till/discount',
      'till/price-override',
      'till/refund',
      'till/cash',
      'till/sell-below-zero',
      'till/shift',
      'till/approve',
    ],
  },
  {
    label: 'office',
    permissions: [
      'terminals/read',
      'terminals/manage',
      'journal/repair',
      'staff/read',
      'staff/manage',
      'roles/manage',
      'settings/read',
      'settings/manage',
      'audit/read',
      'personal-data/manage',
    ],
  },
];
