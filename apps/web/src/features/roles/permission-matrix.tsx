'use client';

import { broughtBy, completePermissions, type Permission } from '@jowi/contracts/permissions';
import { Card } from '@jowi/ui/card';
import { Checkbox } from '@jowi/ui/checkbox';
import { useWords } from '../../i18n/use-words.ts';
import { type PermissionGroup, permissionGroups } from './permission-groups.ts';
import { usePermissionWords } from './role-words.ts';

export type PermissionMatrixProps = {
  value: readonly Permission[];
  onChange: (permissions: Permission[]) => void;
  /** What the one who ticks has herself: nothing else can be given. */
  mine: ReadonlySet<Permission>;
  disabled: boolean;
};

/** Everything one may be allowed to do, by job. What a tick brings along is ticked with it and says for what. */
export function PermissionMatrix(props: PermissionMatrixProps) {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {permissionGroups.map((group) => (
        <Group key={group.label} group={group} {...props} />
      ))}
    </div>
  );
}

function Group({
  group,
  value,
  onChange,
  mine,
  disabled,
}: PermissionMatrixProps & { group: PermissionGroup }) {
  const { t } = useWords();
  const words = usePermissionWords();
  const chosen = new Set(value);
  const open = group.permissions.filter((it) => mine.has(it));
  const ticked = group.permissions.filter((it) => chosen.has(it)).length;
  const set = (permissions: readonly Permission[], on: boolean) =>
    onChange(
      on
        ? completePermissions([...value, ...permissions])
        : completePermissions(value.filter((it) => !permissions.includes(it))),
    );
  const all = ticked === group.permissions.length;
  return (
    <Card className="p-5">
      <Checkbox
        className="mb-3 border-b pb-3 font-semibold"
        label={<span className="text-base font-semibold">{t(`permissions:group.${group.label}`)}</span>}
        checked={all ? true : ticked > 0 ? 'indeterminate' : false}
        disabled={disabled || open.length === 0}
        onCheckedChange={() => set(open, !all)}
      />
      <div className="space-y-2.5">
        {group.permissions.map((permission) => {
          const needing = broughtBy(permission, chosen);
          const beyond = !mine.has(permission) && !chosen.has(permission);
          const help =
            needing.length > 0
              ? t('roles.brought', { names: needing.map((it) => `«${words.name(it)}»`).join(', ') })
              : beyond && !disabled
                ? t('roles.beyond')
                : words.hint(permission);
          return (
            <Checkbox
              key={permission}
              label={words.name(permission)}
              help={help}
              checked={chosen.has(permission)}
              disabled={disabled || !mine.has(permission) || needing.length > 0}
              onCheckedChange={(on) => set([permission], on)}
            />
          );
        })}
      </div>
    </Card>
  );
}
