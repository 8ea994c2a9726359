# typed: Ada, 36
name = input()
age = int(input())
print(f'{name} is {age}')
try: input()
except EOFError as e: print('EOF', e)

# prints:
#   Ada is 36
#   EOF EOF when reading a line
