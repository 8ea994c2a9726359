// @ts-check
/**
 * The Python that tests and scripts compare with. Version managers put a wrapper named `python3` on the path that costs
 * more than most programs do, so its own answer to where it is stands for it.
 */
import { spawnSync } from 'node:child_process';

const { status, stdout } = spawnSync(
  'python3',
  ['-c', 'import sys; print(sys.executable, *sys.version_info[:2], sep="\\n")'],
  { encoding: 'utf8' },
);
const [executable = '', major = '0', minor = '0'] = status === 0 ? stdout.split('\n') : [];

export const hasPython = status === 0;

/** Path of the interpreter; `python3` where there is none, for a message that names it. */
export const python3 = executable === '' ? 'python3' : executable;

/**
 * Whether there is a Python of this version or a later one.
 * @param {number} wantedMajor @param {number} wantedMinor
 */
export const hasPythonSince = (wantedMajor, wantedMinor) =>
  Number(major) > wantedMajor || (Number(major) === wantedMajor && Number(minor) >= wantedMinor);
