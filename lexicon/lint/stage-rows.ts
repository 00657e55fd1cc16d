import { STAGE_SYSTEMS, WHO_PERFORMANCE } from '../../functions/core/stage/systems.ts';
import { at, type LintRule } from './rule.ts';

const READ: ReadonlySet<string> = new Set([...STAGE_SYSTEMS, WHO_PERFORMANCE]);

/** A stage that a grammar reads leads to one thing that a record can hold: one line per reading and tumour, never a bare qualifier value. */
export const stageRows: LintRule = {
  name: 'stage-rows',
  check({ tables }) {
    const concepts = new Map(tables.concepts.map(({ row }) => [row.id, row]));
    const tumours = new Set([
      '*',
      ...tables.concepts.map(({ row }) => row.group),
      ...tables.sites.map(({ row }) => row.site),
      ...tables.siteParents.map(({ row }) => row.parent),
      ...tables.compositions.map(({ row }) => row.morphology),
    ]);
    const first = new Map<string, number>();
    return tables.stages.flatMap((placed) => {
      const { system, axis, prefix, value, tumour, target } = placed.row;
      const reading = [system, axis, prefix, value, tumour].join(' ');
      const before = first.get(reading);
      first.set(reading, before ?? placed.line);
      const concept = concepts.get(target);
      const problem =
        before !== undefined
          ? `${reading} has another line, ${before}`
          : !READ.has(system)
            ? `no grammar reads ${system}: the line is never used`
            : !tumour.split(':').every((part) => tumours.has(part))
              ? `${tumour} is no tumour group, site, tumour type, site:type nor *: the line is never used`
              : concept?.semanticTag === 'qualifier value'
                ? `${reading} leads to the bare qualifier value "${concept.display}"`
                : concept !== undefined && concept.category !== 'stage'
                  ? `${reading} leads to "${concept.display}", which is no stage`
                  : null;
      return problem === null ? [] : [at(placed, 'stage-rows', problem)];
    });
  },
};
