"""Other programs: what they say, and the exit code they leave."""

import subprocess

WAY = 'run'  # param: way
CHECK = False  # param: check

COMMANDS = [
    ['nslookup', 'www.python.org'],
    ['echo', 'hello'],
    ['sleep', '1'],
    ['nslookup', 'nobody.example'],
    ['sh', '-c', 'exit 3'],
    ['no-such-program'],
]

for command in COMMANDS:
    line = ' '.join(command)
    try:
        if WAY == 'call':
            code = subprocess.call(command)  # [call]
            print(f'{line}: exit code', code)  # [called]
        else:
            done = subprocess.run(command, capture_output=True, text=True, check=CHECK)  # [run]
            print(f'{line}: exit code and output', [done.returncode, done.stdout])  # [ran]
    except FileNotFoundError as error:
        print(error)  # [missing]
    except subprocess.CalledProcessError as error:
        print(error)  # [failed]
