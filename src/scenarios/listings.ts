/** The sources of a scenario, loaded on demand. This table is not part of the first screen's code. */
import { bug } from '../base/bug.ts';
import type { Listing } from './scenario.ts';

export interface Listings {
  readonly program: Listing;
  readonly python: Listing;
}

export type ListingName = keyof Listings;

const programs = import.meta.glob<Listing>('./*/program.ts', {
  query: '?listing',
  import: 'default',
});
const listings = import.meta.glob<Listing>('./*/listing.py', {
  query: '?listing',
  import: 'default',
});

export async function loadListings(id: string): Promise<Listings> {
  const [program, python] = await Promise.all([
    load(programs, `./${id}/program.ts`),
    load(listings, `./${id}/listing.py`),
  ]);
  return { program, python };
}

function load<T>(files: Record<string, () => Promise<T>>, file: string): Promise<T> {
  return files[file]?.() ?? bug(`no file ${file}`);
}
