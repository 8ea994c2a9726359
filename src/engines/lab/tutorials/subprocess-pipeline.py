import subprocess
from subprocess import PIPE, Popen

with open('fruit.txt', 'w') as file:
    file.write('pear 3\napple 10\nplum 2\nApple 1\n')

cat = Popen(['cat', 'fruit.txt'], stdout=PIPE)
grep = Popen(['grep', '-i', 'apple'], stdin=cat.stdout, stdout=PIPE, text=True)
# So that cat gets a SIGPIPE if grep ends first.
cat.stdout.close()
print(grep.communicate()[0].split('\n'), grep.returncode, cat.wait())

run = subprocess.run(['wc'], input='one two\nthree\n', capture_output=True, text=True)
print(repr(run.stdout))

for command in (
    'cat fruit.txt | sort | head -n 2',
    'sort -r fruit.txt | tail -1; wc -l fruit.txt',
    'cat fruit.txt | grep -v a | wc -l',
    'grep -c p fruit.txt && echo found || echo nothing',
    'grep banana fruit.txt || echo nothing',
    'cat fruit.txt | nowhere',
    'echo $FRUIT \'$FRUIT\' "${FRUIT}s"',
    'echo $SAID "it\'s $SAID, isn\'t it" \'$SAID\'',
    'wc fruit.txt',
    'grep -E "(pear|plum) +[0-9]" fruit.txt; grep "pl\\(u\\)m\\|r 3" fruit.txt',
    'grep "a" fruit.txt | grep -c \'|\' || echo "no | here" a\\|b',
    'grep -n plum fruit.txt | cat',
):
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, env={'FRUIT': 'fig', 'SAID': '"it\'s"; a | b', 'PATH': '/usr/bin:/bin'}
    )
    print(done.returncode, repr(done.stdout))

# prints:
#   ['apple 10', 'Apple 1', ''] 0 0
#   '      2       3      14\n'
#   0 'Apple 1\napple 10\n'
#   0 'Apple 1\n4 fruit.txt\n'
#   0 '2\n'
#   0 '4\nfound\n'
#   0 'nothing\n'
#   127 ''
#   0 'fig $FRUIT figs\n'
#   0 '"it\'s"; a | b it\'s "it\'s"; a | b, isn\'t it $SAID\n'
#   0 ' 4  8 31 fruit.txt\n'
#   0 'pear 3\nplum 2\npear 3\nplum 2\n'
#   0 '0\nno | here a|b\n'
#   0 '3:plum 2\n'
