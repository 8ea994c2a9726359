import subprocess


def sh(line):
    done = subprocess.run(line, shell=True, capture_output=True, text=True)
    print(repr(line), done.returncode, repr(done.stdout), repr(done.stderr))


for n in (1, 2, 3):
    open(f'part{n}.txt', 'w').write(f'{n}\n')
sh('for i in 1 2 3; do echo $i; done')
sh('for i in a "b c"; do echo "<$i>" ${i}x; done && echo end')
sh('for i in $(seq 1 3); do for j in x y; do echo $i$j; done; done')
sh('for f in part*.txt; do cat $f; done')
sh("echo start; for i in $(seq 3 -1 1); do echo '$i' $i; sleep 0.1; done; echo over")
sh('echo $((1+2)) $(( (2 + 3) * 4 )) "$((7/2))"')
sh('echo "for i in a; do b; done"')
p = subprocess.Popen('for i in 1 2 3; do echo tick $i; sleep 0.05; done', shell=True, stdout=subprocess.PIPE, text=True)
for line in p.stdout:
    print('got', line.strip())
print(p.wait())

# prints:
#   'for i in 1 2 3; do echo $i; done' 0 '1\n2\n3\n' ''
#   'for i in a "b c"; do echo "<$i>" ${i}x; done && echo end' 0 '<a> ax\n<b c> b cx\nend\n' ''
#   'for i in $(seq 1 3); do for j in x y; do echo $i$j; done; done' 0 '1x\n1y\n2x\n2y\n3x\n3y\n' ''
#   'for f in part*.txt; do cat $f; done' 0 '1\n2\n3\n' ''
#   "echo start; for i in $(seq 3 -1 1); do echo '$i' $i; sleep 0.1; done; echo over" 0 'start\n$i 3\n$i 2\n$i 1\nover\n' ''
#   'echo $((1+2)) $(( (2 + 3) * 4 )) "$((7/2))"' 0 '3 20 3\n' ''
#   'echo "for i in a; do b; done"' 0 'for i in a; do b; done\n' ''
#   got tick 1
#   got tick 2
#   got tick 3
#   0
