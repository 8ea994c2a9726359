import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('subprocess', (run) => {
  const address = 'Name:\twww.python.org\nAddress: 192.0.2.10';

  it('has the output and the exit code of each program', async () => {
    const { printed, exitCodes } = await run();
    expect(printed).toEqual([
      String.raw`nslookup www.python.org: [0, 'Name:\twww.python.org\nAddress: 192.0.2.10\n', '']`,
      String.raw`echo hello: [0, 'hello\n', '']`,
      "sleep 1: [0, '', '']",
      String.raw`nslookup nobody.example: [1, "** server can't find nobody.example: NXDOMAIN\n", '']`,
      String.raw`cat no-such-file: [1, '', 'cat: no-such-file: No such file or directory\n']`,
      "sh -c 'exit 3': [3, '', '']",
      "[Errno 2] No such file or directory: 'no-such-program'",
    ]);
    expect(exitCodes).toEqual([0, 0, 0, 1, 1, 3, 0]);
  });

  it('lets them write to the console where it only calls them', async () => {
    const { printed } = await run({ way: 'call' });
    expect(printed.slice(0, 4)).toEqual([
      address,
      'nslookup www.python.org: exit code 0',
      'hello',
      'echo hello: exit code 0',
    ]);
  });

  it('starts a shell for each command, which starts the program and says where there is none', async () => {
    const { printed } = await run({ way: 'shell' });
    expect(printed.filter((line) => line.includes('exit code'))).toEqual([
      'nslookup www.python.org: exit code 0',
      'echo hello: exit code 0',
      'sleep 1: exit code 0',
      'nslookup nobody.example: exit code 1',
      'cat no-such-file: exit code 1',
      "sh -c 'exit 3': exit code 3",
      'no-such-program: exit code 127',
    ]);
  });

  it('raises for an exit code other than 0 where it checks', async () => {
    const { printed } = await run({ check: true });
    expect(printed.filter((line) => line.startsWith('Command'))).toEqual([
      "Command '['nslookup', 'nobody.example']' returned non-zero exit status 1.",
      "Command '['cat', 'no-such-file']' returned non-zero exit status 1.",
      "Command '['sh', '-c', 'exit 3']' returned non-zero exit status 3.",
    ]);
  });

  it('looks up the host that is typed', async () => {
    const { printed, left } = await run({ ask: true, way: 'call' });
    expect(printed.join('\n')).toContain(address);
    expect(printed.at(-1)).toBe('nslookup www.python.org: exit code 0');
    expect(left).toEqual([]);
  });
});
