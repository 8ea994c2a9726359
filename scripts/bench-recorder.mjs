// @ts-check
/**
 * Overhead of `weft_record.py` on recorded programs: three kinds of them, without it and with it in turns, under each
 * Python given; the best of each.
 *
 *   npm run bench:recorder -- python3.13 ~/.pyenv/versions/3.10.13/bin/python   (default: python3)
 *   npm run bench:recorder -- --runs 7
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { python3 } from './python.mjs';

const recorder = fileURLToPath(new URL('../public/weft_record.py', import.meta.url));

/**
 * Each prints its duration at its end: seconds on a clock, and on a CPU, without the start of Python and the writing.
 */
const measured = (/** @type {string} */ body) => `
import queue, sys, threading, time
began, busy = time.perf_counter(), time.process_time()
${body}
sys.stderr.write(f"{time.perf_counter() - began} {time.process_time() - busy}")
`;

const run = `
for t in threads: t.start()
for t in threads: t.join()`;

/** Programs, with what is measured: CPU time if it computes, elapsed time if it waits. */
const programs = [
  {
    name: 'computes, a lock after each 0.3 ms',
    by: 'CPU',
    source: measured(`
lock, total = threading.Lock(), 0
def work():
    global total
    for _ in range(500):
        part = sum(n * n for n in range(6000))
        with lock:
            total += part
threads = [threading.Thread(target=work) for _ in range(4)]${run}`),
  },
  {
    name: 'nothing but a queue: 20,000 items',
    by: 'CPU',
    source: measured(`
q = queue.Queue(maxsize=100)
def produce():
    for n in range(10_000): q.put(n)
def consume():
    for _ in range(10_000): q.get()
threads = [threading.Thread(target=f) for f in (produce, produce, consume, consume)]${run}`),
  },
  {
    name: 'waits: 8 threads sleep 10 ms and take a lock, 50 times',
    by: 'clock',
    source: measured(`
lock = threading.Lock()
def work():
    for _ in range(50):
        time.sleep(0.01)
        with lock: pass
threads = [threading.Thread(target=work) for _ in range(8)]${run}`),
  },
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' } },
});
const pythons = positionals.length > 0 ? positionals : [python3];
const folder = mkdtempSync(join(tmpdir(), 'weft-recorder-'));
const program = join(folder, 'program.py');
const trace = join(folder, 'out.weft-trace.json');

/** @param {string} python @param {readonly string[]} before @param {'CPU' | 'clock'} by @returns {number} seconds */
function once(python, before, by) {
  const { stderr, status } = spawnSync(python, [...before, program], { encoding: 'utf8' });
  const figures = /^([\d.e-]+) ([\d.e-]+)/m.exec(stderr);
  if (status !== 0 || figures === null) throw new Error(`${python}: ${stderr}`);
  return Number(by === 'clock' ? figures[1] : figures[2]);
}

try {
  console.log('| Python | program | by | without | recorded | ratio | an event |');
  console.log('| ------ | ------- | -- | ------: | -------: | ----: | -------: |');
  for (const python of pythons) {
    const version = spawnSync(python, ['-V'], { encoding: 'utf8' }).stdout.trim().split(' ')[1];
    for (const { name, by, source } of programs) {
      writeFileSync(program, source);
      const plain = /** @type {number[]} */ ([]);
      const recorded = /** @type {number[]} */ ([]);
      for (let n = 0; n < Number(values.runs); n++) {
        plain.push(once(python, [], /** @type {'CPU' | 'clock'} */ (by)));
        const recording = [recorder, '-o', trace];
        recorded.push(once(python, recording, /** @type {'CPU' | 'clock'} */ (by)));
      }
      const { events } = JSON.parse(readFileSync(trace, 'utf8'));
      // Other load on the machine only makes it longer.
      const [a, b] = [Math.min(...plain), Math.min(...recorded)];
      const each = ((b - a) / events.length) * 1e6;
      console.log(
        `| ${version} | ${name} | ${by} | ${Math.round(a * 1000)} ms | ${Math.round(b * 1000)} ms | ${(b / a).toFixed(2)} | ${each.toFixed(1)} us |`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
