import { useFrame } from '#platform/http/frame.ts';
import { Time } from '#platform/ui/time/time.tsx';
import type { DeskLine } from '../../domain/desk.ts';
import { shiftText } from '../../shift-text.ts';
import { PrintedPages } from '../../views/printed-pages.tsx';
import { attendanceTexts } from '../messages/index.ts';
import type { Sheet } from '../sheet.ts';
import { DeskStyle } from './desk-page.tsx';

const BLANK_LINES = 12;

/** For the day when devices fail: one table per shift, then empty lines. */
export function PaperPage({ sheet, title }: { readonly sheet: Sheet; readonly title: string }) {
  const { lang, now } = useFrame();
  const m = attendanceTexts(lang);
  const shifts = [...Map.groupBy(sheet.lines, ({ needId }) => needId).values()];
  return (
    <>
      <DeskStyle />
      <PrintedPages title={title} />
      <p class="rf-no-print">{m.paper.print}</p>
      <p>
        {m.paper.printed} <Time at={now} />
      </p>
      {shifts.length === 0 ? <p>{m.desk.empty}</p> : null}
      {shifts.map((lines) => {
        const shift = lines[0] as DeskLine;
        return (
          <PaperTable
            key={shift.needId}
            caption={m.desk.shift(shift.position, shiftText(lang, shift))}
            rows={lines.map((line) => [line.name || m.desk.unnamed, line.code, line.phone ?? ''])}
          />
        );
      })}
      <PaperTable
        caption={m.paper.blank}
        rows={Array.from({ length: BLANK_LINES }, () => ['', '', ''])}
      />
    </>
  );
}

function PaperTable({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly (readonly string[])[];
}) {
  const c = attendanceTexts(useFrame().lang).paper.columns;
  return (
    <>
      <h2>{caption}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="rf-desk-wide" aria-label={caption} tabIndex={0}>
        <table class="rf-desk-print">
          <thead>
            <tr>
              {[c.name, c.code, c.phone, c.in, c.out, c.sign].map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, index) => (
              <tr key={cells[1] || index}>
                {[...cells, '', '', ''].map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
