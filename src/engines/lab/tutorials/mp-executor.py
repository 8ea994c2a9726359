from concurrent.futures import ProcessPoolExecutor, as_completed
import math
PRIMES = [1099726899, 1099726897, 115280095, 2, 9]
def is_prime(n):
    if n < 2: return False
    if n == 2: return True
    if n % 2 == 0: return False
    for i in range(3, min(int(math.sqrt(n)), 300) + 1, 2):
        if n % i == 0: return False
    return True
def fail(): raise KeyError('k')
if __name__ == '__main__':
    with ProcessPoolExecutor(max_workers=3) as executor:
        for number, prime in zip(PRIMES, executor.map(is_prime, PRIMES)):
            print('%d is prime: %s' % (number, prime))
        fs = {executor.submit(pow, 2, n): n for n in range(3)}
        print(sorted(f.result() for f in as_completed(fs)))
        print(repr(executor.submit(fail).exception()))

# prints:
#   1099726899 is prime: False
#   1099726897 is prime: False
#   115280095 is prime: False
#   2 is prime: True
#   9 is prime: False
#   [1, 2, 4]
#   KeyError('k')
