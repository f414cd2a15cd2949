import { DurationSchema } from '../../model/scalars.ts';
import { type CommandIo, UsageError } from '../io.ts';

/** `p95=2s` → `{ p95: 2000 }`. Throws `UsageError` for anything else. */
export function readMaxLatency(
  values: readonly string[] | undefined,
  io: CommandIo,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    (values ?? []).map((value) => {
      const [, percentile, text] = /^(p50|p90|p95|p99)=(.+)$/.exec(value) ?? [];
      const limit = DurationSchema.safeParse(text);
      if (percentile === undefined || !limit.success)
        throw new UsageError(
          io.ui('run.bad-max-latency', { found: value }),
          io.ui('run.bad-max-latency.hint'),
        );
      return [percentile, limit.data];
    }),
  );
}
