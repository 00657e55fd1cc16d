import { at, type LintRule } from './rule.ts';

/** A register is built on disorders: a morphologic abnormality ("Adenocarcinoma", no site) is never offered as a concept. */
export const morphologicAbnormality: LintRule = {
  name: 'morphologic-abnormality',
  check: ({ tables }) =>
    tables.concepts
      .filter(({ row }) => row.semanticTag === 'morphologic abnormality')
      .map((placed) =>
        at(
          placed,
          'morphologic-abnormality',
          `${placed.row.id} ${placed.row.display} is a morphologic abnormality, offered as ${placed.row.category}`,
        ),
      ),
};
