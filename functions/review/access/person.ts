import * as z from 'zod';
import type { Actor } from '../../core/events.ts';
import type { Role } from '../api/contract.ts';

/** A signed-in person, as a verified access token says, and nothing else. */
export interface Person {
  /** The token's subject: what events name. */
  readonly id: string;
  /** For the person's own eyes. */
  readonly name: string;
  /** ODS codes of the practices they review for. */
  readonly reviews: readonly string[];
  /** ODS codes of the organisations they send for. */
  readonly sends: readonly string[];
  readonly isAuditor: boolean;
  readonly isOperator: boolean;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
}

/** The claims a person is made of. */
const Claims = z.object({
  sub: z.string().min(1).max(200),
  exp: z.number(),
  name: z.string().max(200).optional(),
  username: z.string().max(200).optional(),
});

/**
 * Reads a person from a verified token. The issuer's groups are the roles: `reviewer:<ODS>` and `sender:<ODS>`, each as
 * often as need be, `auditor`, `operator`. Any other group says nothing.
 *
 * @param groupsClaim where this issuer puts groups: never a claim that people can edit themselves
 * @returns null when a claim that must be there is absent
 */
export function personOf(payload: Readonly<Record<string, unknown>>, groupsClaim: string): Person | null {
  const claims = Claims.safeParse(payload);
  if (!claims.success) return null;
  const groups = z.array(z.string()).safeParse(payload[groupsClaim]).data ?? [];
  const named = (role: string) => [
    ...new Set(groups.flatMap((group) => new RegExp(`^${role}:([A-Z0-9]{3,10})$`).exec(group)?.[1] ?? [])),
  ];
  const { sub, exp, name, username } = claims.data;
  return {
    id: sub,
    name: name ?? username ?? sub,
    reviews: named('reviewer').sort(),
    sends: named('sender').sort(),
    isAuditor: groups.includes('auditor'),
    isOperator: groups.includes('operator'),
    expiresAt: new Date(exp * 1000).toISOString(),
  };
}

export function rolesOf({ reviews, sends, isAuditor, isOperator }: Person): Role[] {
  return [
    ...(reviews.length > 0 ? (['reviewer'] as const) : []),
    ...(isAuditor ? (['auditor'] as const) : []),
    ...(isOperator ? (['operator'] as const) : []),
    ...(sends.length > 0 ? (['sender'] as const) : []),
  ];
}

/** Who an event says did it, in the role that let them. */
export function actorOf(person: Person, role: Role | undefined): Actor {
  return { kind: 'person', id: person.id, ...(role === undefined ? {} : { role }) };
}

/** An auditor reads every letter; a reviewer those of the named practices. A letter without a practice is no reviewer's. */
export function mayRead(person: Person, practice: string | null): boolean {
  return person.isAuditor || mayReview(person, practice);
}

export function mayReview({ reviews }: Person, practice: string | null): boolean {
  return practice !== null && reviews.includes(practice);
}
