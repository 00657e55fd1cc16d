import { compileLexicon, type Lexicon } from '../../functions/core/lexicon/lexicon.ts';
import { preparePhrases } from '../../functions/core/lexicon/prepare.ts';
import { LexiconArtefact, LexiconRows } from '../../functions/core/lexicon/rows.ts';

const rows = LexiconRows.parse({
  concepts: [
    conceptOf('92814006', 'Chronic lymphocytic leukaemia', 'haematology'),
    conceptOf('254837009', 'Malignant neoplasm of breast', 'breast'),
    { ...conceptOf('367336001', 'Chemotherapy', 'chemotherapy'), semanticTag: 'procedure', category: 'treatment' },
  ],
  descriptions: [
    { term: 'chronic lymphocytic leukaemia', target: '92814006', kind: 'full', guard: '' },
    { term: 'CLL', target: '92814006', kind: 'abbreviation', guard: '' },
    { term: 'breast cancer', target: '254837009', kind: 'full', guard: '' },
    { term: 'invasive ductal carcinoma', target: '254837009', kind: 'synonym', guard: '' },
  ],
  variants: [],
  morphologies: [],
  morphologyParents: [],
  sites: [],
  siteParents: [],
  compositions: [],
  preferences: [],
  contexts: ['92814006', '254837009'].map((id) => ({
    id,
    active: id,
    suspected: 'do-not-code',
    historyOf: 'do-not-code',
    familyHistory: 'do-not-code',
    register: 'joins',
    reason: 'a malignant tumour',
  })),
  stages: [],
  guards: [],
  sectionHeadings: [{ heading: 'diagnosis', section: 'diagnosis', prsbConceptId: '' }],
  contextRules: [
    { trigger: 'no evidence of', category: 'negated', direction: 'forward', scope: 'clause', targets: 'any', note: '' },
  ],
});

/** A lexicon of two ideas, for tests of what happens around the reading and not of the reading itself. */
export const SMALL_ARTEFACT: LexiconArtefact = LexiconArtefact.parse({
  formatVersion: 1,
  version: '0123456789ab',
  engineVersion: 'ba9876543210',
  ...rows,
  prepared: preparePhrases(rows),
});

export function smallLexicon(): Lexicon {
  return compileLexicon(SMALL_ARTEFACT);
}

/** The next release of it: it has dropped "invasive ductal carcinoma" and learnt "carcinoma of the breast". */
export const NEXT_SMALL_ARTEFACT: LexiconArtefact = nextArtefact();

function nextArtefact(): LexiconArtefact {
  const descriptions = rows.descriptions.map((row) =>
    row.term === 'invasive ductal carcinoma' ? { ...row, term: 'carcinoma of the breast' } : row,
  );
  const next = { ...rows, descriptions };
  return { ...SMALL_ARTEFACT, ...next, version: 'abcdef012345', prepared: preparePhrases(next) };
}

function conceptOf(id: string, display: string, group: string) {
  return {
    id,
    display,
    semanticTag: 'disorder',
    category: 'diagnosis',
    mdsItem: 'primary-tumour',
    group,
    provenance: 'lead',
  };
}
