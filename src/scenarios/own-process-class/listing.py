"""A class of processes that says itself what its processes run."""

import multiprocessing
import os
import time

START = True  # param: start
BAKERS = 3  # param: bakers
BAKE = 0.8  # param: bake


class Baker(multiprocessing.Process):
    def __init__(self, letter, loaves):
        super().__init__(name=f'baker {letter}')
        self.letter = letter
        self.loaves = loaves
        self.baked = 0

    def run(self):
        for number in range(1, self.loaves + 1):
            time.sleep(BAKE)  # [bake]
            self.baked = number  # [count]
            print(f'process {os.getpid()} bakes loaf {self.letter}{number}')  # [say]


if __name__ == '__main__':
    print('the parent is process', os.getpid())  # [parent]
    team = []
    for number in range(1, BAKERS + 1):
        baker = Baker('ABCDEF'[number - 1], number + 1)  # [create]
        team.append(baker)
    for baker in team:
        if START:
            baker.start()  # [start]
        else:
            baker.run()  # [run]
    for baker in team:
        if START:
            baker.join()  # [join]
        print(f'the parent sees {baker.baked} loaves of baker {baker.letter}')  # [result]
