import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
];

interface Program {
  readonly path: string;
  readonly env: Record<string, string>;
}

/**
 * Starts Chromium: the one of CHROMIUM_PATH, else one installed on the system, else the one of the
 * npm package. Close it in `t.after`. Make pages from `browser.newContext()`: axe needs it.
 */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const program = await findBrowser();
  return chromium.launch({
    executablePath: program.path,
    args: [...FLAGS, ...flags],
    env: { ...(process.env as Record<string, string>), ...program.env },
  });
}

async function findBrowser(): Promise<Program> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return { path: named, env: {} };
  const installed = SYSTEM_BROWSERS.find((path) => existsSync(path));
  return installed ? { path: installed, env: {} } : unpackedBrowser();
}

/** The npm package holds archives: unpacked once per version and user, with the libraries it needs. */
async function unpackedBrowser(): Promise<Program> {
  const require = createRequire(import.meta.url);
  const owner = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(owner, 'package.json'), 'utf8'));
  const place = process.env.RENFORT_TEST_BROWSER ?? tmpdir();
  const folder = join(place, `renfort-chromium-${version}-${userInfo().uid}`);
  if (!existsSync(folder)) await unpack(join(owner, 'bin'), folder);
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

/** Unpacks aside, then renames: several test files may come here at once. */
async function unpack(archives: string, folder: string): Promise<void> {
  const aside = mkdtempSync(`${folder}-`);
  const script = `
    import { inflate } from ${JSON.stringify(import.meta.resolve('@sparticuz/chromium'))};
    await Promise.all(${JSON.stringify(
      ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((name) =>
        join(archives, name),
      ),
    )}.map(inflate));`;
  // The package unpacks into the system's temporary folder, hence the variable, in a process of its own.
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: aside, TEMP: aside, TMP: aside },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  if (code !== 0) throw new Error('Chromium could not be unpacked: see the message above');
  // The package's own file names folders of the host it was made for.
  writeFileSync(
    join(aside, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>\n`,
  );
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
