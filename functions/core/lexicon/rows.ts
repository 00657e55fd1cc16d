import * as z from 'zod';
import { Category } from '../answer.ts';

/** One line of each data file (lexicon/data/README.md says what the columns mean). */

export const Target = z.string().regex(/^(\d{6,18}|idea:[a-z0-9-]+)$/, 'neither a concept id nor an idea');
export type Target = z.infer<typeof Target>;
const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not a slug (lower case, digits, hyphens)');
const TargetOrNone = z.union([Target, z.literal('do-not-code')]);
const Term = z.string().trim().min(1);
const Kind = z.enum([
  'full',
  'synonym',
  'inversion',
  'abbreviation',
  'acronym',
  'generic',
  'brand',
  'regimen',
  'class',
]);
export const OptionalSlug = z.union([Slug, z.literal('')]);

export const ConceptRow = z.strictObject({
  id: Target,
  display: Term,
  semanticTag: z.string(),
  category: Category,
  mdsItem: Slug,
  group: Slug,
  provenance: z.string().regex(/^(attested:\d+|lead|none)$/, 'not attested:N, lead or none'),
});
export type ConceptRow = z.infer<typeof ConceptRow>;

export const DescriptionRow = z.strictObject({ term: Term, target: Target, kind: Kind, guard: OptionalSlug });
export type DescriptionRow = z.infer<typeof DescriptionRow>;

export const VariantRow = z.strictObject({ variant: Term, word: Term });
export const MorphologyRow = z.strictObject({ term: Term, morphology: Slug, kind: Kind, guard: OptionalSlug });
export const MorphologyParentRow = z.strictObject({ morphology: Slug, parent: Slug });
export const SiteRow = z.strictObject({ term: Term, site: Slug, kind: Kind, guard: OptionalSlug });
export const SiteParentRow = z.strictObject({ site: Slug, parent: Slug });

export const Laterality = z.enum(['left', 'right', 'bilateral']);
export type Laterality = z.infer<typeof Laterality>;
export const CompositionRow = z.strictObject({
  morphology: Slug,
  site: OptionalSlug,
  laterality: z.union([Laterality, z.literal('')]),
  target: Target,
});

export const Register = z.enum([
  'joins',
  'excluded-nmsc',
  'in-situ',
  'benign-or-uncertain',
  'secondary-joins',
  'not-a-tumour',
]);
export type Register = z.infer<typeof Register>;
export const ContextRow = z.strictObject({
  id: Target,
  active: TargetOrNone,
  suspected: TargetOrNone,
  historyOf: TargetOrNone,
  familyHistory: TargetOrNone,
  register: Register,
  reason: z.string(),
});
export type ContextRow = z.infer<typeof ContextRow>;

export const StageRow = z.strictObject({
  system: Slug,
  axis: z.enum(['T', 'N', 'M', '-']),
  prefix: z.string().min(1),
  value: z.string().min(1),
  tumour: z.string().min(1),
  target: Target,
});
export type StageRow = z.infer<typeof StageRow>;

export const GuardRow = z.strictObject({
  guard: Slug,
  condition: z.enum([
    'needs-before',
    'needs-after',
    'needs-near',
    'forbids-before',
    'forbids-after',
    'forbids-near',
    'needs-section',
    'forbids-section',
    'needs-letter',
    'forbids-letter',
  ]),
  distance: z.string().regex(/^\d*$/),
  words: z.string().min(1),
  note: z.string(),
});
export type GuardRow = z.infer<typeof GuardRow>;

export const SectionHeadingRow = z.strictObject({
  heading: Term,
  section: Slug,
  prsbConceptId: z.union([z.string().regex(/^\d{6,18}$/), z.literal('')]),
});

export const ContextCategory = z.enum([
  'negated',
  'possible',
  'hypothetical',
  'historical',
  'family',
  'other-person',
  'planned',
  'ongoing',
  'completed',
  'declined',
  'stopped',
  'attributive',
  'current',
  'pseudo',
  'termination',
  'aspect',
]);
export type ContextCategory = z.infer<typeof ContextCategory>;
export const ContextRuleRow = z.strictObject({
  trigger: Term,
  category: ContextCategory,
  /** `final`: backward, and only where nothing follows it in its statement: `CML - no`. */
  direction: z.enum(['forward', 'backward', 'both', 'final', '-']),
  /** `sentence`, `clause`, or the number of tokens it reaches at most. */
  scope: z.string().regex(/^(sentence|clause|\d+)$/),
  /** `any`, or the categories it applies to, separated by `|`; `finding`, alone: any span that is explained. */
  targets: z.string().min(1),
  note: z.string(),
});
export type ContextRuleRow = z.infer<typeof ContextRuleRow>;

/** Which of several concepts for one idea is offered. The one passed over need not be among the lexicon's concepts. */
export const PreferenceRow = z.strictObject({ chosen: Target, over: Target, reason: z.string().min(1) });

/** Every line of every data file, in file order. */
export const LexiconRows = z.strictObject({
  concepts: z.array(ConceptRow).min(1),
  descriptions: z.array(DescriptionRow).min(1),
  variants: z.array(VariantRow),
  morphologies: z.array(MorphologyRow),
  morphologyParents: z.array(MorphologyParentRow),
  sites: z.array(SiteRow),
  siteParents: z.array(SiteParentRow),
  compositions: z.array(CompositionRow),
  preferences: z.array(PreferenceRow),
  contexts: z.array(ContextRow),
  stages: z.array(StageRow),
  guards: z.array(GuardRow),
  sectionHeadings: z.array(SectionHeadingRow),
  contextRules: z.array(ContextRuleRow).min(1),
});
export type LexiconRows = z.infer<typeof LexiconRows>;

/** The words of each phrase as letters are compared with them, made once at build time: index for index with the rows. */
export const PreparedPhrases = z.strictObject({
  vocabulary: z.array(z.string()).min(1),
  variants: z.array(z.tuple([z.string(), z.string()])),
  descriptions: z.array(z.string()).min(1),
  morphologies: z.array(z.string()),
  sites: z.array(z.string()),
  sectionHeadings: z.array(z.string()),
  contextRules: z.array(z.string()).min(1),
  /** By phrase of a guard. */
  guardPhrases: z.record(z.string(), z.string()),
  /** By abbreviation: its tokens as they must be written, joined. */
  abbreviations: z.record(z.string(), z.string()),
});
export type PreparedPhrases = z.infer<typeof PreparedPhrases>;

/** The compiled lexicon as it is stored. */
export const LexiconArtefact = LexiconRows.extend({
  formatVersion: z.literal(1),
  /** The first 12 hexadecimal digits of a hash over all data files and the compiler. */
  version: z.string().regex(/^[0-9a-f]{12}$/),
  /** The engine it was compiled beside: the first 12 hexadecimal digits of a hash over the engine's sources. */
  engineVersion: z.string().regex(/^[0-9a-f]{12}$/),
  prepared: PreparedPhrases,
});
export type LexiconArtefact = z.infer<typeof LexiconArtefact>;
