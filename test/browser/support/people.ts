/** The laptop's demo people, under names that tests read well with. */
export interface TestPerson {
  readonly id: string;
}
export const ASHA: TestPerson = { id: 'reviewer-a-y90001' };
export const BEN: TestPerson = { id: 'reviewer-b-y90001' };
export const ORLA: TestPerson = { id: 'operator' };
export const SAM: TestPerson = { id: 'sender-rzz01' };
export const AUDREY: TestPerson = { id: 'auditor' };

export const nameOf = (id: string): string => ({ [ASHA.id]: 'asha', [BEN.id]: 'ben' })[id] ?? id;
