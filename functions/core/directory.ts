import * as z from 'zod';

const Organisation = z.strictObject({ ods: z.string().regex(/^[A-Z0-9]{3,10}$/), name: z.string().min(1) });

/** The practices and senders this service knows. A letter for a practice that is not here is quarantined. */
export const Directory = z.strictObject({
  practices: z.array(Organisation).min(1),
  senders: z.array(Organisation),
});
export type Directory = z.infer<typeof Directory>;

export function knowsPractice(directory: Directory, ods: string): boolean {
  return directory.practices.some((practice) => practice.ods === ods);
}

/** The organisation's name for people to read; its ODS code where the directory has none. */
export function organisationName(directory: Directory, ods: string): string {
  return [...directory.practices, ...directory.senders].find((known) => known.ods === ods)?.name ?? ods;
}
