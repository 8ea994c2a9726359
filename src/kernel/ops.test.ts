import { expect, it } from 'vitest';
import { code as coreCode, coreTable, infosOf } from './core-ops.ts';
import { code, opInfos, opNames, opTable } from './ops.ts';

it('ops of the core have the same codes, and mean the same, with and without the rest', () => {
  const { specs } = coreTable;
  expect(opTable.specs.length).toBeGreaterThan(specs.length);
  expect(opTable.specs.slice(0, specs.length)).toEqual(specs);
  for (const [name, number] of Object.entries(coreCode)) expect(opNames[number]).toBe(name);
  expect(code).toMatchObject(coreCode);
  expect(opInfos.slice(0, specs.length)).toEqual(infosOf(coreTable));
});

it('what the core declares, the whole table declares as well', () => {
  const { objects, processParts, shown, handle, handled, stopped, die } = coreTable;
  expect(opTable).toMatchObject({ objects, shown, handle, handled, stopped, die });
  expect(opTable.processParts.filter((part) => processParts.includes(part))).toEqual(processParts);
  for (const number of [handle, handled, stopped, die]) {
    expect(number).toBeGreaterThanOrEqual(0);
  }
});

it('every kind of object has its own spec', () => {
  for (const [kind, spec] of Object.entries(opTable.objects)) expect(spec.kind).toBe(kind);
});
