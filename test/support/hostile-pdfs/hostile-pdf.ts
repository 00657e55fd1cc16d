export interface HostilePdf {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The outcomes allowed: a named reason, or 'read'. */
  readonly ends: readonly string[];
}

export const DAMAGED = ['damaged'];
export const BOMB = ['inflates-too-far'];
export const STOPPED = ['took-too-long', 'inflates-too-far'];
