import type { Stage } from '../answer.ts';
import { stageKey } from '../lexicon/lexicon.ts';
import { readStages } from '../stage/read-stages.ts';
import type { LetterFacts, StageReading, Statement } from '../stage/reading.ts';
import { keyLines } from '../stage/traps.ts';
import { contextOf } from './context.ts';
import { modifiersBySentence } from './findings.ts';
import type { Finding, LetterRead } from './letter-read.ts';
import type { Sentence } from './sentences.ts';

/** Reads the stages of a letter with their context, and finds the concept for each that a record can hold. */
export function findStages(letter: LetterRead): { stages: Stage[]; findings: Finding[] } {
  const facts = factsOf(letter);
  const groups = groupsOf(letter);
  const modifiersOf = modifiersBySentence(letter);
  const stages: Stage[] = [];
  const findings: Finding[] = [];
  const statements = letter.sentences.map((sentence, index) =>
    statementOf(letter, sentence, letter.sentences[index - 1]),
  );
  const ofAKey = keyLines(statements.map(({ text }) => text));
  letter.sentences.forEach((sentence, index) => {
    const statement = statements[index]!;
    if (ofAKey.has(index)) return;
    for (const reading of readStages(statement, facts)) {
      const place = tokensOf(reading, sentence, letter);
      const context = contextOf({ ...place, sentence, category: 'stage' }, modifiersOf(sentence), letter.tokens);
      if (context.categories.has('other-person') || context.assertion.temporality === 'hypothetical') continue;
      stages.push({ ...reading, assertion: context.assertion });
      findings.push({
        target: targetOf(reading, groups, letter) ?? `unheld:${labelOf(reading)}`,
        category: 'stage',
        assertion: context.assertion,
        said: context.categories,
        evidence: [{ start: reading.start, end: reading.end }],
        section: sentence.section,
        rule: `stage: ${reading.system}${reading.axis === null ? '' : ` ${reading.axis}`}`,
        value: nameOf(reading),
      });
    }
  });
  return { stages, findings };
}

function statementOf({ text, tokens }: LetterRead, sentence: Sentence, before: Sentence | undefined): Statement {
  const spanOf = ({ from, to }: Sentence) => [tokens[from]!.start, tokens[to - 1]!.end] as const;
  const [start, lastEnd] = spanOf(sentence);
  // Hyphens are no tokens, and a trailing one may be a sign: `HER2-`.
  const end = /[-–+]/.test(text[lastEnd] ?? '') ? lastEnd + 1 : lastEnd;
  const sameSection = before !== undefined && before.section === sentence.section;
  return {
    text: text.slice(start, end),
    offset: start,
    before: sameSection ? text.slice(...spanOf(before)).slice(-200) : '',
    section: sentence.section,
  };
}

function factsOf({ mentions, lexicon }: LetterRead): LetterFacts {
  const groups = new Set<string>();
  for (const { meaning } of mentions) {
    if (meaning.layer === 'morphology') groups.add(meaning.morphology.includes('lymphoma') ? 'lymphoma' : 'tumour');
    if (meaning.layer === 'concept' && meaning.category === 'diagnosis')
      groups.add(lexicon.concepts.get(meaning.target)?.group ?? 'tumour');
  }
  return { lymphoma: groups.has('lymphoma'), tumour: groups.size > 0 };
}

function tokensOf(
  { start, end }: StageReading,
  sentence: Sentence,
  { tokens }: LetterRead,
): { from: number; to: number } {
  let from = sentence.from;
  while (from < sentence.to - 1 && tokens[from]!.end <= start) from++;
  let to = from + 1;
  while (to < sentence.to && tokens[to]!.start < end) to++;
  return { from, to };
}

/** The line for this very reading, then for the letter's tumour groups, then for any tumour; with the prefix, else without. */
function targetOf(reading: StageReading, groups: ReadonlySet<string>, letter: LetterRead): string | null {
  const { system, axis, prefix, value } = reading;
  for (const onePrefix of [prefix ?? '-', '-'])
    for (const oneValue of [value, value.replace(/[a-d]\d?$/i, '')]) {
      const rows = letter.lexicon.stages.get(stageKey(system, axis ?? '-', onePrefix, oneValue)) ?? [];
      const row = rows.find(({ tumour }) => groups.has(tumour)) ?? rows.find(({ tumour }) => tumour === '*');
      if (row !== undefined) return row.target;
    }
  const anyValue = letter.lexicon.stages.get(stageKey(system, axis ?? '-', '-', '*')) ?? [];
  return anyValue.find(({ tumour }) => tumour === '*' || groups.has(tumour))?.target ?? null;
}

function withParents(slug: string, parents: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [slug, ...(parents.get(slug) ?? [])];
}

/** What `tumour` in stages.tsv may name: groups, sites, tumour types, and `site:type`, as far as the letter speaks of them. */
function groupsOf({ mentions, lexicon }: LetterRead): ReadonlySet<string> {
  const groups = new Set<string>();
  for (const { meaning } of mentions) {
    if (meaning.layer === 'site')
      for (const site of [meaning.site, ...(lexicon.siteParents.get(meaning.site) ?? [])]) groups.add(site);
    if (meaning.layer === 'morphology')
      for (const kind of withParents(meaning.morphology, lexicon.morphologyParents)) groups.add(kind);
    if (meaning.layer === 'concept' && meaning.category === 'diagnosis') {
      groups.add(lexicon.concepts.get(meaning.target)?.group ?? '');
      for (const { morphology, site } of lexicon.parts.get(meaning.target) ?? [])
        for (const kind of withParents(morphology, lexicon.morphologyParents)) {
          groups.add(kind);
          for (const place of withParents(site, lexicon.siteParents)) groups.add(`${place}:${kind}`);
        }
    }
  }
  return groups;
}

/** What a reviewer is shown where no concept is held: `Stage IIB`, `FIGO IIIC1`, `pT2a`. */
export function labelOf(reading: StageReading): string {
  const label = LABELS[reading.system];
  return label === undefined ? nameOf(reading) : `${label} ${nameOf(reading)}`;
}

const LABELS: Readonly<Record<string, string>> = {
  group: 'Stage',
  figo: 'FIGO stage',
  dukes: 'Dukes stage',
  'ann-arbor': 'Ann Arbor stage',
  binet: 'Binet stage',
  rai: 'Rai stage',
  iss: 'ISS stage',
  'r-iss': 'R-ISS stage',
  bclc: 'BCLC stage',
  gleason: 'Gleason score',
  isup: 'Grade group',
  breslow: 'Breslow thickness (mm)',
  clark: 'Clark level',
  grade: 'Grade',
  nottingham: 'Nottingham grade',
  ecog: 'Performance status',
  karnofsky: 'Karnofsky performance status',
  cpg: 'Cambridge prognostic group',
  npi: 'Nottingham prognostic index',
  er: 'Oestrogen receptor',
  pr: 'Progesterone receptor',
  her2: 'HER2',
  mmr: 'Mismatch repair',
  msi: 'Microsatellite instability',
};

/** As people say it: `pT2a`, `FIGO IIIC1`, `Gleason 3+4=7`. */
export function nameOf({ axis, prefix, value }: StageReading): string {
  if (axis !== null) return `${prefix ?? ''}${axis}${value}`;
  return value;
}
