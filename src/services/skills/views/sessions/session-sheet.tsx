import { useFrame } from '#platform/http/frame.ts';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { texts } from '../../messages/index.ts';
import { money } from '../money.ts';
import type { CandidateInRoom } from './candidate-card.tsx';
import type { SessionInSpace } from './session-list.tsx';

export interface SessionSheetProps extends SessionInSpace {
  readonly address: string;
  readonly candidates: readonly CandidateInRoom[];
}

/** On paper: who is expected, with a box for each signature. */
export function SessionSheet({ session, space, address, timeZone, candidates }: SessionSheetProps) {
  const { lang } = useFrame();
  const m = texts(lang).sessions;
  return (
    <>
      <p>
        {space}, {address} · <Time at={session.startsAt} timeZone={timeZone} />
      </p>
      <Table
        caption={m.sheet}
        captionHidden
        columns={[
          { key: 'name', label: m.sheetName },
          { key: 'birth', label: m.sheetBirth },
          { key: 'identity', label: m.sheetIdentity },
          { key: 'price', label: m.price },
          { key: 'state', label: m.sheetState },
          { key: 'signature', label: m.sheetSign },
        ]}
        rows={candidates.map(({ candidate }) => ({
          key: candidate.id,
          cells: [
            candidate.name ?? '…',
            candidate.birthDate ? <Time at={candidate.birthDate} /> : '…',
            candidate.identifiedAt ? m.yes : m.no,
            candidate.paidBy ? m.paid[candidate.paidBy] : money(lang, candidate.priceCents),
            m.candidateStates[candidate.state],
            ' ',
          ],
        }))}
      />
    </>
  );
}
