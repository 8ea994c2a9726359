import multiprocessing, logging, sys
def worker():
    print('Doing some work'); sys.stdout.flush()
if __name__ == '__main__':
    multiprocessing.log_to_stderr(logging.WARNING)
    logger = multiprocessing.get_logger(); logger.setLevel(logging.WARNING)
    p = multiprocessing.Process(target=worker); p.start(); p.join()
    print(p.exitcode)

# prints, in any order:
#   Doing some work
#   0
