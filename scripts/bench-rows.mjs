// @ts-check
/** The rows of the benchmark's table: what is measured, in words, with its aim. */

/**
 * @typedef {object} Row
 * @property {string} measurement a name of bench/main.ts or of scripts/bench-page.mjs
 * @property {string} key the number of its sample
 * @property {string} what
 * @property {string} unit
 * @property {string} [aim]
 * @property {string} [bare] the number beside it: the bare primitive, or what the row says
 * @property {string} [ratio] the number that compares the two
 */

/** @type {Row[]} */
export const rows = [
  {
    measurement: 'kernel-ops-1',
    key: 'ops_per_s',
    what: 'ops through the kernel with events recorded, 1 Worker',
    unit: '/s',
    bare: 'mutex_per_s',
    ratio: 'over_mutex_ratio',
  },
  {
    measurement: 'kernel-ops-2',
    key: 'ops_per_s',
    what: 'the same, 2 Workers together',
    unit: '/s',
    bare: 'mutex_per_s',
    ratio: 'over_mutex_ratio',
  },
  {
    measurement: 'kernel-ops-4',
    key: 'ops_per_s',
    what: 'the same, 4 Workers together',
    unit: '/s',
    bare: 'mutex_per_s',
    ratio: 'over_mutex_ratio',
  },
  {
    measurement: 'start-warm',
    key: 'start_ms',
    what: "from start() to the new thread's first op, pool warm",
    unit: 'ms',
    aim: 'under 0.3',
  },
  {
    measurement: 'start-cold',
    key: 'start_ms',
    what: 'the same, no Worker ready',
    unit: 'ms',
    bare: 'worker_ms',
    ratio: 'over_worker_ratio',
  },
  {
    measurement: 'start-warm',
    key: 'hundred_ms',
    what: '100 threads all started, pool warm',
    unit: 'ms',
    aim: 'under 150',
  },
  {
    measurement: 'wake-up',
    key: 'wake_us',
    what: 'from a release to the acquire that it makes possible in another Worker',
    unit: 'us',
    aim: 'within 1.5 of bare',
    bare: 'futex_us',
    ratio: 'over_futex_ratio',
  },
  {
    measurement: 'explore',
    key: 'executions_per_s',
    what: 'interleavings explored, of a program of about 20 steps',
    unit: '/s',
    aim: 'over 20,000',
  },
  {
    measurement: 'explore',
    key: 'dispatch_ms',
    what: 'dispatch(2, 3), all 150',
    unit: 'ms',
    aim: 'under 100',
  },
  {
    measurement: 'explore',
    key: 'multipc_ms',
    what: 'multipc(3, 2), all 66',
    unit: 'ms',
    aim: 'under 100',
  },
  {
    measurement: 'explore',
    key: 'readers_ms',
    what: 'readers(8), all 256',
    unit: 'ms',
    aim: 'under 50',
  },
  {
    measurement: 'explore',
    key: 'last_zero_ms',
    what: 'last_zero(10), all 3,328',
    unit: 'ms',
    aim: 'under 1,000',
  },
  {
    measurement: 'explore',
    key: 'philosophers_ms',
    what: 'five philosophers, all 31',
    unit: 'ms',
    aim: 'under 50',
  },
  {
    measurement: 'event-to-pixel',
    key: 'delay_p95_ms',
    what: 'from an event recorded to its pixel drawn, 95th percentile, 10,000 events a second',
    unit: 'ms',
  },
  {
    measurement: 'event-to-pixel',
    key: 'delay_p95_frames',
    what: 'the same in frames',
    unit: 'frames',
    aim: 'within 2',
  },
  {
    measurement: 'million-intervals',
    key: 'frame_ms',
    what: 'a frame of the timeline with 1,000,000 intervals on 100 lanes, panning and zooming',
    unit: 'ms',
  },
  {
    measurement: 'million-intervals',
    key: 'frame_p95_ms',
    what: 'the same, 95th percentile',
    unit: 'ms',
    aim: 'under 16',
  },
  {
    measurement: 'model',
    key: 'steps_per_s',
    what: 'steps of the model engine, one thread',
    unit: '/s',
    aim: '3,000,000',
  },
  {
    measurement: 'model',
    key: 'traced_steps_per_s',
    what: 'the same with a trace',
    unit: '/s',
  },
  {
    measurement: 'model',
    key: 'random_steps_per_s',
    what: 'steps of four threads in random order',
    unit: '/s',
  },
  {
    measurement: 'model',
    key: 'replays_per_s',
    what: 'replays of a 20-step program',
    unit: '/s',
    aim: '50,000',
  },
  {
    measurement: 'model',
    key: 'step_back_ms',
    what: 'stepping back at step 100,000',
    unit: 'ms',
    aim: 'under 100',
  },
  {
    measurement: 'model-live',
    key: 'short_us',
    what: 'one run of a 20-step program in the model, beside the same run live',
    unit: 'us',
    bare: 'short_live_us',
    ratio: 'short_ratio',
  },
  {
    measurement: 'model-live',
    key: 'long_ms',
    what: 'one run of a hundred threads with a lock in the model, beside the same run live',
    unit: 'ms',
    bare: 'long_live_ms',
    ratio: 'long_ratio',
  },
  {
    measurement: 'link-size',
    key: 'model_bytes',
    what: 'bytes per step in a link after compression, a minute of the traffic light',
    unit: 'B',
    aim: 'under 1.5',
  },
  {
    measurement: 'link-size',
    key: 'live_bytes',
    what: 'the same from a live run, with the time of each step',
    unit: 'B',
    aim: 'under 1.5',
  },
  {
    measurement: 'page-open',
    key: 'first_interval_ms',
    what: 'from navigation to the first interval drawn',
    unit: 'ms',
    aim: 'under 1,000',
  },
  {
    measurement: 'page-open',
    key: 'longest_task_ms',
    what: 'the longest task of the page until a second after that; 0: all under 50',
    unit: 'ms',
    aim: 'under 50',
  },
  {
    measurement: 'page-open',
    key: 'script_kb',
    what: 'JavaScript that the first screen waits for, gzip',
    unit: 'kB',
    aim: 'under 130',
  },
  {
    measurement: 'page-memory',
    key: 'traffic_mb',
    what: 'memory of the page and its Workers, traffic light',
    unit: 'MB',
  },
  {
    measurement: 'page-memory',
    key: 'hundred_mb',
    what: 'the same with 101 threads',
    unit: 'MB',
  },
  {
    measurement: 'page-restarts',
    key: 'before_mb',
    what: 'memory after 20 restarts',
    unit: 'MB',
  },
  {
    measurement: 'page-restarts',
    key: 'after_mb',
    what: 'memory after 200 restarts more',
    unit: 'MB',
    bare: 'before_mb',
    ratio: 'growth_ratio',
  },
  {
    measurement: 'page-restarts',
    key: 'workers',
    what: 'Workers after 200 restarts (the traffic light needs 7)',
    unit: '',
  },
];
