import type {
  Bundle,
  CodeableConcept,
  DocumentReference,
  Organization,
  Patient,
  Provenance,
  Reference,
  Resource,
} from '@medplum/fhirtypes';
import { sha256 } from '../../core/canonical-json.ts';
import type { ExportedCode, ExportedLetter } from './exported-letter.ts';
import { carePlan, codeResource } from './fhir-resources.ts';

/**
 * The accepted codes of completed letters as one FHIR R4 Bundle: Condition, Observation (stage, status, screening), Procedure,
 * ServiceRequest, CarePlan and FamilyMemberHistory, each with a Provenance that names its letter, its words and who accepted it.
 * Deterministic: ids follow from letter and suggestion, dates from the events.
 */
export function toFhir(letters: readonly ExportedLetter[]): string {
  const entry = letters.flatMap(entriesOf).map(([fullUrl, resource]) => ({ fullUrl, resource }));
  const timestamp = letters.map(({ completedAt }) => completedAt).reduce((a, b) => (a > b ? a : b), '');
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    ...(timestamp === '' ? {} : { timestamp }),
    ...(entry.length === 0 ? {} : { entry }),
  };
  return `${JSON.stringify(bundle, null, 2)}\n`;
}

type Entry = readonly [fullUrl: string, resource: Resource];

function entriesOf(exported: ExportedLetter): Entry[] {
  const { letter, codes } = exported;
  const urn = (what: string) => urnOf(`${letter.letterId}/${what}`);
  const subject: Reference<Patient> = { reference: urn('patient') };
  const source: Reference<DocumentReference> = { reference: urn('letter') };
  const planned = codes.filter(({ category }) => category === 'care-plan');
  const plan = carePlan(subject, planned, exported.completedAt);
  const coded = codes.filter(({ category }) => category !== 'care-plan');
  const urnOfCode = ({ category, suggestionId }: ExportedCode) =>
    urn(category === 'care-plan' ? 'care-plan' : suggestionId);
  return [
    [urn('patient'), patient(exported)],
    [urn('letter'), documentReference(subject, exported)],
    ...coded.map((code): Entry => [urnOfCode(code), codeResource(subject, code)]),
    ...(planned.length === 0 ? [] : [[urn('care-plan'), plan] as const]),
    ...codes.map((code): Entry => {
      const target = { reference: urnOfCode(code) };
      return [urn(`provenance/${code.suggestionId}`), provenance({ target, source, code, exported })];
    }),
  ];
}

function patient({ patient: { nhsNumber, name, dateOfBirth } }: ExportedLetter): Patient {
  const birthDate = dateOfBirth === undefined ? undefined : isoDate(dateOfBirth.value);
  return {
    resourceType: 'Patient',
    ...(nhsNumber?.valid
      ? { identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber.value }] }
      : {}),
    ...(name === undefined ? {} : { name: [{ text: name.value }] }),
    ...(birthDate === undefined ? {} : { birthDate }),
  };
}

/** Only a date in figures, day first as the UK writes it; any other way of writing is left to the reader of the letter. */
function isoDate(written: string): string | undefined {
  const match = /^(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})$/.exec(written);
  if (match === null) return undefined;
  const [, day, month, year] = match;
  const iso = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

function documentReference(subject: Reference<Patient>, { letter, senderName }: ExportedLetter): DocumentReference {
  return {
    resourceType: 'DocumentReference',
    masterIdentifier: { system: `${CANONICAL}/letter-id`, value: letter.letterId },
    ...(letter.contentHash === null
      ? {}
      : { identifier: [{ system: `${CANONICAL}/sha-256`, value: letter.contentHash }] }),
    status: 'current',
    subject,
    date: letter.receivedAt,
    ...(letter.sender === null ? {} : { author: [organisation(letter.sender, senderName)] }),
    content: [{ attachment: { title: 'Letter as received' } }],
  };
}

interface Origin {
  readonly target: Reference;
  readonly source: Reference<DocumentReference>;
  readonly code: ExportedCode;
  readonly exported: ExportedLetter;
}

function provenance({ target, source, code, exported: { letter, practiceName } }: Origin): Provenance {
  const words = code.evidence.map(({ start, end }) => `characters ${start} to ${end}`).join('; ');
  return {
    resourceType: 'Provenance',
    target: [target],
    recorded: code.decidedAt,
    activity: { text: code.decision },
    agent: [
      {
        type: agentType('verifier'),
        who: { identifier: { system: `${CANONICAL}/reviewer`, value: code.decidedBy } },
        ...(letter.practice === null ? {} : { onBehalfOf: organisation(letter.practice, practiceName) }),
      },
      ...(code.decision === 'added' || letter.engineVersion === undefined
        ? []
        : [
            {
              type: agentType('assembler'),
              who: { display: `Letter Coder, engine ${letter.engineVersion}, lexicon ${letter.lexiconVersion}` },
            },
          ]),
    ],
    entity: [{ role: 'source', what: { ...source, ...(words === '' ? {} : { display: words }) } }],
  };
}

const CANONICAL = 'urn:letter-coder';

function agentType(code: 'verifier' | 'assembler'): CodeableConcept {
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code }] };
}

function organisation(ods: string, display: string): Reference<Organization> {
  return { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: ods }, display };
}

/** A UUID of version 8 (RFC 9562) whose digits come from a hash. */
function urnOf(name: string): string {
  const hash = sha256(name);
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
