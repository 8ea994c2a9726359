// @ts-check
/**
 * Finds a Chromium that really starts, or installs one, and remembers it for the tests.
 *
 *   node scripts/ensure-browser.mjs             Chromium (exit 1 when there is none and it may not install one)
 *   node scripts/ensure-browser.mjs --firefox   Firefox ESR, for the optional cross-browser test (never fails)
 *
 * Order: $CHROMIUM_PATH, the one remembered, Playwright's own build, the system's, then apt-get on Linux as root.
 * A file that exists proves nothing (snap stubs, missing libraries): each candidate has to start and evaluate a script.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumArgs, readBrowser, rememberBrowser } from './browser-cache.mjs';

const advice = 'npx playwright install --with-deps chromium';

const commands = [
  'chromium-headless-shell',
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'chromium-browser',
  'microsoft-edge',
];
const bundles = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder === undefined
      ? []
      : [
          join(folder, 'Google\\Chrome\\Application\\chrome.exe'),
          join(folder, 'Microsoft\\Edge\\Application\\msedge.exe'),
        ];
  }),
];

/** @param {string} command @returns {string | undefined} its full path, if it is on the PATH */
function which(command) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, command);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

/** @param {string} executablePath @returns {Promise<string | undefined>} the version, if it starts and runs a script */
async function tryBrowser(executablePath) {
  if (!existsSync(executablePath)) return undefined;
  try {
    const browser = await chromium.launch({
      executablePath,
      chromiumSandbox: false,
      args: chromiumArgs,
      timeout: 20_000,
    });
    try {
      const page = await browser.newPage();
      return (await page.evaluate('6 * 7')) === 42 ? browser.version() : undefined;
    } finally {
      await browser.close();
    }
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error).split('\n')[0];
    console.error(`  ${executablePath} does not start: ${reason}`);
    return undefined;
  }
}

function* candidates() {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') yield { source: '$CHROMIUM_PATH', path: chosen };
  const known = readBrowser();
  if (known !== undefined) yield { source: known.source, path: known.executablePath };
  yield { source: 'Playwright', path: chromium.executablePath() };
  for (const command of commands) {
    const path = which(command);
    if (path !== undefined) yield { source: 'system', path };
  }
  for (const path of bundles) yield { source: 'system', path };
}

async function findChromium() {
  for (const { source, path } of candidates()) {
    const version = await tryBrowser(path);
    if (version !== undefined) return { executablePath: path, version, source };
    if (source === '$CHROMIUM_PATH') {
      console.error('$CHROMIUM_PATH is set but does not name a working browser; looking further.');
    }
  }
  return undefined;
}

const mayInstall =
  process.platform === 'linux' && process.getuid?.() === 0 && which('apt-get') !== undefined;

/** @param {string[]} packages @returns {boolean} whether apt-get has installed them */
function aptInstall(packages) {
  console.log(`Installing ${packages.join(' ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  spawnSync('apt-get', ['update', '-q', ...lock], { env, stdio: 'ignore' });
  const install = ['install', '-y', '-q', '--no-install-recommends', ...lock, ...packages];
  const { status, stdout, stderr } = spawnSync('apt-get', install, { env, encoding: 'utf8' });
  if (status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}`.trimEnd());
  return status === 0;
}

async function ensureChromium() {
  let browser = await findChromium();
  if (browser === undefined && mayInstall) {
    const fonts = ['fonts-dejavu-core', 'fonts-noto-cjk'];
    // Ubuntu has no headless shell package, and its chromium is a stub for snap: try both, and test what was installed.
    if (!aptInstall(['chromium-headless-shell', ...fonts])) aptInstall(['chromium', ...fonts]);
    browser = await findChromium();
  }
  if (browser === undefined) {
    console.error(`No browser for the tests. Get one with:\n\n  ${advice}\n`);
    console.error('or name one that you have: CHROMIUM_PATH=/path/to/chrome npm test');
    return 1;
  }
  rememberBrowser(browser);
  console.log(`Chromium ${browser.version} (${browser.source}): ${browser.executablePath}`);
  return 0;
}

function ensureFirefox() {
  const find = () => which('firefox-esr') ?? which('firefox');
  if (find() === undefined && mayInstall) aptInstall(['firefox-esr']);
  const path = find();
  console.log(
    path === undefined
      ? 'Firefox: not here, its test is skipped (install firefox-esr to run it).'
      : `Firefox: ${path}`,
  );
  return 0;
}

process.exitCode = process.argv.includes('--firefox') ? ensureFirefox() : await ensureChromium();
