import { readFile } from 'node:fs/promises';
import type { Cli, Command } from '#platform/cli/command.ts';
import { localDate, localMinutes } from '#platform/kernel/dates.ts';
import type { CapAlert } from '../domain/cap/alert.ts';
import { capInstant } from '../domain/cap/times.ts';
import type { Decision } from '../domain/proposal/judge.ts';
import { LEVELS, type Level } from '../domain/proposal/level.ts';
import { IntakeMemory } from '../domain/proposal/memory.ts';
import { sentInstant } from '../domain/proposal/received.ts';
import { readCap } from './read-cap.ts';
import { departmentsOfShapes } from './shapes.ts';
import { alertSigners, type Signers } from './signers.ts';

const EXIT_CODES = `Exit codes: 0 every file was read; 1 a file could not be opened; 2 wrong usage or a file was refused.`;

export const capInspect: Command = {
  name: 'cap inspect',
  summary: 'Show what alert files say, one JSON document per line',
  help: `usage: renfort cap inspect FILE...

Reads CAP 1.0, 1.1 and 1.2 messages, Atom and RSS feeds, EDXL-DE envelopes and MeteoAlarm JSON.
Prints one JSON document per file: file, outcome (alert, feed, refused), and the message in CAP's own
words, or "alerts" for a feed, or "error" and its place. Fetches nothing, needs no database.
"signature" is none, valid (by a key of the PEM file RENFORT_ALERT_SIGNERS, named in "signer"),
unverified (by another key, or not to be checked here), or invalid (altered).
${EXIT_CODES}`,
  run: (args, cli) =>
    eachFile(args, cli, 'cap inspect', (file, bytes, signers) => {
      const read = readCap(bytes, signers);
      if (!read.ok) {
        print(cli, { file, outcome: 'refused', error: read.error, ...read.detail });
        return false;
      }
      const { wrapper, alerts, links, signature, signer } = read.value;
      const [alert] = alerts;
      const feed = wrapper === 'atom' || wrapper === 'rss' || wrapper === 'meteoalarm';
      if (alert && !feed && alerts.length === 1) {
        print(cli, {
          file,
          outcome: 'alert',
          ...shown(alert),
          signature,
          ...(signer && { signer }),
        });
      } else {
        const all = alerts.map((one) => ({ ...shown(one), signature }));
        const hrefs = links.map(({ href }) => href);
        print(cli, { file, outcome: 'feed', wrapper, alerts: all, links: hrefs });
      }
      return true;
    }),
};

export const capPropose: Command = {
  name: 'cap propose',
  summary: 'Show what the alert intake would do with files, in order',
  help: `usage: renfort cap propose [--now INSTANT|sent] [--min-level yellow|orange|red] FILE...

Prints one JSON document per decision: file, action (propose, update, merge, cancel, exercise, ignore,
refuse), reason, level, hazard, departments (INSEE codes), onset, expires. Files are taken in the order
given and what one says is remembered for the next. Nothing is stored and nobody is told.
  --now INSTANT   judge as if it were this instant (ISO 8601); "sent": each message when it was sent
  --min-level     the lowest level that proposes (default yellow)
${EXIT_CODES}`,
  run(args, cli) {
    const options = proposeOptions(args);
    if (options === null) return usage(cli, 'cap propose');
    const memory = new IntakeMemory({
      minimumLevel: options.minimumLevel,
      shapes: departmentsOfShapes,
    });
    return eachFile(options.files, cli, 'cap propose', (file, bytes, signers) => {
      const read = readCap(bytes, signers);
      if (!read.ok) {
        print(cli, line(file, { ...REFUSED, reason: read.error }));
        return false;
      }
      const { alerts, signature, envelopeStatus } = read.value;
      if (alerts.length === 0)
        print(cli, line(file, { ...REFUSED, action: 'ignore', reason: 'empty_feed' }));
      for (const alert of alerts) {
        const at = options.now === 'sent' ? (sentInstant(alert) ?? Date.now()) : options.now;
        const { decisions } = memory.receive({ alert, signature, envelopeStatus, at });
        for (const decision of decisions) print(cli, line(file, decision));
      }
      return true;
    });
  },
};

const REFUSED: Decision = {
  action: 'refuse',
  effect: 'refuse',
  reason: '',
  level: null,
  hazard: null,
  departments: [],
  notes: [],
  onset: null,
  expires: null,
};

interface ProposeOptions {
  readonly files: readonly string[];
  readonly now: number | 'sent';
  readonly minimumLevel: Level;
}

function proposeOptions(args: readonly string[]): ProposeOptions | null {
  const files: string[] = [];
  let now: number | 'sent' = Date.now();
  let minimumLevel: Level = 'yellow';
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] as string;
    if (argument === '--now') {
      const value = args[++i] ?? '';
      const instant = value === 'sent' ? 'sent' : capInstant(value);
      if (instant === null) return null;
      now = instant;
    } else if (argument === '--min-level') {
      const level = LEVELS.find((one) => one === args[i + 1] && one !== 'green');
      i++;
      if (!level) return null;
      minimumLevel = level;
    } else if (argument.startsWith('--')) return null;
    else files.push(argument);
  }
  return { files, now, minimumLevel };
}

async function eachFile(
  files: readonly string[],
  cli: Cli,
  command: string,
  work: (file: string, bytes: Uint8Array, signers: Signers) => boolean,
): Promise<number> {
  if (files.length === 0 || files.some((file) => file.startsWith('--'))) return usage(cli, command);
  let code = 0;
  const signers = alertSigners(cli.config, new Date());
  for (const file of files) {
    let bytes: Uint8Array;
    try {
      bytes = await readFile(file);
    } catch (error) {
      cli.stderr.write(`${file}: ${(error as Error).message}\n`);
      code = 1;
      continue;
    }
    if (!work(file, bytes, signers) && code === 0) code = 2;
  }
  return code;
}

async function usage(cli: Cli, command: string): Promise<number> {
  cli.stderr.write(`usage: renfort ${command} FILE...  (see renfort ${command} --help)\n`);
  return 2;
}

function print(cli: Cli, document: unknown): void {
  cli.stdout.write(`${JSON.stringify(document)}\n`);
}

function line(file: string, decision: Decision) {
  const { action, reason, level, hazard, departments, onset, expires, notes } = decision;
  return {
    file,
    action,
    reason,
    level,
    hazard,
    departments,
    onset: onset === null ? null : parisTime(onset),
    expires: expires === null ? null : parisTime(expires),
    ...(notes.length > 0 && { notes }),
  };
}

/** As Météo-France writes instants: local time with its offset, 2025-11-20T00:00:00+01:00. */
export function parisTime(instant: number): string {
  const date = new Date(instant);
  const day = localDate(date);
  const minutes = localMinutes(date);
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const offset = Math.round((asUtc - Math.floor(instant / 60_000) * 60_000) / 3_600_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(date.getUTCSeconds())}`;
  return `${day}T${time}+${two(offset)}:00`;
}

/** In CAP's own names; polygons as "lat,lon lat,lon", the way they came, without the dirt. */
function shown(alert: CapAlert) {
  const { version, identifier, sender, sent, status, msgType, scope, problems } = alert;
  return {
    identifier,
    sender,
    sent,
    status,
    msgType,
    scope,
    references: alert.references.map((r) => `${r.sender},${r.identifier},${r.sent}`),
    infos: alert.infos.map((info) => ({
      language: info.language,
      category: info.category,
      event: info.event,
      responseType: info.responseType,
      urgency: info.urgency,
      severity: info.severity,
      certainty: info.certainty,
      effective: info.effective,
      onset: info.onset,
      expires: info.expires,
      senderName: info.senderName,
      headline: info.headline,
      parameters: info.parameters,
      areas: info.areas.map((area) => ({
        areaDesc: area.areaDesc,
        polygons: area.polygons.map((polygon) => polygon.points.map((p) => p.join(',')).join(' ')),
        circles: area.circles.map((circle) => circle.text),
        geocodes: area.geocodes,
      })),
    })),
    version,
    ...(problems.length > 0 && { problems }),
  };
}
