import type {
  Annotation,
  CarePlan,
  CodeableConcept,
  Condition,
  FamilyMemberHistory,
  Observation,
  Patient,
  Procedure,
  Reference,
  ServiceRequest,
} from '@medplum/fhirtypes';
import type { ExportedCode } from './exported-letter.ts';

type Make<R> = (subject: Reference<Patient>, code: ExportedCode) => R;
type CodeResource = Condition | Observation | Procedure | ServiceRequest | FamilyMemberHistory;

/** The one resource that holds this code (HL7 FHIR R4, 4.0.1). */
export const codeResource: Make<CodeResource> = (subject, code) => {
  if (code.assertion.subject === 'family' || code.category === 'family-history')
    return familyMemberHistory(subject, code);
  switch (code.category) {
    case 'diagnosis':
      return condition(subject, code);
    case 'treatment':
      return code.assertion.temporality === 'planned' ? serviceRequest(subject, code) : procedure(subject, code);
    case 'referral':
      return serviceRequest(subject, code);
    default:
      return observation(subject, code);
  }
};

/** One plan a letter: each code of the care plan is an activity of it. */
export function carePlan(subject: Reference<Patient>, codes: readonly ExportedCode[], created: string): CarePlan {
  return {
    resourceType: 'CarePlan',
    status: 'active',
    intent: 'plan',
    subject,
    created,
    activity: codes.map((code) => ({
      detail: {
        code: codeableConcept(code),
        status: ACTIVITY_STATUS[code.assertion.temporality],
        ...notToBe(code),
        ...(code.date === undefined ? {} : { scheduledString: `${code.date.role} ${code.date.value}` }),
      },
    })),
  };
}

const ACTIVITY_STATUS = {
  planned: 'scheduled',
  current: 'in-progress',
  completed: 'completed',
  historical: 'completed',
  hypothetical: 'not-started',
} as const;

/** R4 has no place for the date a diagnosis was made but HL7's own extension. */
const ASSERTED_DATE = 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate';

const condition: Make<Condition> = (subject, code) => ({
  resourceType: 'Condition',
  ...(code.date?.role === 'diagnosed' ? { extension: [{ url: ASSERTED_DATE, valueDateTime: code.date.value }] } : {}),
  clinicalStatus: coded('condition-clinical', code.assertion.temporality === 'current' ? 'active' : 'inactive'),
  verificationStatus: coded('condition-ver-status', VERIFICATION[code.assertion.certainty]),
  category: [coded('condition-category', 'problem-list-item')],
  code: codeableConcept(code),
  subject,
  ...noted(code, 'diagnosed'),
});

const VERIFICATION = { confirmed: 'confirmed', suspected: 'provisional', negated: 'refuted' } as const;

const procedure: Make<Procedure> = (subject, code) => ({
  resourceType: 'Procedure',
  status: code.assertion.certainty === 'negated' ? 'not-done' : PROCEDURE_STATUS[code.assertion.temporality],
  code: codeableConcept(code),
  subject,
  ...performed(code),
});

const PROCEDURE_STATUS = {
  planned: 'preparation',
  current: 'in-progress',
  completed: 'completed',
  historical: 'completed',
  hypothetical: 'preparation',
} as const;

function performed({ date }: ExportedCode): Pick<Procedure, 'performedDateTime' | 'performedPeriod' | 'note'> {
  if (date?.role === 'performed') return { performedDateTime: date.value };
  if (date?.role === 'started') return { performedPeriod: { start: date.value } };
  if (date?.role === 'ended') return { performedPeriod: { end: date.value } };
  return date === undefined ? {} : { note: [{ text: `${date.role} ${date.value}` }] };
}

const serviceRequest: Make<ServiceRequest> = (subject, code) => ({
  resourceType: 'ServiceRequest',
  status: code.assertion.temporality === 'completed' ? 'completed' : 'active',
  intent: 'plan',
  ...notToBe(code),
  code: codeableConcept(code),
  subject,
  ...(code.date?.role === 'planned' ? { occurrenceDateTime: code.date.value } : {}),
  ...noted(code, 'planned'),
});

const observation: Make<Observation> = (subject, code) => ({
  resourceType: 'Observation',
  status: code.assertion.certainty === 'suspected' ? 'preliminary' : 'final',
  code: codeableConcept(code),
  subject,
  ...(code.date?.role === 'performed' ? { effectiveDateTime: code.date.value } : {}),
  ...valued(code),
  ...noted(code, 'performed'),
});

/** What is denied must not read as found. */
function valued({ value, assertion }: ExportedCode): Pick<Observation, 'valueBoolean' | 'valueString'> {
  if (assertion.certainty === 'negated') return { valueBoolean: false };
  return value === undefined ? {} : { valueString: value };
}

function notToBe({ assertion }: ExportedCode): { doNotPerform?: boolean } {
  return assertion.certainty === 'negated' ? { doNotPerform: true } : {};
}

/** Which relative it is, the letter's words say and the code does not. */
const familyMemberHistory: Make<FamilyMemberHistory> = (subject, code) => ({
  resourceType: 'FamilyMemberHistory',
  status: 'completed',
  patient: subject,
  relationship: {
    coding: [
      { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'FAMMEMB', display: 'family member' },
    ],
  },
  // R4 cannot say that a relative did not have a condition, except in words.
  ...(code.assertion.certainty === 'negated'
    ? { note: [{ text: `Denied: ${code.display}` }] }
    : { condition: [{ code: codeableConcept(code) }], ...noted(code) }),
});

/** A date whose role has no member of its own is kept as it was said. */
function noted({ date }: ExportedCode, ...placed: readonly string[]): { note?: Annotation[] } {
  return date === undefined || placed.includes(date.role) ? {} : { note: [{ text: `${date.role} ${date.value}` }] };
}

function codeableConcept({ concept, display }: ExportedCode): CodeableConcept {
  if (concept === null) return { text: display };
  return { coding: [{ system: concept.system, code: concept.code, display: concept.display }], text: display };
}

function coded(codeSystem: string, code: string): CodeableConcept {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${codeSystem}`, code }] };
}
