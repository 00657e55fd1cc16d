import type { TestPerson } from './test-issuer.ts';

export const ASHA: TestPerson = { id: 'asha', name: 'Asha Reviewer', groups: ['reviewer:Y90001'] };
export const BEN: TestPerson = { id: 'ben', name: 'Ben Reviewer', groups: ['reviewer:Y90001', 'reviewer:Y90002'] };
export const ORLA: TestPerson = { id: 'orla', name: 'Orla Operator', groups: ['operator'] };
export const SAM: TestPerson = { id: 'sam', name: 'Sam Sender', groups: ['sender:RZZ01', 'sender:RZZ02'] };
export const AUDREY: TestPerson = { id: 'audrey', name: 'Audrey Auditor', groups: ['auditor'] };
