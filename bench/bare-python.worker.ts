/** Pyodide as it is published, with the same files as the lab's: starts, runs one line, and says so. */
import { loadPyodide } from 'pyodide';
import { importInterpreter, pythonFiles, pythonLock } from 'virtual:python-files';

const python = await loadPyodide({
  indexURL: pythonFiles,
  lockFileContents: pythonLock,
  createPyodideModule: (async (settings: unknown) => {
    const { default: create } = await importInterpreter();
    return (create as (given: unknown) => Promise<unknown>)(settings);
  }) as never,
});
python.runPython('print(0)');
postMessage('printed');
