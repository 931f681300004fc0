import type { ComponentChildren } from 'preact';
import { useFrame } from '#platform/http/frame.ts';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { authTexts, type Names, scopeLabel } from '../messages/index.ts';
import type { HeldGrant } from '../queries/grants.ts';

export interface RolesTableProps {
  readonly caption: string;
  readonly grants: readonly HeldGrant[];
  readonly names: Names;
  /** A last column: what can be done with each role. */
  readonly act?: {
    readonly label: string;
    readonly cell: (grant: HeldGrant) => ComponentChildren;
  };
}

/** Roles held, where and until when. */
export function RolesTable({ caption, grants, names, act }: RolesTableProps) {
  const texts = authTexts(useFrame().lang);
  const m = texts.account;
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: 'role', label: m.role },
        { key: 'where', label: m.where },
        { key: 'since', label: m.since },
        { key: 'until', label: m.until },
        ...(act ? [{ key: 'act', label: act.label }] : []),
      ]}
      rows={grants.map((grant) => ({
        key: grant.id,
        cells: [
          texts.roles[grant.role],
          scopeLabel(texts, grant.scope, names),
          <Time key="since" at={grant.grantedAt} format="date" />,
          grant.expiresAt ? <Time key="until" at={grant.expiresAt} format="date" /> : m.no_end,
          ...(act ? [act.cell(grant)] : []),
        ],
      }))}
    />
  );
}
