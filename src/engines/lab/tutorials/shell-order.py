import subprocess
print(subprocess.run('echo one; echo two >&2; echo three', shell=True, stdout=-1, stderr=subprocess.STDOUT, text=True).stdout.split())
p = subprocess.Popen('echo ready; sleep 0.1; echo done', shell=True, stdout=-1, text=True)
print(p.stdout.readline().strip(), p.poll()); print(p.stdout.read().strip(), p.wait())

# prints:
#   ['one', 'two', 'three']
#   ready None
#   done 0
