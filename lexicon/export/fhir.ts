import { Category } from '../../functions/core/answer.ts';
import type { LexiconRows } from '../../functions/core/lexicon/rows.ts';
import { SNOMED_CT } from '../../functions/core/sctid.ts';

export interface FhirExport {
  readonly fileName: string;
  readonly resource: object;
}

const COPYRIGHT =
  'This includes SNOMED Clinical Terms (SNOMED CT), used by permission of SNOMED International. Use needs a licence; in the UK it is free of charge through NHS England TRUD. Compiled from public sources: not a SNOMED CT release.';

/**
 * FHIR R4 resources: a ValueSet for each category, and a ConceptMap from every tumour to its code in each context. Ideas without
 * an id are not in them: they have nothing to exchange.
 *
 * @param canonical the base of the resources' canonical addresses
 */
export function fhirResources(rows: LexiconRows, version: string, canonical: string): FhirExport[] {
  const common = { version, status: 'draft', experimental: true, copyright: COPYRIGHT };
  const valueSets = Category.options.flatMap((category): FhirExport[] => {
    const id = `letter-coder-${category}`;
    const concepts = rows.concepts
      .filter((concept) => concept.category === category && !concept.id.startsWith('idea:'))
      .map(({ id: code, display }) => ({ code, display }));
    // An include without concepts would mean all of SNOMED CT.
    if (concepts.length === 0) return [];
    const resource = {
      resourceType: 'ValueSet',
      id,
      url: `${canonical}/ValueSet/${id}`,
      name: `LetterCoder${pascal(category)}`,
      title: `What can be suggested as ${category}`,
      ...common,
      compose: { include: [{ system: SNOMED_CT, concept: concepts }] },
    };
    return [{ fileName: `ValueSet-${id}.json`, resource }];
  });
  return [...valueSets, contextMap(rows, canonical, common)];
}

const CONTEXTS = ['suspected', 'historyOf', 'familyHistory'] as const;
const CONTEXT_CODES = { suspected: 'suspected', historyOf: 'history-of', familyHistory: 'family-history' } as const;

/** R4's ConceptMap has no place for a context but `dependsOn`: each tumour has one target for each context it depends on. */
function contextMap(rows: LexiconRows, canonical: string, common: object): FhirExport {
  const id = 'letter-coder-tumour-contexts';
  const displays = new Map(rows.concepts.map((concept) => [concept.id, concept.display]));
  const isCode = (target: string) => /^\d/.test(target);
  const element = rows.contexts
    .filter((row) => isCode(row.id))
    .map((row) => ({
      code: row.id,
      display: displays.get(row.id),
      target: CONTEXTS.map((context) => ({
        ...(isCode(row[context])
          ? { code: row[context], display: displays.get(row[context]), equivalence: 'inexact' }
          : { equivalence: 'unmatched' }),
        comment: isCode(row[context]) ? row.reason || 'says the context, and the tumour in general' : row.reason,
        dependsOn: [{ property: `${canonical}/context`, value: CONTEXT_CODES[context] }],
      })),
    }));
  return {
    fileName: `ConceptMap-${id}.json`,
    resource: {
      resourceType: 'ConceptMap',
      id,
      url: `${canonical}/ConceptMap/${id}`,
      name: 'LetterCoderTumourContexts',
      title: 'What a tumour is coded as when it is suspected, past or a relative’s',
      ...common,
      group: [{ source: SNOMED_CT, target: SNOMED_CT, element }],
    },
  };
}

function pascal(slug: string): string {
  return slug.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
