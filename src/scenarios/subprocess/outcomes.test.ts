import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('subprocess', (run) => {
  const address = 'Name:\twww.python.org\nAddress: 192.0.2.10';

  it('has the output and the exit code of each program', async () => {
    const { printed, exitCodes } = await run();
    const ran = (line: string, result: string) => `${line}: exit code and output ${result}`;
    expect(printed).toEqual([
      ran(
        'nslookup www.python.org',
        String.raw`[0, 'Name:\twww.python.org\nAddress: 192.0.2.10\n']`,
      ),
      ran('echo hello', String.raw`[0, 'hello\n']`),
      ran('sleep 1', "[0, '']"),
      ran(
        'nslookup nobody.example',
        String.raw`[1, "** server can't find nobody.example: NXDOMAIN\n"]`,
      ),
      ran('sh -c exit 3', "[3, '']"),
      "[Errno 2] No such file or directory: 'no-such-program'",
    ]);
    expect(exitCodes).toEqual([0, 0, 0, 1, 3, 0]);
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

  it('raises for an exit code other than 0 where it checks', async () => {
    const { printed } = await run({ check: true });
    expect(printed.filter((line) => line.startsWith('Command'))).toEqual([
      "Command '['nslookup', 'nobody.example']' returned non-zero exit status 1.",
      "Command '['sh', '-c', 'exit 3']' returned non-zero exit status 3.",
    ]);
  });
});
