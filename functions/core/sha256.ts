import * as z from 'zod';

/** 64 hexadecimal digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256');
