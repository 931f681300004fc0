import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import type { Lang } from '../i18n/index.ts';
import { once } from '../kernel/once.ts';
import { type FontName, fontFiles, textRuns } from './text-runs.ts';

export interface PaperOptions {
  readonly title: string;
  readonly lang: Lang;
  readonly author: string;
  readonly madeAt: Date;
  readonly landscape?: boolean;
  /** On top of each sheet, in a band: that this is an exercise. */
  readonly warning?: string | undefined;
  /** At the foot of each sheet. */
  readonly foot: (page: number, pages: number) => string;
}

export interface PaperColumn {
  readonly label: string;
  readonly numeric?: boolean | undefined;
  /** Share of the width; 1 when left out. */
  readonly wide?: number | undefined;
}

/** A document for screen readers and printers alike: tagged PDF (PDF/UA-1), fonts inside. */
export interface Paper {
  heading(level: 1 | 2, text: string): void;
  paragraph(text: string, strong?: boolean): void;
  table(title: string, columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): void;
  /** A curve; `alternative` says what it shows to those who do not see it. */
  curve(chart: PaperCurve): void;
  /** A square to scan, 3.5 cm wide; `alternative` says where it leads. */
  square(text: string, alternative: string): void;
  finish(): Promise<Buffer>;
}

export interface PaperCurve {
  readonly alternative: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly maxY: number;
  readonly xLabel: string;
  readonly formatX: (x: number) => string;
  readonly formatY: (y: number) => string;
}

/** Loaded with the first paper: most processes make none. */
const pdfkit = once(() => createRequire(import.meta.url)('pdfkit') as typeof PDFDocument);

type Doc = InstanceType<typeof PDFDocument>;
type Struct = ReturnType<Doc['struct']>;

const MARGIN = 48;
const HEAD = 34;
/** 3.5 cm, in points. */
const SQUARE = 99;
const INK = '#16213a';
const LINE = '#b9b4a8';
const BRAND = '#0b6e69';
const CRISIS = '#b93a0e';
const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;

export function newPaper(options: PaperOptions): Paper {
  const Document = pdfkit();
  const doc = new Document({
    size: 'A4',
    layout: options.landscape ? 'landscape' : 'portrait',
    margins: { top: MARGIN + HEAD, bottom: MARGIN + 16, left: MARGIN, right: MARGIN },
    pdfVersion: '1.7',
    // The types of the package are behind it.
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: LOCALES[options.lang],
    displayTitle: true,
    bufferPages: true,
    font: fontFiles().regular as unknown as string,
    info: {
      Title: options.title,
      Author: options.author,
      Creator: 'Renfort',
      Producer: 'Renfort',
      CreationDate: options.madeAt,
      ModDate: options.madeAt,
    },
  });
  for (const [name, file] of Object.entries(fontFiles())) doc.registerFont(name, file);
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const root = doc.struct('Document');
  doc.addStructure(root);
  const width = doc.page.width - 2 * MARGIN;
  const bottom = () => doc.page.height - doc.page.margins.bottom;
  const room = (height: number) => {
    if (doc.y + height > bottom()) doc.addPage();
  };
  const tell = (type: string, work: () => void, parent: Struct = root) =>
    parent.add(doc.struct(type, {}, work));

  return {
    heading(level, text) {
      const size = level === 1 ? 20 : 14;
      if (level > 1) doc.y += 12;
      room(size * 4);
      tell(`H${level}`, () => write(doc, text, { bold: true, size, x: MARGIN, width }));
      doc.y += level === 1 ? 6 : 4;
    },
    paragraph(text, strong = false) {
      room(14);
      tell('P', () => write(doc, text, { bold: strong, size: 10.5, x: MARGIN, width }));
      doc.y += 5;
    },
    table(title, columns, rows) {
      drawTable(doc, root, { title, columns, rows, width, bottom });
    },
    curve(chart) {
      room(170);
      const figure = doc.struct('Figure', { alt: chart.alternative }, () =>
        drawCurve(doc, chart, width),
      );
      root.add(figure);
      doc.y += 8;
    },
    square(text, alternative) {
      room(SQUARE + 12);
      root.add(doc.struct('Figure', { alt: alternative }, () => drawSquare(doc, text)));
      doc.y += 8;
    },
    async finish() {
      root.end();
      const { start, count } = doc.bufferedPageRange();
      for (let page = start; page < start + count; page++) {
        doc.switchToPage(page);
        dressPage(doc, options, options.foot(page + 1, count));
      }
      doc.end();
      return whole;
    },
  };
}

interface Writing {
  readonly bold?: boolean;
  readonly size: number;
  readonly x: number;
  readonly y?: number;
  readonly width: number;
  readonly align?: 'left' | 'right';
  readonly colour?: string;
}

function write(doc: Doc, text: string, { bold, size, x, y, width, align, colour }: Writing): void {
  const runs = textRuns(text);
  doc.fontSize(size).fillColor(colour ?? INK);
  for (const [index, run] of runs.entries()) {
    doc.font(fontOf(run.font, bold ?? false));
    const options = { width, align: align ?? 'left', continued: index < runs.length - 1 } as const;
    if (index === 0) doc.text(run.text, x, y ?? doc.y, options);
    else doc.text(run.text, options);
  }
}

function fontOf(font: 'latin' | 'ext', bold: boolean): FontName {
  if (font === 'latin') return bold ? 'bold' : 'regular';
  return bold ? 'boldExt' : 'regularExt';
}

/** What is drawn for the eye alone. */
function ornament(doc: Doc, type: 'Layout' | 'Pagination', work: () => void): void {
  doc.markContent('Artifact', { type });
  work();
  doc.endMarkedContent();
}

interface TableToDraw {
  readonly title: string;
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly width: number;
  readonly bottom: () => number;
}

function drawTable(doc: Doc, root: Struct, { title, columns, rows, width, bottom }: TableToDraw) {
  const size = 9;
  const gap = 4;
  const all = columns.reduce((sum, { wide = 1 }) => sum + wide, 0);
  const widths = columns.map(({ wide = 1 }) => (wide / all) * width);
  const lefts = widths.map((_, i) => MARGIN + widths.slice(0, i).reduce((sum, w) => sum + w, 0));
  const heightOf = (cells: readonly string[], bold: boolean) => {
    doc.font(bold ? 'bold' : 'regular').fontSize(size);
    const heights = cells.map((cell, i) =>
      doc.heightOfString(cell || ' ', { width: (widths[i] as number) - 2 * gap }),
    );
    return Math.max(...heights) + 2 * gap;
  };
  const cellAt = (cell: string, i: number, y: number, bold: boolean) =>
    write(doc, cell || ' ', {
      bold,
      size,
      x: (lefts[i] as number) + gap,
      y: y + gap,
      width: (widths[i] as number) - 2 * gap,
      align: columns[i]?.numeric ? 'right' : 'left',
    });
  const labels = columns.map(({ label }) => label);
  const headHeight = heightOf(labels, true);
  const rule = (y: number) =>
    ornament(doc, 'Layout', () => {
      doc
        .lineWidth(0.5)
        .strokeColor(LINE)
        .moveTo(MARGIN, y)
        .lineTo(MARGIN + width, y)
        .stroke();
    });

  const table = doc.struct('Table', { title });
  root.add(table);
  const row = (cells: readonly string[], height: number, kind: 'TH' | 'TD') => {
    const y = doc.y;
    const line = doc.struct('TR');
    table.add(line);
    for (const [i, cell] of cells.entries()) {
      const options = kind === 'TH' ? { scope: 'Column' } : {};
      line.add(
        doc.struct(kind, options as Record<string, string>, () =>
          cellAt(cell, i, y, kind === 'TH'),
        ),
      );
    }
    line.end();
    rule(y + height);
    doc.y = y + height;
  };
  const first = rows[0] ? heightOf(rows[0], false) : 0;
  if (doc.y + headHeight + first > bottom()) doc.addPage();
  row(labels, headHeight, 'TH');
  for (const cells of rows) {
    const height = heightOf(cells, false);
    if (doc.y + height > bottom()) {
      doc.addPage();
      // Seen again at the top of the sheet; said once.
      const y = doc.y;
      ornament(doc, 'Layout', () => {
        for (const [i, label] of labels.entries()) cellAt(label, i, y, true);
      });
      rule(y + headHeight);
      doc.y = y + headHeight;
    }
    row(cells, height, 'TD');
  }
  table.end();
  doc.y += 8;
}

function drawCurve(doc: Doc, chart: PaperCurve, width: number): void {
  const { points, maxY, formatX, formatY } = chart;
  const top = doc.y + 6;
  const [height, left, right] = [120, MARGIN + 44, MARGIN + width - 20];
  const xs = points.map(({ x }) => x);
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  const px = (x: number) => left + ((x - x0) / (x1 - x0 || 1)) * (right - left);
  const py = (y: number) => top + height - (y / (maxY || 1)) * height;
  for (const share of [0, 0.5, 1]) {
    const y = py(share * maxY);
    doc.lineWidth(0.5).strokeColor(LINE).moveTo(left, y).lineTo(right, y).stroke();
    write(doc, formatY(share * maxY), { size: 8, x: MARGIN, y: y - 5, width: 38, align: 'right' });
  }
  doc.lineWidth(1.8).strokeColor(BRAND);
  for (const [index, point] of points.entries()) {
    if (index === 0) doc.moveTo(px(point.x), py(point.y));
    else doc.lineTo(px(point.x), py(point.y));
  }
  doc.stroke();
  for (const share of [0, 0.5, 1]) {
    const x = x0 + share * (x1 - x0);
    const at = Math.min(px(x), right - 40);
    write(doc, formatX(x), { size: 8, x: at, y: top + height + 4, width: 80 });
  }
  write(doc, chart.xLabel, {
    size: 8,
    x: left,
    y: top + height + 16,
    width: right - left,
    align: 'right',
  });
  doc.y = top + height + 30;
}

function drawSquare(doc: Doc, text: string): void {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const [module, top] = [SQUARE / size, doc.y + 4];
  for (const [y, row] of data.entries()) {
    for (const [x, dark] of row.entries()) {
      if (dark) doc.rect(MARGIN + x * module, top + y * module, module, module);
    }
  }
  doc.fill(INK);
  doc.y = top + SQUARE;
}

/** Head and foot of a sheet; a screen reader is told once, by the document itself. */
function dressPage(doc: Doc, options: PaperOptions, foot: string): void {
  const { page } = doc;
  const width = page.width - 2 * MARGIN;
  // The margins would start a new sheet for whatever stands in them.
  const margins = page.margins;
  page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
  ornament(doc, 'Pagination', () => {
    if (options.warning) {
      doc.rect(MARGIN, 20, width, 22).fill(CRISIS);
      write(doc, options.warning, {
        bold: true,
        size: 11,
        x: MARGIN + 8,
        y: 25,
        width: width - 16,
        colour: '#ffffff',
      });
    }
    write(doc, options.title, { size: 8.5, x: MARGIN, y: 50, width });
    write(doc, foot, { size: 8.5, x: MARGIN, y: page.height - 36, width, align: 'right' });
  });
  page.margins = margins;
}
