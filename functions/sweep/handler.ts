import { type SweepPorts, type SweepReport, sweepLetters } from '../core/sweep-letters.ts';

export interface SweepDependencies extends SweepPorts {
  /** What changed within this time is left to the ordinary way. */
  readonly graceSeconds: number;
}

/** The part of Lambda's context that is used; absent on the laptop, where nothing ends the run. */
export interface RunContext {
  getRemainingTimeInMillis(): number;
}

const RESERVE_MILLISECONDS = 60_000;

/** On a schedule: starts what was never announced or stopped half way. */
export function createHandler(dependencies: SweepDependencies) {
  return (_event: unknown, context?: RunContext): Promise<SweepReport> =>
    sweepLetters(dependencies, {
      graceSeconds: dependencies.graceSeconds,
      hasTime: () => (context?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY) > RESERVE_MILLISECONDS,
    });
}
