// Runs one TypeScript file of this project on Node 24, from a fresh clone and under any Node from 20 on:
// installs what package-lock.json names when it is not there yet, then hands over. It must itself stay plain
// JavaScript that Node 20 can read, so it imports nothing of the project.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WANTED = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stop = (message) => {
  console.error(message);
  process.exit(1);
};

if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(`Nuanliu needs Node 20 or newer to start (this is ${process.version}). Install a current Node from nodejs.org.`);
}

// Running the product needs a few small packages; testing, checking and deploying it need all of them.
const everything = !(process.argv[2] ?? '').startsWith('infra/embedded/');
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');
const missing = !existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs;
if (missing || (everything && !existsSync(join(root, 'node_modules', 'vitest')))) {
  console.error('Installing what package-lock.json names (once)…');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const options = ['--no-audit', '--no-fund', '--loglevel=error', ...(everything ? [] : ['--omit=dev'])];
  const { status } = spawnSync(command, [...args, 'ci', ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: !npm && process.platform === 'win32',
  });
  if (status !== 0) stop('The installation failed. Check the connection to the npm registry, then try again.');
}

const bundled = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const major = (path) =>
  Number(spawnSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout?.split('.')[0]);
const node = [bundled, process.execPath].find((path) => existsSync(path) && major(path) >= WANTED);
if (!node) {
  stop(
    `Node ${WANTED} is missing: npm did not install the package "node" (its install script may be switched off), and ` +
      `this is ${process.version}. Run "npm rebuild node --ignore-scripts=false", or install Node ${WANTED} from nodejs.org.`,
  );
}

// A small young generation: a Map over a million lines then peaks at some 230 MB instead of 330 to 375.
const flags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8'];
const child = spawn(node, [...flags, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
