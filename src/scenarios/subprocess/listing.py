"""Other programs: what they say, and the exit code they leave."""

import shlex
import subprocess

WAY = 'run'  # param: way
ASK = False  # param: ask
CHECK = False  # param: check

COMMANDS = [
    ['nslookup', 'www.python.org'],
    ['echo', 'hello'],
    ['sleep', '1'],
    ['nslookup', 'nobody.example'],
    ['cat', 'no-such-file'],
    ['sh', '-c', 'exit 3'],
    ['no-such-program'],
]

commands = COMMANDS
if ASK:
    commands = [['nslookup', input('host: ')]]  # [ask]
for command in commands:
    line = shlex.join(command)
    try:
        if WAY == 'call':
            code = subprocess.call(command)  # [call]
            print(f'{line}: exit code', code)  # [called]
        elif WAY == 'shell':
            code = subprocess.call(line, shell=True)  # [shell]
            print(f'{line}: exit code', code)  # [shelled]
        else:
            done = subprocess.run(command, capture_output=True, text=True, check=CHECK)  # [run]
            print(f'{line}:', [done.returncode, done.stdout, done.stderr])  # [ran]
    except FileNotFoundError as error:
        print(error)  # [missing]
    except subprocess.CalledProcessError as error:
        print(error)  # [failed]
