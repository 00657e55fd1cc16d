import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DataRead, readContents } from '../../lexicon/data-files.ts';

/**
 * A whole lexicon in a few lines, which keeps every rule: files by path, each with its header and rows. Ids are the
 * reference's.
 */
export const SMALL: Readonly<Record<string, readonly string[]>> = {
  'concepts/diagnosis.tsv': [
    'id\tdisplay\tsemanticTag\tcategory\tmdsItem\tgroup\tprovenance',
    '254837009\tMalignant tumour of breast\tdisorder\tdiagnosis\tprimary-tumour\tbreast\tattested:13',
    '415076002\tHistory of malignant tumour of breast\tsituation\tdiagnosis\thistory-of-cancer\thistory\tattested:4',
    '429740004\tFamily history of breast cancer\tsituation\tfamily-history\tfamily-history\tbreast\tattested:4',
  ],
  'concepts/treatment.tsv': [
    'id\tdisplay\tsemanticTag\tcategory\tmdsItem\tgroup\tprovenance',
    '367336001\tChemotherapy\tprocedure\ttreatment\tchemotherapy\tchemotherapy\tattested:13',
    'idea:targeted-therapy\tTargeted therapy\t\ttreatment\ttargeted-therapy\tsystemic\tnone',
  ],
  'descriptions/diagnosis.tsv': [
    'term\ttarget\tkind\tguard',
    'breast cancer\t254837009\tfull\t',
    'family history of breast cancer\t429740004\tfull\t',
    'history of breast cancer\t415076002\tfull\t',
  ],
  'descriptions/treatment.tsv': [
    'term\ttarget\tkind\tguard',
    'CAP\t367336001\tabbreviation\tcap-drug',
    'chemotherapy\t367336001\tfull\t',
    'hepatoma therapy\tidea:targeted-therapy\tsynonym\t',
    'targeted treatment\tidea:targeted-therapy\tsynonym\t',
  ],
  'variants.tsv': ['variant\tword', 'carcinomas\tcarcinoma', 'tumor\ttumour', 'tumours\ttumour'],
  'morphologies.tsv': ['term\tmorphology\tkind\tguard', 'carcinoma\tcarcinoma\tfull\t', 'tumour\tcarcinoma\tsynonym\t'],
  'morphology-parents.tsv': ['morphology\tparent', 'ductal-carcinoma\tcarcinoma'],
  'sites.tsv': ['term\tsite\tkind\tguard', 'breast\tbreast\tfull\t'],
  'site-parents.tsv': ['site\tparent', 'nipple\tbreast'],
  'compositions.tsv': [
    'morphology\tsite\tlaterality\ttarget',
    'carcinoma\tbreast\t\t254837009',
    'ductal-carcinoma\tnipple\t\t254837009',
  ],
  'contexts.tsv': [
    'id\tactive\tsuspected\thistoryOf\tfamilyHistory\tregister\treason',
    '254837009\t254837009\tdo-not-code\t415076002\t429740004\tjoins\tno code for a suspicion of this site',
  ],
  'stages.tsv': ['system\taxis\tprefix\tvalue\ttumour\ttarget'],
  'guards/treatment.tsv': [
    'guard\tcondition\tdistance\twords\tnote',
    'cap-drug\tneeds-near\t6\tcycle|cycles\tthe regimen',
  ],
  'section-headings.tsv': ['heading\tsection\tprsbConceptId', 'diagnosis\tdiagnosis\t887161000000102', 'plan\tplan\t'],
  'context-rules/family.tsv': [
    'trigger\tcategory\tdirection\tscope\ttargets\tnote',
    'mother\tfamily\tforward\tclause\tdiagnosis\t',
  ],
  'context-rules/negated.tsv': [
    'trigger\tcategory\tdirection\tscope\ttargets\tnote',
    'no evidence of\tnegated\tforward\tclause\tany\t',
  ],
  'context-rules/pseudo.tsv': ['trigger\tcategory\tdirection\tscope\ttargets\tnote'],
  'context-rules/termination.tsv': [
    'trigger\tcategory\tdirection\tscope\ttargets\tnote',
    'but\ttermination\t-\tsentence\tany\t',
  ],
  'preferences.tsv': ['chosen\tover\treason', '254837009\t408643008\tonly to have a line'],
  'left-out.tsv': ['id\treason', '408643008\tonly to have a line'],
};

export type Lines = Readonly<Record<string, readonly string[]>>;

/** The small lexicon with some files otherwise. */
export function smallRead(otherwise: Lines = {}): DataRead {
  return readContents(
    new Map(Object.entries({ ...SMALL, ...otherwise }).map(([path, lines]) => [path, `${lines.join('\n')}\n`])),
  );
}

/** Written out, for what reads a folder. */
export function smallFolder(otherwise: Lines = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'lexicon-data-'));
  for (const [path, lines] of Object.entries({ ...SMALL, ...otherwise })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${lines.join('\n')}\n`);
  }
  return folder;
}

/** A line more in a file, at its sorted place. */
export function withLine(path: string, line: string, lines: Lines = SMALL): Lines {
  const [header = '', ...rows] = lines[path] ?? [];
  return { [path]: [header, ...[...rows, line].sort()] };
}
