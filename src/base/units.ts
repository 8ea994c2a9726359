/**
 * Names for the spaces that numbers live in. They are aliases, not brands: they document a signature; mixing them is
 * caught by review and tests, and no hot loop needs a cast.
 */

/** Milliseconds. */
export type Ms = number;
/** A length on the page in CSS pixels. */
export type CssPx = number;
/** Position of an event in its trace, from 0; also its sequence number. -1 means "none". */
export type EventIndex = number;
/** Position of a thread in its trace's thread table. -1 means "none". */
export type ThreadIndex = number;
/** Position of a process in its trace's process table. -1 means "none". */
export type ProcessIndex = number;
/** Position of an object (lock, queue, ...) in its trace's object table. -1 means "none". */
export type ObjectIndex = number;
/** Position of a source (a text whose lines events name) in its trace's table of sources. */
export type SourceIndex = number;
