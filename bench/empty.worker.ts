/** A Worker that only says that it is there. */
postMessage('ready');
