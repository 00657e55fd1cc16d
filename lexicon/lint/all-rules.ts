import { ambiguousDescription } from './ambiguous-description.ts';
import { commonWord } from './common-word.ts';
import { compositionKind } from './composition-kind.ts';
import { compositionOnce } from './composition-once.ts';
import { compositionSlugs } from './composition-slugs.ts';
import { conceptId } from './concept-id.ts';
import { conceptOnce } from './concept-once.ts';
import { confusableWords } from './confusable-words.ts';
import { contextCode } from './context-code.ts';
import { contextRuleFields } from './context-rule-fields.ts';
import { contextRulePlace } from './context-rule-place.ts';
import { contextRuleShadowed } from './context-rule-shadowed.ts';
import { duplicateLine } from './duplicate-line.ts';
import { guardNames } from './guard-names.ts';
import { guardPossible } from './guard-possible.ts';
import { mdsItem } from './mds-item.ts';
import { morphologicAbnormality } from './morphologic-abnormality.ts';
import { provenance } from './provenance.ts';
import type { LintRule } from './rule.ts';
import { sectionNames } from './section-names.ts';
import { sorted } from './sorted.ts';
import { spreadsheetId } from './spreadsheet-id.ts';
import { stageRows } from './stage-rows.ts';
import { targetExists } from './target-exists.ts';
import { tumourContext } from './tumour-context.ts';
import { unreachableDescription } from './unreachable-description.ts';
import { usSpelling } from './us-spelling.ts';
import { variantWords } from './variant-words.ts';

/** Every rule of `npm run lint:lexicon`. What is malformed (a byte order mark, an unknown column …) the reader of the files says. */
export const ALL_RULES: readonly LintRule[] = [
  conceptId,
  provenance,
  spreadsheetId,
  targetExists,
  conceptOnce,
  morphologicAbnormality,
  mdsItem,
  tumourContext,
  contextCode,
  compositionOnce,
  compositionKind,
  compositionSlugs,
  stageRows,
  ambiguousDescription,
  unreachableDescription,
  commonWord,
  confusableWords,
  usSpelling,
  variantWords,
  guardNames,
  guardPossible,
  sectionNames,
  contextRuleFields,
  contextRulePlace,
  contextRuleShadowed,
  sorted,
  duplicateLine,
];
