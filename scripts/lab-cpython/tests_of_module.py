"""
Some of the tests of a module, or, where none are asked for, the names of all. A line of its own says what came of each.
"""

import importlib
import json
import unittest


def without_watchers():
    """asyncio's tests of before 3.14 ask for a child watcher when they clean up, and go without where there is none."""

    def get_child_watcher(policy):
        raise NotImplementedError

    events = importlib.import_module('asyncio.events')
    events._AbstractEventLoopPolicy.get_child_watcher = get_child_watcher


def flat(tests):
    for test in tests:
        if isinstance(test, unittest.TestSuite):
            yield from flat(test)
        else:
            yield test


def is_of_locks(test):
    """Whether it is one of `lock_tests`, which modules take over with locks of theirs."""
    return any(cls.__module__ == 'test.lock_tests' for cls in type(test).__mro__)


def outcome(test):
    result = unittest.TestResult()
    unittest.TestSuite([test]).run(result)
    reports = [text for _, text in result.errors + result.failures]
    reports += [f'{one} succeeded, and was not expected to' for one in result.unexpectedSuccesses]
    if reports:
        return {'failed': reports[0].strip()}
    if len(result.skipped) >= max(1, result.testsRun):
        return {'skipped': result.skipped[0][1]}
    return {'passed': True}


def answers(module, wanted):
    try:
        loaded = unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module(module))
    except unittest.SkipTest as reason:
        yield {'skipped': str(reason)}
        return
    tests = {test.id(): test for test in flat(loaded)}
    if wanted is None:
        yield {'tests': [{'name': name, 'isOfLocks': is_of_locks(test)} for name, test in tests.items()]}
        return
    for name in wanted:
        yield {'name': name, **outcome(tests[name])}


if __name__ == '__main__':
    with open('asked.json') as file:
        asked = json.load(file)
    if asked['module'].startswith('test.test_asyncio.'):
        without_watchers()
    for answer in answers(asked['module'], asked.get('tests')):
        print('\n' + asked['mark'] + json.dumps(answer))
