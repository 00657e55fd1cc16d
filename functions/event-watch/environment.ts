import * as z from 'zod';

/** It reads what the stream hands it, and nothing else. */
export const Environment = z.object({});
