import type { Directory } from '../../core/directory.ts';

/** Somebody invented, to be signed in as. */
export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  /** The roles, as any issuer would give them. */
  readonly groups: readonly string[];
}

/** Two reviewers for each practice of the directory, a sender for each sender, an auditor and an operator. */
export function demoPeople({ practices, senders }: Directory): DemoPerson[] {
  return [
    ...practices.flatMap(({ ods, name }) =>
      (['a', 'b'] as const).map((which) => ({
        id: `reviewer-${which}-${ods.toLowerCase()}`,
        name: `Reviewer ${which.toUpperCase()}, ${name}`,
        groups: [`reviewer:${ods}`],
      })),
    ),
    { id: 'auditor', name: 'Auditor', groups: ['auditor'] },
    { id: 'operator', name: 'Operator', groups: ['operator'] },
    ...senders.map(({ ods, name }) => ({
      id: `sender-${ods.toLowerCase()}`,
      name: `Sender, ${name}`,
      groups: [`sender:${ods}`],
    })),
  ];
}
